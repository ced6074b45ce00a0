import type { JsonObject } from '@backstage/types';
import {
  ConfigureOptions,
  ConfigureResult,
  SkeError,
  type SeenObject,
} from '@kratix-portal/plugin-ske-common';
import {
  createMergePatch,
  keepFieldsOfOthers,
  Manifest,
  removeAbsentNames,
  type UpdateManifest,
} from '../../manifests';
import type { ResourceTarget } from '../targets/ResourceTarget';
import { DryRuns } from './DryRuns';
import { describeKept, describeProtected } from './describeKept';
import { describeNulls } from './describeNulls';
import { planPatch, SendPatch } from './planPatch';
import { rejectInexact } from './rejectInexact';
import { changedNames, sameButStatus } from './sameButStatus';
import { RequestedBy, type Requester } from './RequestedBy';
import { toConfigureResult, Written } from './toConfigureResult';
import {
  alreadyExists,
  checkPreconditions,
  checkSeen,
  goneMeanwhile,
  seenIsGone,
} from './writeConflict';

// The number of attempts. If a write conflicts with another writer, it is computed again from the new state. After the last attempt the caller gets the error.
const WRITE_ATTEMPTS = 3;

/** The result of an attempt if another writer changed the object at the same moment. The writer then makes another attempt; the last attempt throws `refusal`. */
class LostRace extends Error {
  readonly refusal: SkeError;

  constructor(refusal: SkeError) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/**
 * Writes one manifest to one object of the cluster.
 *
 * The cluster checks each write in a dry run first, so that a rejected manifest changes nothing. A create takes two requests. The writer reads the object
 * only if the cluster rejects the create: the object may already exist, and the cluster may accept an update of it.
 */
export class ResourceWriter {
  readonly #manifest: Manifest;
  readonly #requestedBy: RequestedBy;
  readonly #readRequester: () => Promise<Requester>;
  readonly #target: ResourceTarget;
  readonly #onExisting: 'update' | 'fail';
  readonly #isDryRun: boolean;
  readonly #fieldManager: string;
  readonly #dryRuns: DryRuns;
  readonly #seen: SeenObject | undefined;
  #lostRaces = 0;
  #keptNotices: string[] = [];

