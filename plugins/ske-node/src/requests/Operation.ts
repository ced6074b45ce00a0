import {
  formatApiVersion,
  parseResourceRef,
  ResourceRef,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import type { IdentityResolver, PlatformIdentity } from '../credentials';
import type { Discovery, PlatformClient } from '../platform';
import type { ServedKind } from '../platform/discovery/ServedKind';
import { checkKindAllowed } from './kindRules';
import { KindTarget } from './KindTarget';
import type { AuditMeta } from './RequestAudit';
import type { RequestCaller } from './RequestCaller';
import { ResourceTarget, toRefMeta } from './ResourceTarget';

const DEFAULT_NAMESPACE = 'default';

interface OperationOptions {
  client: PlatformClient;
  discovery: Discovery;
  resolveIdentity: IdentityResolver;
  caller: RequestCaller;
  meta: AuditMeta;
}

/** One operation of one caller: the checks that each begins with, in their order. */
export class Operation {
  readonly client: PlatformClient;
  readonly caller: RequestCaller;
  /** Grows while the operation goes on; ends in its audit event. */
  readonly meta: AuditMeta;
  readonly #discovery: Discovery;
  readonly #resolveIdentity: IdentityResolver;
  #identity: Promise<PlatformIdentity> | undefined;

  constructor(options: OperationOptions) {
    this.client = options.client;
    this.caller = options.caller;
    this.meta = options.meta;
    this.#discovery = options.discovery;
    this.#resolveIdentity = options.resolveIdentity;
  }

  /** As whom all calls of this operation are made. */
  async identity(): Promise<PlatformIdentity> {
    this.#identity ??= this.#resolveIdentity(this.caller);
    return this.#identity;
  }

  /** Finds one object, of any kind that the portal gives access to. */
  async find(input: ResourceRef): Promise<ResourceTarget> {
    const ref = parseResourceRef(input);
    Object.assign(this.meta, toRefMeta(ref));
    const served = await this.findKind(ref.apiVersion, ref.kind);
    const namespace = chooseNamespace(ref, served.namespaced);
    Object.assign(this.meta, toRefMeta({ ...ref, namespace }));
    return this.targetOf(served, { namespace, name: ref.name });
  }

  /** One object of a kind that was found, or that our own operations know. */
  async targetOf(
    served: ServedKind,
    object: { namespace?: string; name: string },
  ): Promise<ResourceTarget> {
    const { group, version, kind, plural } = served;
    const { namespace, name } = object;
    return new ResourceTarget({
      ref: { apiVersion: formatApiVersion(served), kind, namespace, name },
      location: { group, version, plural, namespace },
      client: this.client,
      identity: await this.identity(),
      signal: this.caller.signal,
      meta: this.meta,
    });
  }

  /** All objects of such a kind; without a namespace in all of them. */
  async allOf(served: ServedKind, namespace?: string): Promise<KindTarget> {
    return new KindTarget({
      served,
      namespace,
      client: this.client,
      identity: await this.identity(),
      signal: this.caller.signal,
      meta: this.meta,
    });
  }

  /** Finds a kind that the portal gives access to. */
  async findKind(apiVersion: string, kind: string): Promise<ServedKind> {
    checkKindAllowed(apiVersion, kind);
    return this.findAnyKind(apiVersion, kind);
  }

  /** The same for a kind that is only asked about, never reached. */
  async findAnyKind(apiVersion: string, kind: string): Promise<ServedKind> {
    return this.#discovery.find(apiVersion, kind, {
      identity: await this.identity(),
      signal: this.caller.signal,
    });
  }
}

/** The namespace of one object. */
export function chooseNamespace(
  ref: { kind: string; namespace?: string },
  namespaced: boolean,
): string | undefined {
  checkScope(ref, namespaced);
  return namespaced ? (ref.namespace ?? DEFAULT_NAMESPACE) : undefined;
}

/** Refuses a namespace for a cluster-scoped kind. */
export function checkScope(
  ref: { kind: string; namespace?: string },
  namespaced: boolean,
): void {
  if (!namespaced && ref.namespace !== undefined) {
    throw SkeError.invalidInput([
      {
        field: 'namespace',
        message: `is given, but ${ref.kind} is a cluster-scoped kind; remove it`,
      },
    ]);
  }
}
