import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import type { JsonObject, JsonValue } from '@backstage/types';
import {
  describeResourceRef,
  parseResourceRef,
  ResourceRef,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import type { PlatformConfig } from '../config';
import {
  createIdentityResolver,
  IdentityResolver,
  PlatformIdentity,
  VerifiedCaller,
} from '../credentials';
import { createMergePatch, Manifest, parseManifest } from '../manifests';
import { Discovery, PlatformClient } from '../platform';
import {
  collectionPath,
  objectPath,
  ResourceLocation,
} from '../platform/ApiPath';
import type { CallSubject } from '../platform/PlatformCall';
import { checkKindAllowed } from './kindRules';
import { AuditMeta, audited } from './RequestAudit';

const DEFAULT_NAMESPACE = 'default';
// A write that lost a race against another writer is computed anew from what that one left; who loses three times in a row is told.
const WRITE_ATTEMPTS = 3;

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
 * What {@link ResourceRequestService.configure} did.
 *
 * @public
 */
export interface ConfigureResult {
  /** The object's uid: it names this object for all time, also when another of the same name follows. */
  resourceId: string;
  /** `unchanged`: the live object had all of it already. */
  operation: 'created' | 'updated' | 'unchanged';
  /** As submitted. */
  apiVersion: string;
  /** As submitted. */
  kind: string;
  /** Absent for a cluster-scoped kind. */
  namespace?: string;
  /** As submitted. */
  name: string;
  /** The same as `resourceId`. */
  uid: string;
  /** What the user should know although it went well: what was left out, what the cluster warns of. */
  notices: string[];
}

/** One object, found: where it lives and as whom it is reached. */
interface Target {
  ref: ResourceRef;
  location: ResourceLocation;
  identity: PlatformIdentity;
  signal?: AbortSignal;
  meta: AuditMeta;
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

  private constructor(options: {
    platform: PlatformConfig;
    client: PlatformClient;
    auditor: AuditorService;
  }) {
    this.#client = options.client;
    this.#discovery = new Discovery({ client: options.client });
    this.#resolveIdentity = createIdentityResolver(options.platform);
    this.#identityMode = options.platform.identity.mode;
    this.#auditor = options.auditor;
  }

  /** Makes the service for the cluster that the configuration names. */
  static create(options: {
    platform: PlatformConfig;
    client: PlatformClient;
    auditor: AuditorService;
  }): ResourceRequestService {
    return new ResourceRequestService(options);
  }

  /** Reads one object, of any kind that the portal gives access to. */
  async get(ref: ResourceRef, caller: RequestCaller): Promise<JsonObject> {
    const meta = this.#startMeta('get', caller, ref);
    return this.#audited('resource-read', 'low', caller, meta, async () => {
      const target = await this.#find(ref, caller, meta);
      return this.#read(target);
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
        const path = objectPath(target.location, ref.name);
        const answer = await this.#client.delete(
          path,
          // As kubectl does; without it the API server would leave a Job's Pods behind.
          {
            apiVersion: 'v1',
            kind: 'DeleteOptions',
            propagationPolicy: 'Background',
          },
          this.#call(target, 'delete'),
        );
        noteAuditId(meta, answer.auditId);
        return answer.body;
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
        const target = await this.#find(manifest.ref, caller, meta);
        const result = await this.#write(manifest, target);
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
  ): Promise<Target> {
    const ref = parseResourceRef(input);
    Object.assign(meta, refMeta(ref));
    checkKindAllowed(ref.apiVersion, ref.kind);
    const identity = await this.#resolveIdentity(caller);
    const { signal } = caller;
    const served = await this.#discovery.find(ref.apiVersion, ref.kind, {
      identity,
      signal,
    });
    const namespace = chooseNamespace(ref, served.namespaced);
    Object.assign(meta, refMeta({ ...ref, namespace }));
    const { group, version, plural } = served;
    return {
      ref: { ...ref, namespace },
      location: { group, version, plural, namespace },
      identity,
      signal,
      meta,
    };
  }

  async #write(manifest: Manifest, target: Target): Promise<ConfigureResult> {
    for (let attempt = 1; ; attempt += 1) {
      const live = await this.#readBeforeWrite(target);
      checkPreconditions(manifest, live, target.ref);
      try {
        return live
          ? await this.#update(manifest, live, target)
          : await this.#create(manifest, target);
      } catch (error) {
        if (attempt === WRITE_ATTEMPTS || !isLostRace(error, manifest)) {
          throw error;
        }
      }
    }
  }

  async #read(target: Target): Promise<JsonObject> {
    const path = objectPath(target.location, target.ref.name);
    const answer = await this.#client.get(path, this.#call(target, 'get'));
    noteAuditId(target.meta, answer.auditId);
    return answer.body;
  }

  /** @returns undefined when, and only when, the API server says that there is no such object */
  async #readBeforeWrite(target: Target): Promise<JsonObject | undefined> {
    try {
      return await this.#read(target);
    } catch (error) {
      if (SkeError.is(error) && error.code === 'not-found') {
        return undefined;
      }
      throw SkeError.is(error) && error.code === 'forbidden'
        ? explainReadBeforeWrite(error)
        : error;
    }
  }

  async #create(manifest: Manifest, target: Target): Promise<ConfigureResult> {
    const { apiVersion, kind, name, namespace } = target.ref;
    const { labels, annotations, content } = manifest;
    const object: JsonObject = {
      ...content,
      apiVersion,
      kind,
      metadata: {
        name,
        ...(namespace !== undefined && { namespace }),
        ...(Object.keys(labels).length > 0 && { labels }),
        ...(Object.keys(annotations).length > 0 && { annotations }),
      },
    };
    const answer = await this.#client.create(
      collectionPath(target.location),
      object,
      this.#call(target, 'create'),
    );
    noteAuditId(target.meta, answer.auditId);
    return toResult('created', answer.body, target, [
      ...manifest.notices,
      ...answer.warnings,
    ]);
  }

  async #update(
    manifest: Manifest,
    live: JsonObject,
    target: Target,
  ): Promise<ConfigureResult> {
    const patch = createMergePatch(live, manifest);
    if (!patch) {
      return toResult('unchanged', live, target, manifest.notices);
    }
    const { uid, resourceVersion } = metadataOf(live);
    const answer = await this.#client.mergePatch(
      objectPath(target.location, target.ref.name),
      // The patch was computed against this very version of this very object, and holds for no other.
      {
        ...patch,
        metadata: { ...asObject(patch.metadata), uid, resourceVersion },
      },
      this.#call(target, 'patch'),
    );
    noteAuditId(target.meta, answer.auditId);
    // The API server may put back what the patch removed, such as a default; then nothing was changed, and it says so by the version.
    const isSame = metadataOf(answer.body).resourceVersion === resourceVersion;
    return toResult(isSame ? 'unchanged' : 'updated', answer.body, target, [
      ...manifest.notices,
      ...answer.warnings,
    ]);
  }

  #call(target: Target, verb: CallSubject['verb']) {
    const { ref, identity, signal, location } = target;
    const subject: CallSubject = {
      verb,
      cluster: this.#client.cluster,
      target: { type: 'object', ref, plural: location.plural },
    };
    return { identity, signal, subject };
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
      ...(ref && refMeta(ref)),
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

