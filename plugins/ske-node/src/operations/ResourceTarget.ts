import type { JsonObject } from '@backstage/types';
import {
  cleanText,
  ResourceRef,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import type { PlatformIdentity } from '../credentials';
import { metadataOf } from '../manifests';
import type { ResourceAction, ResourceDecisions } from '../permissions';
import type { PlatformClient } from '../platform';
import {
  collectionPath,
  objectPath,
  ResourceLocation,
} from '../platform/calls/ApiPath';
import type {
  CallSubject,
  PlatformAnswer,
  PlatformCall,
  WriteCall,
} from '../platform/calls/PlatformCall';
import type { AuditMeta } from './OperationAudit';

/** How a write is made. */
export type WriteOptions = Pick<WriteCall, 'dryRun' | 'fieldManager'>;

interface ResourceTargetOptions {
  ref: ResourceRef;
  location: ResourceLocation;
  client: PlatformClient;
  identity: PlatformIdentity;
  /**
   * Of the portal's own policy, about everything that the operation may come to. Absent for what an operation reaches on account of another object,
   * which was decided about.
   */
  decisions: ResourceDecisions | undefined;
  signal: AbortSignal | undefined;
  meta: AuditMeta;
}

/** One object that passed every check: where it lives, and as whom it is reached. Lives as long as one operation. */
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
    const answer = await client.get(this.#path(), this.#call('get'));
    return this.#noted(answer).body;
  }

  /** As the cluster wrote it, for whoever only passes it on. */
  async readText(): Promise<string> {
    const { client } = this.#options;
    const answer = await client.getText(this.#path(), this.#call('get'));
    return this.#noted(answer).json;
  }

  /**
   * The object as it was at a version, which the cluster keeps for some minutes.
   *
   * @returns undefined when it cannot be told: the version is too old, or the caller may not list
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
      return undefined; // Only an explanation depends on it, and there is one without.
    }
  }

  async create(
    object: JsonObject,
    options: WriteOptions,
  ): Promise<PlatformAnswer> {
    const { client, decisions, location } = this.#options;
    decisions?.check('create', this.ref);
    const path = collectionPath(location);
    const call = this.#writeCall('create', options);
    return this.#noted(await client.create(path, object, call));
  }

  /** The patch was computed against this very version of this very object, and holds for no other: the cluster refuses it for any other. */
  async mergePatch(
    patch: JsonObject,
    live: JsonObject,
    options: WriteOptions,
  ): Promise<PlatformAnswer> {
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

  /** A patch that brings its own preconditions, for an action of Kratix's. */
  async patchFor(
    action: ResourceAction,
    patch: JsonObject,
  ): Promise<PlatformAnswer> {
    const { client, decisions } = this.#options;
    decisions?.check(action, this.ref);
    const call = this.#writeCall('patch', {});
    return this.#noted(await client.mergePatch(this.#path(), patch, call));
  }

  async delete(): Promise<JsonObject> {
    const { client } = this.#options;
    const deletion = {
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      // As kubectl does; without it the API server would leave a Job's Pods behind.
      propagationPolicy: 'Background',
    };
    const answer = await client.delete(
      this.#path(),
      deletion,
      this.#call('delete'),
    );
    return this.#noted(answer).body;
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

  /** So that an audit event of ours leads to the API server's own (S40). */
  #noted<Answer extends { auditId?: string }>(answer: Answer): Answer {
    if (answer.auditId !== undefined) {
      this.#options.meta.apiServerAuditId = answer.auditId;
    }
    return answer;
  }
}

/** For audit events, which also tell of references that were refused: so whatever they hold is cleaned (S41). */
export function toRefMeta(ref: ResourceRef): JsonObject {
  const { apiVersion, kind, namespace, name } = ref;
  return {
    apiVersion: cleanText(apiVersion),
    kind: cleanText(kind),
    name: cleanText(name),
    ...(namespace !== undefined && { namespace: cleanText(namespace) }),
  };
}
