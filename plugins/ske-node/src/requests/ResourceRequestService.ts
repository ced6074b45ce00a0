import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import {
  parseResourceRef,
  ResourceRef,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import type { PlatformConfig } from '../config';
import {
  createIdentityResolver,
  IdentityResolver,
  VerifiedCaller,
} from '../credentials';
import { parseManifest } from '../manifests';
import type { ResourceAction, ResourcePermissions } from '../permissions';
import type { Discovery, PlatformClient } from '../platform';
import { checkKindAllowed } from './kindRules';
import { AuditMeta, audited } from './RequestAudit';
import { ResourceTarget, toRefMeta } from './ResourceTarget';
import { ConfigureResult, ResourceWriter } from './ResourceWriter';

const DEFAULT_NAMESPACE = 'default';

/**
 * Who calls, and the call's own facts.
 *
 * @public
 */
export interface RequestCaller extends VerifiedCaller {
  /** In the answer, the log and the audit events. */
  requestId: string;
  /** The HTTP request, from which Backstage's auditor takes the actor. */
  request?: AuditorServiceCreateEventOptions['request'];
  /** Set off when the caller goes away. */
  signal?: AbortSignal;
}

/**
 * The operations on objects of the platform cluster: the one place that checks, orders, calls and audits them.
 *
 * @public
 */
export class ResourceRequestService {
  readonly #client: PlatformClient;
  readonly #discovery: Discovery;
  readonly #resolveIdentity: IdentityResolver;
  readonly #identityMode: 'user' | 'service';
  readonly #permissions: ResourcePermissions;
  readonly #auditor: AuditorService;

  private constructor(options: {
    platform: PlatformConfig;
    client: PlatformClient;
    permissions: ResourcePermissions;
    auditor: AuditorService;
  }) {
    this.#client = options.client;
    this.#discovery = options.client.discovery;
    this.#resolveIdentity = createIdentityResolver(options.platform);
    this.#identityMode = options.platform.identity.mode;
    this.#permissions = options.permissions;
    this.#auditor = options.auditor;
  }

  /** Makes the service for the cluster that the configuration names. */
  static create(options: {
    platform: PlatformConfig;
    client: PlatformClient;
    permissions: ResourcePermissions;
    auditor: AuditorService;
  }): ResourceRequestService {
    return new ResourceRequestService(options);
  }

  /** Reads one object, of any kind that the portal gives access to. */
  async get(ref: ResourceRef, caller: RequestCaller): Promise<JsonObject> {
    const meta = this.#startMeta('get', caller, ref);
    return this.#audited('resource-read', 'low', caller, meta, async () => {
      const target = await this.#find(ref, ['read'], caller, meta);
      return target.read();
    });
  }

  /**
   * Deletes one object.
   *
   * @returns what the cluster answers: a Status, or the object while its finalizers hold it
   */
  async delete(ref: ResourceRef, caller: RequestCaller): Promise<JsonObject> {
    const meta = this.#startMeta('delete', caller, ref);
    return this.#audited(
      'resource-delete',
      'medium',
      caller,
      meta,
      async () => {
        const target = await this.#find(ref, ['delete'], caller, meta);
        return target.delete();
      },
    );
  }

  /**
   * Makes the cluster have what a manifest says: creates the object, or changes it where it differs.
   *
   * Only a 404 of the API server leads to a create; every other refusal of the read stays what it is.
   */
  async configure(
    manifestText: string,
    caller: RequestCaller,
  ): Promise<ConfigureResult> {
    const meta = this.#startMeta('configure', caller);
    return this.#audited(
      'resource-configure',
      'medium',
      caller,
      meta,
      async () => {
        const manifest = parseManifest(manifestText);
        const target = await this.#find(
          manifest.ref,
          ['create', 'update'],
          caller,
          meta,
        );
        const result = await new ResourceWriter(manifest, target).write();
        meta.operation = result.operation;
        return result;
      },
    );
  }

  /**
   * The checks that every operation begins with, in this order.
   *
   * @param actions - What the operation may come to. One of them must be allowed; which one it is shows when the object is known, and the
   * target then holds to that.
   */
  async #find(
    input: ResourceRef,
    actions: readonly ResourceAction[],
    caller: RequestCaller,
    meta: AuditMeta,
  ): Promise<ResourceTarget> {
    const ref = parseResourceRef(input);
    Object.assign(meta, toRefMeta(ref));
    checkKindAllowed(ref.apiVersion, ref.kind);
    const decisions = await this.#permissions.decide(actions, caller);
    // Without a namespace the cluster has yet to say whether the default one is meant or none.
    if (decisions.areDenied || ref.namespace !== undefined) {
      decisions.checkAny(ref);
    }
    const identity = await this.#resolveIdentity(caller);
    const { signal } = caller;
    const served = await this.#discovery.find(ref.apiVersion, ref.kind, {
      identity,
      signal,
    });
    const namespace = chooseNamespace(ref, served.namespaced);
    Object.assign(meta, toRefMeta({ ...ref, namespace }));
    decisions.checkAny({ ...ref, namespace });
    const { group, version, plural } = served;
    return new ResourceTarget({
      ref: { ...ref, namespace },
      location: { group, version, plural, namespace },
      client: this.#client,
      identity,
      decisions,
      signal,
      meta,
    });
  }

  #startMeta(
    verb: string,
    caller: RequestCaller,
    ref?: ResourceRef,
  ): AuditMeta {
    return {
      requestId: caller.requestId,
      cluster: this.#client.cluster,
      identity: this.#identityMode,
      verb,
      ...(ref && toRefMeta(ref)),
    };
  }

  async #audited<T>(
    eventId: string,
    severityLevel: 'low' | 'medium',
    caller: RequestCaller,
    meta: AuditMeta,
    run: () => Promise<T>,
  ): Promise<T> {
    const { request, signal } = caller;
    return audited({
      auditor: this.#auditor,
      request,
      eventId,
      severityLevel,
      meta,
      signal,
      run,
    });
  }
}

function chooseNamespace(
  ref: ResourceRef,
  namespaced: boolean,
): string | undefined {
  if (namespaced) {
    return ref.namespace ?? DEFAULT_NAMESPACE;
  }
  if (ref.namespace !== undefined) {
    throw SkeError.invalidInput([
      {
        field: 'namespace',
        message: `is given, but ${ref.kind} is a cluster-scoped kind; remove it`,
      },
    ]);
  }
  return undefined;
}
