import {
  formatApiVersion,
  isDns1035Label,
  parseApiVersion,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import { z } from 'zod';
import type { PlatformIdentity } from '../credentials';
import { discoveryPath } from './ApiPath';
import { clusterError, kindNotServed } from './errors';
import { PlatformClient } from './PlatformClient';
import { CallSubject } from './PlatformCall';

/** A kind as the cluster serves it. */
export interface ServedKind {
  group: string;
  version: string;
  kind: string;
  plural: string;
  namespaced: boolean;
}

// https://kubernetes.io/docs/reference/kubernetes-api/definitions/api-resource-list-v1-meta/
const resourceListSchema = z.object({
  resources: z.array(
    z.object({
      name: z.string(),
      kind: z.string(),
      namespaced: z.boolean(),
    }),
  ),
});

// How long a list of kinds is believed. A kind that is not in it is looked up again, so this only bounds how long a change of plural or
// scope of an existing kind, which needs its deletion first, goes unnoticed.
const LIFETIME_MS = 10 * 60 * 1000;
// A list is not asked for again sooner than this on account of an unknown kind: made-up kinds cost the API server nothing.
const REFRESH_INTERVAL_MS = 2_000;

interface CachedKinds {
  kinds: ServedKind[];
  readAt: number;
}

/**
 * Finds the plural and the scope of a kind, as the calling identity.
 *
 * What was found is the same for all users and is shared between them (S25). A failure is told to the caller whom it befell, and not kept.
 */
export class Discovery {
  readonly #client: PlatformClient;
  readonly #now: () => number;
  readonly #kinds = new Map<string, CachedKinds>();

  constructor(options: { client: PlatformClient; now?: () => number }) {
    this.#client = options.client;
    this.#now = options.now ?? Date.now;
  }

  /**
   * @throws SkeError `kind-not-served` when the cluster has no such kind
   */
  async find(
    apiVersion: string,
    kind: string,
    call: { identity: PlatformIdentity; signal?: AbortSignal },
  ): Promise<ServedKind> {
    const cached = this.#kinds.get(apiVersion);
    const age = cached ? this.#now() - cached.readAt : Infinity;
    const known = cached && findKind(cached.kinds, kind);
    if (known && age < LIFETIME_MS) {
      return known;
    }
    const kinds =
      cached && age < REFRESH_INTERVAL_MS
        ? cached.kinds
        : await this.#read(apiVersion, call);
    const found = findKind(kinds, kind);
    if (!found) {
      throw kindNotServed({
        apiVersion,
        kind,
        cluster: this.#client.cluster,
        didYouMean: findSimilar(kinds, kind),
      });
    }
    return found;
  }

  async #read(
    apiVersion: string,
    call: { identity: PlatformIdentity; signal?: AbortSignal },
  ): Promise<ServedKind[]> {
    const groupVersion = parseApiVersion(apiVersion);
    if (!groupVersion) {
      throw SkeError.invalidInput([
        {
          field: 'apiVersion',
          message: 'is not of the form "version" or "group/version"',
        },
      ]);
    }
    const subject: CallSubject = {
      verb: 'get',
      target: { type: 'discovery', apiVersion: formatApiVersion(groupVersion) },
      cluster: this.#client.cluster,
    };
    const path = discoveryPath(groupVersion.group, groupVersion.version);
    const answer = await this.#client.get(path, { ...call, subject });
    const list = resourceListSchema.safeParse(answer.body);
    if (!list.success) {
      throw clusterError(subject, 'Its answer is not a list of kinds.');
    }
    // Names with a slash are subresources: no kind of ours.
    const kinds = list.data.resources
      .filter(({ name }) => isDns1035Label(name))
      .map(({ name, kind, namespaced }) => ({
        ...groupVersion,
        kind,
        plural: name,
        namespaced,
      }));
    this.#kinds.set(apiVersion, { kinds, readAt: this.#now() });
    return kinds;
  }
}

function findKind(kinds: ServedKind[], kind: string): ServedKind | undefined {
  return kinds.find(served => served.kind === kind);
}

function findSimilar(kinds: ServedKind[], kind: string): string | undefined {
  const lower = kind.toLowerCase();
  return kinds.find(
    served => served.kind.toLowerCase() === lower || served.plural === lower,
  )?.kind;
}
