import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import {
  ConfigureOptions,
  ConfigureResult,
  parseResourceRef,
  ResourceRef,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import type { KindsRule, PlatformConfig } from '../config';
import { toKindsRule } from '../config/kindsRule';
import {
  createIdentityResolver,
  IdentityResolver,
  VerifiedCaller,
} from '../credentials';
import { parseManifest } from '../manifests';
import type { Discovery, PlatformClient } from '../platform';
import { checkKindAllowed } from './kindRules';
import { PromiseKinds } from './PromiseKinds';
import { AuditMeta, audited } from './RequestAudit';
import { ResourceTarget, toRefMeta } from './ResourceTarget';
import { parseFieldManager, ResourceWriter } from './writes';

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
  readonly #auditor: AuditorService;
  /** Absent where all kinds pass that are not refused. */
  readonly #promiseKinds?: PromiseKinds;

  private constructor(options: {
    platform: PlatformConfig;
    client: PlatformClient;
    auditor: AuditorService;
    kinds?: KindsRule;
  }) {
    this.#client = options.client;
    this.#discovery = options.client.discovery;
    this.#resolveIdentity = createIdentityResolver(options.platform);
    this.#identityMode = options.platform.identity.mode;
    this.#auditor = options.auditor;
    if (toKindsRule(options.platform, options.kinds) === 'promises') {
      this.#promiseKinds = new PromiseKinds({ client: options.client });
    }
  }

  /**
   * Makes the service for the cluster that the configuration names. Without `kinds`, all kinds pass that are not refused where each user acts as
   * themselves, and Promises and their kinds where all share one identity.
   */
  static create(options: {
    platform: PlatformConfig;
    client: PlatformClient;
    auditor: AuditorService;
    kinds?: KindsRule;
  }): ResourceRequestService {
    return new ResourceRequestService(options);
  }

  /** Reads one object, of any kind that the portal gives access to. */
  async get(ref: ResourceRef, caller: RequestCaller): Promise<JsonObject> {
    const meta = this.#startMeta('get', caller, ref);
    return this.#audited('resource-read', 'low', caller, meta, async () => {
      const target = await this.#find(ref, caller, meta);
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
        const target = await this.#find(ref, caller, meta);
        return target.delete();
      },
    );
  }

  /**
   * Makes the cluster have what a manifest says: creates the object, or changes it where it differs.
   *
   * The cluster checks it in a dry run first, so that a refusal comes before anything is written.
   *
   * @throws SkeError with a code of security.md's error table: `invalid` and `policy-denied` name what is wrong, `conflict` who changed what
   */
  async configure(
    manifestText: string,
    caller: RequestCaller,
    options: ConfigureOptions = {},
  ): Promise<ConfigureResult> {
    const meta = this.#startMeta('configure', caller);
    if (options.dryRun) {
      meta.dryRun = true;
    }
    return this.#audited(
      'resource-configure',
      'medium',
      caller,
      meta,
      async () => {
        const manifest = parseManifest(manifestText);
        const fieldManager = parseFieldManager(options.fieldManager);
        const target = await this.#find(manifest.ref, caller, meta);
        const writer = new ResourceWriter({
          manifest,
          target,
          options: { ...options, fieldManager },
        });
        const result = await writer.write();
        meta.operation = result.operation;
        return result;
      },
    );
  }

  /** The checks that every operation begins with, in this order. */
  async #find(
    input: ResourceRef,
    caller: RequestCaller,
    meta: AuditMeta,
  ): Promise<ResourceTarget> {
    const ref = parseResourceRef(input);
    Object.assign(meta, toRefMeta(ref));
    checkKindAllowed(ref.apiVersion, ref.kind);
    const identity = await this.#resolveIdentity(caller);
    const { signal } = caller;
    const served = await this.#discovery.find(ref.apiVersion, ref.kind, {
      identity,
      signal,
    });
    await this.#promiseKinds?.check(served, { identity, signal });
    const namespace = chooseNamespace(ref, served.namespaced);
    Object.assign(meta, toRefMeta({ ...ref, namespace }));
    const { group, version, plural } = served;
    return new ResourceTarget({
      ref: { ...ref, namespace },
      location: { group, version, plural, namespace },
      client: this.#client,
      identity,
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
