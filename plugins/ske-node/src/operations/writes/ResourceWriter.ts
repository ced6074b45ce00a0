import type { JsonObject } from '@backstage/types';
import {
  ConfigureOptions,
  ConfigureResult,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import { createMergePatch, Manifest } from '../../manifests';
import type { ResourceTarget } from '../targets/ResourceTarget';
import { DryRuns } from './DryRuns';
import { planPatch } from './planPatch';
import { toConfigureResult, Written } from './toConfigureResult';
import {
  alreadyExists,
  checkPreconditions,
  goneMeanwhile,
} from './writeConflict';

// A write that lost a race against another writer is computed anew from what that one left; who loses three times in a row is told.
const WRITE_ATTEMPTS = 3;

/** Someone else wrote at the same moment. Not an answer yet: the next attempt sees what they did. */
class LostRace extends Error {
  constructor(readonly told: SkeError) {
    super(told.message);
  }
}

/**
 * Makes one object of the cluster be what one manifest says.
 *
 * The cluster checks each write in a dry run before it is made, so that what it refuses is refused whole. A create costs two round trips: the object
 * is looked for only if the cluster does not take the create, since then there may be one to change, to which other rules apply.
 */
export class ResourceWriter {
  readonly #manifest: Manifest;
  readonly #target: ResourceTarget;
  readonly #onExisting: 'update' | 'fail';
  readonly #isDryRun: boolean;
  readonly #fieldManager: string;
  readonly #dryRuns: DryRuns;

  constructor(options: {
    manifest: Manifest;
    target: ResourceTarget;
    options: ConfigureOptions & { fieldManager: string };
  }) {
    const { dryRun, onExisting, fieldManager, unknownFields } = options.options;
    this.#manifest = options.manifest;
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
        if (attempt === WRITE_ATTEMPTS) {
          throw error.told;
        }
      }
    }
  }

  async #attempt(): Promise<ConfigureResult> {
    const { uid, resourceVersion } = this.#manifest.preconditions;
    if (uid === undefined && resourceVersion === undefined) {
      return this.#createOrUpdate();
    }
    // Made from an object that was there, so there is one to change, or it is gone. It is never created.
    const live = await this.#readLive();
    if (!live) {
      throw goneMeanwhile(this.#target.ref);
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
    const planned = await this.#dryRuns.run(options =>
      this.#target.create(object, options),
    );
    if (!this.#isDryRun) {
      const fieldManager = this.#fieldManager;
      const answer = await this.#target.create(object, { fieldManager });
      return this.#toResult({ operation: 'created', object, answer });
    }
    if (!planned && (await this.#readLive())) {
      throw alreadyExists(this.#target.ref);
    }
    return this.#toResult({ operation: 'created', object, answer: planned });
  }

  async #update(live: JsonObject): Promise<ConfigureResult> {
    const { ref } = this.#target;
    if (this.#onExisting === 'fail') {
      throw alreadyExists(ref);
    }
    await checkPreconditions({
      manifest: this.#manifest,
      live,
      target: this.#target,
    });
    const wanted = createMergePatch(live, this.#manifest);
    if (!wanted) {
      return this.#toResult({ operation: 'unchanged', live });
    }
    return this.#orLostRace(async () => {
      const plan = await planPatch({
        live,
        wanted,
        target: this.#target,
        dryRuns: this.#dryRuns,
      });
      const { patch, answer } = plan;
      if (plan.isUnchanged) {
        return this.#toResult({ operation: 'unchanged', live, answer });
      }
      if (this.#isDryRun) {
        return this.#toResult({ operation: 'updated', live, patch, answer });
      }
      const written = await this.#target.mergePatch(patch, live, {
        fieldManager: this.#fieldManager,
      });
      return this.#toResult({
        operation: 'updated',
        live,
        patch,
        answer: written,
      });
    });
  }

  /** @returns undefined when, and only when, the API server says that there is no such object */
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

  /** The cluster did not take a create: with an object there, that need not be the last word. */
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
        ...this.#dryRuns.notices,
        ...(written.answer?.warnings ?? []),
      ],
    });
  }
}

/*
 * Refusals of a create that may not hold for a change of what exists. Not the right to create but that to patch; a quota that is full, or a policy for
 * creates only; a field that is required of a new object, and that the manifest leaves as it is.
 */
const MAY_EXIST = [
  'already-exists',
  'forbidden',
  'policy-denied',
  'invalid',
  'invalid-input',
];

function readRefusal(error: unknown): SkeError {
  if (SkeError.is(error) && MAY_EXIST.includes(error.code)) {
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
    'To change an object that exists, the portal reads it first, so the verbs "get" and "patch" are needed.';
  return new SkeError({
    code: error.code,
    message: error.message,
    hint: error.hint ? `${error.hint} ${why}` : why,
    detail: error.detail,
    causes: error.causes && [...error.causes],
    cause: error,
  });
}