  constructor(options: {
    manifest: Manifest;
    target: ResourceTarget;
    /** Called only if the write creates the object. */
    readRequester: () => Promise<Requester>;
    options: ConfigureOptions & { fieldManager: string };
  }) {
    const { dryRun, onExisting, fieldManager, unknownFields, basedOn } =
      options.options;
    this.#seen = basedOn;
    this.#requestedBy = new RequestedBy(options.manifest);
    this.#manifest = this.#requestedBy.manifest;
    this.#readRequester = options.readRequester;
    this.#target = options.target;
    this.#onExisting = onExisting ?? 'update';
    this.#isDryRun = dryRun ?? false;
    this.#fieldManager = fieldManager;
    this.#dryRuns = new DryRuns({
      target: this.#target.ref,
      fieldManager,
      unknownFields,
    });
  }

  async write(): Promise<ConfigureResult> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#attempt();
      } catch (error) {
        if (!(error instanceof LostRace)) {
          throw error;
        }
        this.#lostRaces += 1;
        if (attempt === WRITE_ATTEMPTS) {
          throw error.refusal;
        }
      }
    }
  }

  async #attempt(): Promise<ConfigureResult> {
    const { uid, resourceVersion } = this.#manifest.preconditions;
    const seen = this.#seen;
    if (
      uid === undefined &&
      resourceVersion === undefined &&
      seen === undefined
    ) {
      return this.#createOrUpdate();
    }
    // The caller has seen an existing object, or the manifest was made from one, so the write must not create an object.
    const live = await this.#readLive();
    if (!live) {
      throw seen
        ? seenIsGone(this.#target.ref)
        : goneMeanwhile(this.#target.ref);
    }
    return this.#update(live);
  }

  async #createOrUpdate(): Promise<ConfigureResult> {
    let refusal: SkeError;
    try {
      return await this.#create();
    } catch (error) {
      refusal = readRefusal(error);
    }
    if (this.#onExisting === 'fail') {
      throw refusal.code === 'already-exists'
        ? alreadyExists(this.#target.ref, refusal)
        : refusal;
    }
    return this.#update(await this.#readAfter(refusal));
  }

  async #create(): Promise<ConfigureResult> {
    const object = toObject(this.#manifest, this.#target);
    const sent = await this.#requestedBy.addTo(object, this.#readRequester);
    const planned = await this.#dryRuns.run(options =>
      this.#target.create(sent, options),
    );
    if (!this.#isDryRun) {
      const fieldManager = this.#fieldManager;
      const response = await this.#target.create(sent, { fieldManager });
      return this.#toResult({ operation: 'created', object, response });
    }
    if (!planned && (await this.#readLive())) {
      throw alreadyExists(this.#target.ref);
    }
    return this.#toResult({ operation: 'created', object, response: planned });
  }

  async #update(live: JsonObject): Promise<ConfigureResult> {
    const { ref } = this.#target;
    if (this.#onExisting === 'fail') {
      throw alreadyExists(ref);
    }
    const manifest = this.#completeManifest(live);
    await checkPreconditions({ manifest, live, target: this.#target });
    const seen = this.#seen;
    if (seen) {
      await checkSeen({ seen, manifest, live, target: this.#target });
    }
    const wanted = createMergePatch(live, manifest);
    if (!wanted) {
      return this.#toResult({ operation: 'unchanged', live });
    }
    rejectInexact(wanted, ref);
    const send = this.#sendTo(live);
    return this.#orLostRace(async () => {
      const plan = await planPatch({
        live,
        wanted,
        send,
        dryRuns: this.#dryRuns,
      });
      const { patch, response } = plan;
      if (plan.isUnchanged) {
        return this.#toResult({ operation: 'unchanged', live, response });
      }
      if (this.#isDryRun) {
        return this.#toResult({ operation: 'updated', live, patch, response });
      }
      const written = await send(patch, { fieldManager: this.#fieldManager });
      return this.#toResult({
        operation: 'updated',
        live,
        patch,
        response: written,
      });
    });
  }

  /**
   * A manifest with `metadata.resourceVersion` was made from the whole object, so a field that it does not have was removed on purpose. The author of any other
   * manifest may not have seen the fields that other field managers wrote.
   */
  #completeManifest(live: JsonObject): UpdateManifest {
    const manifest = this.#manifest;
    if (manifest.preconditions.resourceVersion !== undefined) {
      const completed = removeAbsentNames(live, manifest);
      this.#keptNotices = describeProtected(completed.kept);
      return completed;
    }
    const completed = keepFieldsOfOthers(live, manifest, this.#fieldManager);
    this.#keptNotices = describeKept(live, completed.kept);
    return completed;
  }

  /** The first attempt requires the resourceVersion that was read. Frequent writes of the status change the resourceVersion, so later attempts only require that the content is unchanged. */
  #sendTo(live: JsonObject): SendPatch {
    const required =
      this.#lostRaces > 0 ? sameButStatus(live, this.#lostRaces) : undefined;
    return required
      ? (patch, options) =>
          this.#target.patchIfSame(
            patch,
            live,
            [...required, ...changedNames(live, patch)],
            options,
          )
      : (patch, options) => this.#target.mergePatch(patch, live, options);
  }

  /** @returns undefined only when the API server returns not-found */
  async #readLive(): Promise<JsonObject | undefined> {
    try {
      return await this.#target.read();
    } catch (error) {
      if (SkeError.is(error) && error.code === 'not-found') {
        return undefined;
      }
      throw error;
    }
  }

  /** Reads the object after a rejected create. If it exists, an update may still be accepted. */
  async #readAfter(refusal: SkeError): Promise<JsonObject> {
    const exists = refusal.code === 'already-exists';
    let live: JsonObject | undefined;
    try {
      live = await this.#readLive();
    } catch (error) {
      if (!SkeError.is(error) || error.code !== 'forbidden') {
        throw error;
      }
      throw explainRead(exists ? error : refusal);
    }
    if (live) {
      return live;
    }
    throw exists ? new LostRace(refusal) : refusal;
  }

  async #orLostRace<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      if (SkeError.is(error) && error.code === 'conflict') {
        throw new LostRace(error);
      }
      if (SkeError.is(error) && error.code === 'not-found') {
        throw new LostRace(goneMeanwhile(this.#target.ref));
      }
      throw error;
    }
  }

  #toResult(written: Written): ConfigureResult {
    return toConfigureResult({
      written,
      target: this.#target,
      dryRun: this.#isDryRun,
      fieldManager: this.#fieldManager,
      notices: [
        ...this.#manifest.notices,
        ...this.#requestedBy.notices(after(written) ?? {}),
        ...this.#dryRuns.notices,
        ...this.#keptNotices,
        ...describeNulls(this.#manifest.content, after(written)),
        ...(written.response?.warnings ?? []),
      ],
    });
  }
}

/** The object after the write, as far as the cluster has returned it. */
function after(written: Written): JsonObject | undefined {
  return (
    written.response?.body ??
    (written.operation === 'unchanged' ? written.live : undefined)
  );
}

/*
 * Errors of a create after which an update of an existing object may still succeed: the caller may have the right to patch but not to create, a quota or a policy
 * may apply to creates only, or the manifest may lack a field that a new object must have and an existing object keeps.
 */
const CREATE_ONLY = [
  'already-exists',
  'forbidden',
  'policy-denied',
  'quota-exceeded',
  'namespace-terminating',
  'invalid',
  'invalid-input',
];

function readRefusal(error: unknown): SkeError {
  if (SkeError.is(error) && CREATE_ONLY.includes(error.code)) {
    return error;
  }
  throw SkeError.is(error) && error.code === 'conflict'
    ? new LostRace(error)
    : error;
}

function toObject(manifest: Manifest, target: ResourceTarget): JsonObject {
  const { apiVersion, kind, name, namespace } = target.ref;
  const { labels, annotations, content } = manifest;
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      ...(Object.keys(labels).length > 0 && { labels }),
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    ...content,
  };
}

function explainRead(error: SkeError): SkeError {
  const why =
    'To update an existing object, the portal reads it first, so you need the verbs "get" and "patch".';
  return new SkeError({
    code: error.code,
    message: error.message,
    hint: error.hint ? `${error.hint} ${why}` : why,
    detail: error.detail,
    causes: error.causes && [...error.causes],
    cause: error,
  });
}
