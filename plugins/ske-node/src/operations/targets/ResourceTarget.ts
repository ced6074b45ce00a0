import type { JsonObject, JsonValue } from '@backstage/types';
import {
  describeResourceRef,
  ResourceRef,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import type { PlatformIdentity } from '../../credentials';
import {
  metadataOf,
  toJsonPatch,
  toJsonPointer,
  type JsonPatchOperation,
} from '../../manifests';
import type { ResourceAction, ResourceDecisions } from '../../permissions';
import type { PlatformClient } from '../../platform';
import {
  collectionPath,
  objectPath,
  ResourceLocation,
} from '../../platform/calls/ApiPath';
import type {
  CallSubject,
  PlatformResponse,
  PlatformCall,
  WriteCall,
} from '../../platform/calls/PlatformCall';
import type { OperationAudit } from '../audit/OperationAudit';
import {
  changedMeanwhile,
  notTheObjectSeen,
} from '../../platform/responses/conflictErrors';

/** The options of one write to the API server. */
export type WriteOptions = Pick<WriteCall, 'dryRun' | 'fieldManager'>;

/** A value that an object must still have when a patch is applied. Undefined means that the object must not have the field. */
export interface RequiredValue {
  path: readonly string[];
  value: JsonValue | undefined;
}

/** The preconditions of a deletion. */
export interface DeletePreconditions {
  uid?: string;
  resourceVersion?: string;
}

interface ResourceTargetOptions {
  ref: ResourceRef;
  location: ResourceLocation;
  client: PlatformClient;
  identity: PlatformIdentity;
  /**
   * The decisions of the portal's permission policy for the actions of the operation. Absent if the operation reads this object only
   * because of another object, for which the policy was asked.
   */
  decisions: ResourceDecisions | undefined;
  signal: AbortSignal | undefined;
  audit: OperationAudit;
}

/** One object, after all checks. It contains the location of the object and the identity for calls about the object, for the duration of one operation. */
export class ResourceTarget {
  readonly ref: ResourceRef;
  readonly location: ResourceLocation;
  readonly #options: ResourceTargetOptions;

  constructor(options: ResourceTargetOptions) {
    this.ref = options.ref;
    this.location = options.location;
    this.#options = options;
  }

  async read(): Promise<JsonObject> {
    const { client } = this.#options;
    const response = await client.get(this.#path(), this.#call('get'));
    return this.#noted(response).body;
  }

  /** Reads the object as the JSON text that the cluster sent, for callers that only pass it on. */
  async readText(): Promise<string> {
    const { client } = this.#options;
    const response = await client.getText(this.#path(), this.#call('get'));
    return this.#noted(response).json;
  }

  /**
   * Reads the object as it was at a resourceVersion. The cluster keeps old states of objects for some minutes.
   *
   * @returns undefined if the resourceVersion is too old or the caller may not list objects, so that the old state cannot be read
   */
  async readVersion(resourceVersion: string): Promise<JsonObject | undefined> {
    if (!/^[0-9]{1,20}$/.test(resourceVersion)) {
      return undefined;
    }
    const { client, location } = this.#options;
    try {
      const { items } = await client.list(
        collectionPath(location),
        {
          fieldSelector: `metadata.name=${this.ref.name}`,
          resourceVersion,
          resourceVersionMatch: 'Exact',
          limit: 1,
        },
        this.#call('list'),
      );
      return items[0];
    } catch (error) {
      if (!SkeError.is(error)) {
        throw error;
      }
      return undefined;
    }
  }

  async create(
    object: JsonObject,
    options: WriteOptions,
  ): Promise<PlatformResponse> {
    const { client, decisions, location } = this.#options;
    decisions?.check('create', this.ref);
    const path = collectionPath(location);
    const call = this.#writeCall('create', options);
    return this.#noted(await client.create(path, object, call));
  }

  /** Sends a patch with the uid and the resourceVersion of the object from which the patch was computed. The cluster rejects the patch if either differs. */
  async mergePatch(
    patch: JsonObject,
    live: JsonObject,
    options: WriteOptions,
  ): Promise<PlatformResponse> {
    const { client, decisions } = this.#options;
    decisions?.check('update', this.ref);
    const { uid, resourceVersion } = metadataOf(live);
    const guarded = {
      ...patch,
      metadata: { ...metadataOf(patch), uid, resourceVersion },
    };
    const call = this.#writeCall('patch', options);
    return this.#noted(await client.mergePatch(this.#path(), guarded, call));
  }

  /**
   * Sends a patch with the uid of the object that it was computed from, and further values that the object must still have. A write of the status
   * changes the resourceVersion but none of these values, so it does not conflict with this patch.
   *
   * @throws SkeError `conflict` when the object has another uid or another value
   */
  async patchIfSame(
    patch: JsonObject,
    live: JsonObject,
    required: readonly RequiredValue[],
    options: WriteOptions & { action?: ResourceAction },
  ): Promise<PlatformResponse> {
    const { client, decisions } = this.#options;
    const { action = 'update', ...writeOptions } = options;
    decisions?.check(action, this.ref);
    const operations = [
      toTest({ path: ['metadata', 'uid'], value: metadataOf(live).uid }),
      ...required.map(toTest),
      ...toJsonPatch(live, patch),
    ].map(operation => ({ ...operation }));
    const call = this.#writeCall('patch', writeOptions);
    try {
      return this.#noted(
        await client.jsonPatch(this.#path(), operations, call),
      );
    } catch (error) {
      throw isNotApplied(error)
        ? changedMeanwhile(describeResourceRef(this.ref), { cause: error })
        : error;
    }
  }

  /** Sends a patch that contains its own preconditions, for an action on a resource of Kratix. */
  async patchFor(
    action: ResourceAction,
    patch: JsonObject,
  ): Promise<PlatformResponse> {
    const { client, decisions } = this.#options;
    decisions?.check(action, this.ref);
    const call = this.#writeCall('patch', {});
    return this.#noted(await client.mergePatch(this.#path(), patch, call));
  }

  /**
   * Deletes the object, if it has the uid and the resourceVersion of the preconditions.
   *
   * @throws SkeError `conflict` if the object has another uid or resourceVersion
   */
  async delete(preconditions: DeletePreconditions = {}): Promise<JsonObject> {
    const { client } = this.#options;
    const { uid, resourceVersion } = preconditions;
    const deletion = {
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      // Deletes in the background, as kubectl does. Otherwise the API server would not delete the Pods of a Job.
      propagationPolicy: 'Background',
      ...((uid !== undefined || resourceVersion !== undefined) && {
        preconditions: {
          ...(uid !== undefined && { uid }),
          ...(resourceVersion !== undefined && { resourceVersion }),
        },
      }),
    };
    try {
      const response = await client.delete(
        this.#path(),
        deletion,
        this.#call('delete'),
      );
      return this.#noted(response).body;
    } catch (error) {
      throw SkeError.is(error) && error.code === 'conflict'
        ? notTheObjectSeen(
            describeResourceRef(this.ref),
            'changed, or deleted and created again. Nothing was deleted.',
            { detail: error.detail, cause: error },
          )
        : error;
    }
  }

  #writeCall(verb: CallSubject['verb'], options: WriteOptions): WriteCall {
    const call = this.#call(verb);
    const { dryRun } = options;
    return { ...call, ...options, subject: { ...call.subject, dryRun } };
  }

  #path() {
    return objectPath(this.#options.location, this.ref.name);
  }

  #call(verb: CallSubject['verb']): PlatformCall {
    const { client, identity, signal, location } = this.#options;
    const { plural } = location;
    return {
      identity,
      signal,
      subject: {
        verb,
        cluster: client.cluster,
        target: { type: 'object', ref: this.ref, plural },
      },
    };
  }

  /** Connects our audit event with the API server's own audit log (S40). */
  #noted<Response extends { auditId?: string }>(response: Response): Response {
    this.#options.audit.apiServerAuditId(response.auditId);
    return response;
  }
}

/**
 * The message of the API server's 422 for a JSON patch that it cannot apply. The message does not say which operation failed (apimachinery
 * `NewGenericServerResponse`).
 */
const NOT_APPLIED =
  'the server rejected our request due to an error in our request';

/**
 * Whether a JSON patch could not be applied because a `test` failed or a path no longer exists. The patch was computed from the object that was read,
 * so the object has changed since. A 422 for an object that breaks a rule has causes, so the two cases can be distinguished.
 */
function isNotApplied(error: unknown): error is SkeError {
  return (
    SkeError.is(error) &&
    error.code === 'invalid' &&
    error.detail === NOT_APPLIED
  );
}

function toTest({ path, value }: RequiredValue): JsonPatchOperation {
  // The API server compares an absent field with null as equal.
  return { op: 'test', path: toJsonPointer(path), value: value ?? null };
}
