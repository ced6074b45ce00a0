import {
  invalidField,
  formatApiVersion,
  parseResourceRef,
  ResourceRef,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import type { IdentityResolver, PlatformIdentity } from '../../credentials';
import type {
  ResourceAction,
  ResourceDecisions,
  ResourcePermissions,
} from '../../permissions';
import type { Discovery, PlatformClient } from '../../platform';
import type { ServedKind } from '../../platform/discovery/ServedKind';
import { checkKindAllowed } from '../kinds/kindRules';
import { KindTarget } from '../targets/KindTarget';
import type { PromiseKinds } from '../kinds/PromiseKinds';
import type { OperationAudit } from '../audit/OperationAudit';
import type { OperationCaller } from '../audit/OperationCaller';
import { ResourceTarget } from '../targets/ResourceTarget';

const DEFAULT_NAMESPACE = 'default';

interface OperationOptions {
  client: PlatformClient;
  discovery: Discovery;
  resolveIdentity: IdentityResolver;
  /** The user name on the cluster, if the cluster has sent it. */
  readClusterUser: (identity: PlatformIdentity) => Promise<string | undefined>;
  /** Absent if all kinds are allowed except the kinds that are always refused. */
  promiseKinds: PromiseKinds | undefined;
  permissions: ResourcePermissions;
  caller: OperationCaller;
  audit: OperationAudit;
}

/** One operation of one caller. Every operation starts with the same checks in the same order; the methods of this class run these checks. */
export class Operation {
  readonly client: PlatformClient;
  readonly caller: OperationCaller;
  readonly audit: OperationAudit;
  readonly #discovery: Discovery;
  readonly #resolveIdentity: IdentityResolver;
  readonly #readClusterUser: OperationOptions['readClusterUser'];
  readonly #promiseKinds: PromiseKinds | undefined;
  readonly #permissions: ResourcePermissions;
  #identity: Promise<PlatformIdentity> | undefined;
  #hasFoundKind = false;

  constructor(options: OperationOptions) {
    this.client = options.client;
    this.caller = options.caller;
    this.audit = options.audit;
    this.#discovery = options.discovery;
    this.#resolveIdentity = options.resolveIdentity;
    this.#readClusterUser = options.readClusterUser;
    this.#promiseKinds = options.promiseKinds;
    this.#permissions = options.permissions;
  }

  /** The identity for all calls of this operation to the cluster. */
  async identity(): Promise<PlatformIdentity> {
    this.#identity ??= this.#resolveIdentity(this.caller);
    return this.#identity;
  }

  /** Returns the caller: the Backstage user, and the user name on the cluster if the cluster has sent it. */
  async readRequester(): Promise<{
    userEntityRef: string;
    clusterUser?: string;
  }> {
    const clusterUser = await this.#readClusterUser(await this.identity());
    const { userEntityRef } = this.caller.credentials.principal;
    return { userEntityRef, ...(clusterUser !== undefined && { clusterUser }) };
  }

  /** Gets the decisions of the portal's permission policy for the given actions. */
  async decide(actions: readonly ResourceAction[]): Promise<ResourceDecisions> {
    return this.#permissions.decide(actions, this.caller);
  }

  /**
   * Finds one object, of any kind that the portal gives access to.
   *
   * @param actions - All actions that the operation may need. At least one of them must be allowed. The target later checks the action that it actually
   * performs.
   */
  async find(
    input: ResourceRef,
    actions: readonly ResourceAction[],
  ): Promise<ResourceTarget> {
    const ref = parseResourceRef(input);
    this.audit.targetFound(ref);
    checkKindAllowed(ref.apiVersion, ref.kind);
    const decisions = await this.decide(actions);
    // Without a namespace, discovery is needed: it says whether the kind is namespaced, and the default namespace applies.
    if (decisions.areDenied || ref.namespace !== undefined) {
      decisions.checkAny(ref);
    }
    const served = await this.findKind(ref.apiVersion, ref.kind);
    const namespace = chooseNamespace(ref, served.namespaced);
    this.audit.targetFound({ ...ref, namespace });
    decisions.checkAny({ ...ref, namespace });
    return this.targetOf(served, { namespace, name: ref.name }, decisions);
  }

  /**
   * Finds all objects of a kind that the portal gives access to. If the decision of the policy depends on the object, the caller of this method has to
   * leave out the objects that the returned decisions do not allow.
   *
   * @param options - `isReduced`: the caller of this method reports only a part of each object, without the content because of which S20 refuses the kind
   */
  async findAll(
    query: { apiVersion: string; kind: string; namespace?: string },
    actions: readonly ResourceAction[],
    { isReduced = false }: { isReduced?: boolean } = {},
  ): Promise<{ target: KindTarget; decisions: ResourceDecisions }> {
    const { apiVersion, kind, namespace } = query;
    if (!isReduced) {
      checkKindAllowed(apiVersion, kind);
    }
    const decisions = await this.decide(actions);
    if (decisions.areDenied || namespace !== undefined) {
      decisions.checkAny({ apiVersion, kind, namespace });
    }
    const served = await this.findKind(apiVersion, kind);
    checkScope(query, served.namespaced);
    return { target: await this.allOf(served, namespace), decisions };
  }

  /** Returns one object of a served kind. It checks no permission of its own. */
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
      audit: this.audit,
    });
  }

  /** Returns all objects of a served kind, in one namespace or, without one, in all of them. */
  async allOf(served: ServedKind, namespace?: string): Promise<KindTarget> {
    return new KindTarget({
      served,
      namespace,
      client: this.client,
      identity: await this.identity(),
      signal: this.caller.signal,
      audit: this.audit,
    });
  }

  /**
   * Finds a kind and checks it against `ske.kubernetes.kinds` (S20).
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

  /** Finds a kind without checking whether the portal gives access to it. */
  async findAnyKind(apiVersion: string, kind: string): Promise<ServedKind> {
    this.#hasFoundKind = false;
    const served = await this.#discovery.find(apiVersion, kind, {
      identity: await this.identity(),
      signal: this.caller.signal,
    });
    this.#hasFoundKind = true;
    return served;
  }

  /** Called when the operation ends. If the cluster no longer serves a kind that discovery has found, discovery reads the kinds again. */
  ended(code: string): void {
    if (code === 'kind-not-served' && this.#hasFoundKind) {
      this.#discovery.invalidate();
    }
  }
}

/** Returns the namespace of one object: the given namespace, otherwise the default namespace; undefined for a cluster-scoped kind. */
export function chooseNamespace(
  ref: { kind: string; namespace?: string },
  namespaced: boolean,
): string | undefined {
  checkScope(ref, namespaced);
  return namespaced ? (ref.namespace ?? DEFAULT_NAMESPACE) : undefined;
}

/** Rejects a namespace for a cluster-scoped kind. */
export function checkScope(
  ref: { kind: string; namespace?: string },
  namespaced: boolean,
): void {
  if (!namespaced && ref.namespace !== undefined) {
    throw SkeError.invalidInput([
      invalidField(
        'namespace',
        `is given, but ${ref.kind} is a cluster-scoped kind; remove it`,
      ),
    ]);
  }
}
