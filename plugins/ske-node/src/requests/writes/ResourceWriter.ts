import type { JsonObject, JsonValue } from '@backstage/types';
import {
  describeResourceRef,
  ResourceRef,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import { createMergePatch, Manifest } from '../manifests';
import type { ResourceTarget } from './ResourceTarget';

// A write that lost a race against another writer is computed anew from what that one left; who loses three times in a row is told.
const WRITE_ATTEMPTS = 3;

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

/** Makes one object of the cluster be what one manifest says. */
export class ResourceWriter {
  readonly #manifest: Manifest;
  readonly #target: ResourceTarget;

  constructor(manifest: Manifest, target: ResourceTarget) {
    this.#manifest = manifest;
    this.#target = target;
  }

  async write(): Promise<ConfigureResult> {
    for (let attempt = 1; ; attempt += 1) {
      const live = await this.#readLive();
      checkPreconditions(this.#manifest, live, this.#target.ref);
      try {
        return live ? await this.#update(live) : await this.#create();
      } catch (error) {
        if (attempt === WRITE_ATTEMPTS || !isLostRace(error, this.#manifest)) {
          throw error;
        }
      }
    }
  }

  /** @returns undefined when, and only when, the API server says that there is no such object */
  async #readLive(): Promise<JsonObject | undefined> {
    try {
      return await this.#target.read();
    } catch (error) {
      if (SkeError.is(error) && error.code === 'not-found') {
        return undefined;
      }
      throw SkeError.is(error) && error.code === 'forbidden'
        ? explainReadBeforeWrite(error)
        : error;
    }
  }

  async #create(): Promise<ConfigureResult> {
    const { apiVersion, kind, name, namespace } = this.#target.ref;
    const { labels, annotations, content } = this.#manifest;
    const { body, warnings } = await this.#target.create({
      ...content,
      apiVersion,
      kind,
      metadata: {
        name,
        ...(namespace !== undefined && { namespace }),
        ...(Object.keys(labels).length > 0 && { labels }),
        ...(Object.keys(annotations).length > 0 && { annotations }),
      },
    });
    return this.#toResult('created', body, warnings);
  }

  async #update(live: JsonObject): Promise<ConfigureResult> {
    const patch = createMergePatch(live, this.#manifest);
    if (!patch) {
      return this.#toResult('unchanged', live, []);
    }
    const { uid, resourceVersion } = metadataOf(live);
    const { body, warnings } = await this.#target.mergePatch({
      ...patch,
      // The patch was computed against this very version of this very object, and holds for no other.
      metadata: { ...asObject(patch.metadata), uid, resourceVersion },
    });
    // The API server may put back what the patch removed, such as a default; then nothing was changed, and it says so by the version.
    const isSame = metadataOf(body).resourceVersion === resourceVersion;
    return this.#toResult(isSame ? 'unchanged' : 'updated', body, warnings);
  }

  #toResult(
    operation: ConfigureResult['operation'],
    object: JsonObject,
    warnings: string[],
  ): ConfigureResult {
    const uid = String(metadataOf(object).uid ?? '');
    const { apiVersion, kind, namespace, name } = this.#target.ref;
    return {
      resourceId: uid,
      operation,
      apiVersion,
      kind,
      ...(namespace !== undefined && { namespace }),
      name,
      uid,
      notices: [...this.#manifest.notices, ...warnings],
    };
  }
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

function metadataOf(object: JsonObject): JsonObject {
  return asObject(object.metadata);
}

function asObject(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : {};
}