function checkPreconditions(
  manifest: Manifest,
  live: JsonObject | undefined,
  ref: ResourceRef,
): void {
  const what = describeResourceRef(ref);
  const wanted = manifest.preconditions;
  if (!live) {
    if (wanted.uid !== undefined || wanted.resourceVersion !== undefined) {
      throw conflict(`${what} does not exist any more; nothing was written.`);
    }
    return;
  }
  const { uid, resourceVersion, deletionTimestamp } = metadataOf(live);
  if (wanted.uid !== undefined && wanted.uid !== uid) {
    throw conflict(
      `${what} is another object than the one that the manifest was made from; nothing was written.`,
    );
  }
  if (
    wanted.resourceVersion !== undefined &&
    wanted.resourceVersion !== resourceVersion
  ) {
    throw conflict(
      `${what} was changed since the manifest was made from it; nothing was written.`,
    );
  }
  if (deletionTimestamp !== undefined) {
    throw conflict(
      `${what} is being deleted; nothing was written.`,
      'Wait until it is gone, and try again.',
    );
  }
}

function conflict(
  message: string,
  hint: string = 'Look at it as it is now, and try again.',
): SkeError {
  return new SkeError({ code: 'conflict', message, hint });
}

/** Someone else was faster, and the caller did not insist on a version. */
function isLostRace(error: unknown, manifest: Manifest): boolean {
  return (
    SkeError.is(error) &&
    (error.code === 'conflict' || error.code === 'already-exists') &&
    manifest.preconditions.resourceVersion === undefined
  );
}

function explainReadBeforeWrite(error: SkeError): SkeError {
  const why =
    'The portal reads an object before it writes it, so the verb "get" is needed beside "create" and "patch".';
  return new SkeError({
    code: error.code,
    message: error.message,
    hint: error.hint ? `${error.hint} ${why}` : why,
    detail: error.detail,
    cause: error,
  });
}

function toResult(
  operation: ConfigureResult['operation'],
  object: JsonObject,
  target: Target,
  notices: string[],
): ConfigureResult {
  const uid = String(metadataOf(object).uid ?? '');
  const { apiVersion, kind, namespace, name } = target.ref;
  return {
    resourceId: uid,
    operation,
    apiVersion,
    kind,
    ...(namespace !== undefined && { namespace }),
    name,
    uid,
    notices,
  };
}

function refMeta(ref: ResourceRef): JsonObject {
  const { apiVersion, kind, namespace, name } = ref;
  return {
    apiVersion,
    kind,
    name,
    ...(namespace !== undefined && { namespace }),
  };
}

function noteAuditId(meta: AuditMeta, auditId: string | undefined): void {
  if (auditId !== undefined) {
    meta.apiServerAuditId = auditId;
  }
}

function metadataOf(object: JsonObject): JsonObject {
  return asObject(object.metadata);
}

function asObject(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : {};
}
