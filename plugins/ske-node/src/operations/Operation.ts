import {
  formatApiVersion,
  parseResourceRef,
  ResourceRef,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import type { IdentityResolver, PlatformIdentity } from '../credentials';
import type {
  ResourceAction,
  ResourceDecisions,
  ResourcePermissions,
} from '../permissions';
import type { Discovery, PlatformClient } from '../platform';
import type { ServedKind } from '../platform/discovery/ServedKind';
import { checkKindAllowed } from './kindRules';
import { KindTarget } from './KindTarget';
import type { PromiseKinds } from './PromiseKinds';
import type { AuditMeta } from './OperationAudit';
import type { OperationCaller } from './OperationCaller';
import { ResourceTarget, toRefMeta } from './ResourceTarget';

const DEFAULT_NAMESPACE = 'default';

interface OperationOptions {
  client: PlatformClient;
  discovery: Discovery;
  resolveIdentity: IdentityResolver;
  /** Absent where all kinds pass that are not refused. */
  promiseKinds: PromiseKinds | undefined;
  permissions: ResourcePermissions;
  caller: OperationCaller;
  meta: AuditMeta;
}

/** One operation of one caller: the checks that each begins with, in their order. */
export class Operation {
  readonly client: PlatformClient;
  readonly caller: OperationCaller;
  /** Grows while the operation goes on; ends in its audit event. */
  readonly meta: AuditMeta;
  readonly #discovery: Discovery;
  readonly #resolveIdentity: IdentityResolver;
  readonly #promiseKinds: PromiseKinds | undefined;
  readonly #permissions: ResourcePermissions;
  #identity: Promise<PlatformIdentity> | undefined;
  #hasFoundKind = false;

  constructor(options: OperationOptions) {
    this.client = options.client;
    this.caller = options.caller;
    this.meta = options.meta;
    this.#discovery = options.discovery;
    this.#resolveIdentity = options.resolveIdentity;
    this.#promiseKinds = options.promiseKinds;
    this.#permissions = options.permissions;
  }

  /** As whom all calls of this operation are made. */
  async identity(): Promise<PlatformIdentity> {
    this.#identity ??= this.#resolveIdentity(this.caller);
    return this.#identity;
  }

  /** What the portal's own policy says about everything that the operation may come to. */
  async decide(actions: readonly ResourceAction[]): Promise<ResourceDecisions> {
    return this.#permissions.decide(actions, this.caller);
  }

  /**
   * Finds one object, of any kind that the portal gives access to.
   *
   * @param actions - What the operation may come to. One of them must be allowed; which one it is shows when the object is known, and the
   * target then holds to that.
   */
  async find(
    input: ResourceRef,
    actions: readonly ResourceAction[],
  ): Promise<ResourceTarget> {
    const ref = parseResourceRef(input);
    Object.assign(this.meta, toRefMeta(ref));
    checkKindAllowed(ref.apiVersion, ref.kind);
    const decisions = await this.decide(actions);
    // Without a namespace the cluster has yet to say whether the default one is meant or none.
    if (decisions.areDenied || ref.namespace !== undefined) {
      decisions.checkAny(ref);
    }
    const served = await this.findKind(ref.apiVersion, ref.kind);
    const namespace = chooseNamespace(ref, served.namespaced);
    Object.assign(this.meta, toRefMeta({ ...ref, namespace }));
    decisions.checkAny({ ...ref, namespace });
    return this.targetOf(served, { namespace, name: ref.name }, decisions);
  }

  /**
   * Finds all objects of a kind that the portal gives access to. Where the policy decides by the object, what it hides is left out by whoever reads
   * the target.
   */
  async findAll(
    query: { apiVersion: string; kind: string; namespace?: string },
    actions: readonly ResourceAction[],
  ): Promise<{ target: KindTarget; decisions: ResourceDecisions }> {
    const { apiVersion, kind, namespace } = query;
    checkKindAllowed(apiVersion, kind);
    const decisions = await this.decide(actions);
    if (decisions.areDenied || namespace !== undefined) {
      decisions.checkAny({ apiVersion, kind, namespace });
    }
    const served = await this.findKind(apiVersion, kind);
    checkScope(query, served.namespaced);
    return { target: await this.allOf(served, namespace), decisions };
  }

  /** One object of a kind that was found, or that our own operations know. */
  async targetOf(
    served: ServedKind,
    object: { namespace?: string; name: string },
    decisions?: ResourceDecisions,
  ): Promise<ResourceTarget> {
    const { group, version, kind, plural } = served;
    const { namespace, name } = object;
    return new ResourceTarget({
      ref: { apiVersion: formatApiVersion(served), kind, namespace, name },
      location: { group, version, plural, namespace },
      client: this.client,
      identity: await this.identity(),
      decisions,
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

  /**
   * Finds a kind, and holds it against `ske.kubernetes.kinds` (S20).
   *
   * @throws SkeError; `kind-not-allowed`, `kind-not-served`
   */
  async findKind(apiVersion: string, kind: string): Promise<ServedKind> {
    const served = await this.findAnyKind(apiVersion, kind);
    await this.#promiseKinds?.check(served, {
      identity: await this.identity(),
      signal: this.caller.signal,
    });
    return served;
  }

  /** Finds a kind, whether the portal gives access to it or not. */
  async findAnyKind(apiVersion: string, kind: string): Promise<ServedKind> {
    this.#hasFoundKind = false;
    const served = await this.#discovery.find(apiVersion, kind, {
      identity: await this.identity(),
      signal: this.caller.signal,
    });
    this.#hasFoundKind = true;
    return served;
  }

  /** To be told how the operation ended: what the cluster does not serve where it was found is looked for anew. */
  ended(code: string): void {
    if (code === 'kind-not-served' && this.#hasFoundKind) {
      this.#discovery.invalidate();
    }
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
