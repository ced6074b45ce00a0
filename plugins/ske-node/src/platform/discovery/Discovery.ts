import {
  invalidField,
  GroupVersion,
  parseApiVersion,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import {
  ApiPath,
  CORE_KINDS_PATH,
  discoveryPath,
  GROUP_KINDS_PATH,
} from '../calls/ApiPath';
import type { CallSender } from '../sender/CallSender';
import { clusterError, kindNotServed } from '../answers/errors';
import type { Caller, PlatformCall } from '../calls/PlatformCall';
import { parseJson, toRefusal } from '../answers/readAnswer';
import {
  Kinds,
  readKinds,
  readServedVersions,
  ServedVersions,
} from './kindLists';
import type { ServedKind } from './ServedKind';
import { SharedRead } from './SharedRead';

// How long a list is believed. A kind that is not in it, or that is not where it says, is looked up again, so this bounds next to nothing.
const LIFETIME_MS = 10 * 60 * 1000;
// A list is not asked for again sooner than this on account of an unknown kind: made-up kinds cost the API server nothing.
const REFRESH_INTERVAL_MS = 2_000;

// https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery. A server that has it answers one of the first two.
const AGGREGATED = [
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
  'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList',
  'application/json',
].join(',');

interface VersionsRead {
  versions: ServedVersions;
  etag?: string;
}

/**
 * Finds the plural and the scope of a kind, as the calling identity.
 *
 * What was found is the same for all users and is shared between them (S25). A failure is told to the caller whom it befell, and not kept.
 */
export class Discovery {
  readonly #sender: CallSender;
  readonly #now: () => number;
  readonly #coreKinds: SharedRead<VersionsRead>;
  readonly #groupKinds: SharedRead<VersionsRead>;
  /** For servers without aggregated discovery, and extensions that do not answer. Only what the cluster names gets in here. */
  readonly #kindsByVersion = new Map<string, SharedRead<Kinds>>();

  constructor(options: { sender: CallSender; now?: () => number }) {
    this.#sender = options.sender;
    this.#now = options.now ?? Date.now;
    this.#coreKinds = this.#createVersionsRead(CORE_KINDS_PATH);
    this.#groupKinds = this.#createVersionsRead(GROUP_KINDS_PATH);
  }

  /**
   * @throws SkeError `kind-not-served` when the cluster has no such kind
   */
  async find(
    apiVersion: string,
    kind: string,
    caller: Caller,
  ): Promise<ServedKind> {
    const groupVersion = parseApiVersion(apiVersion);
    if (!groupVersion) {
      throw SkeError.invalidInput([
        invalidField(
          'apiVersion',
          'is not of the form "version" or "group/version"',
        ),
      ]);
    }
    const list = groupVersion.group === '' ? this.#coreKinds : this.#groupKinds;
    const versions = await getWith(
      list,
      caller,
      read =>
        read.versions.get(apiVersion)?.has(kind) ?? isAsked(read, apiVersion),
    );
    const kinds = isAsked(versions, apiVersion)
      ? await getWith(this.#kindsOf(apiVersion, groupVersion), caller, read =>
          read.has(kind),
        )
      : versions.versions.get(apiVersion);
    const found = kinds?.get(kind);
    if (!found) {
      throw kindNotServed({
        apiVersion,
        kind: kinds && kind,
        cluster: this.#sender.cluster,
        didYouMean: kinds && findSimilar(kinds, kind),
      });
    }
    return found;
  }

  /**
   * A kind was not where it was found: it is gone, or it was installed anew with another plural or scope. The next caller looks, again no more
   * often than for an unknown kind.
   */
  doubt(): void {
    this.#coreKinds.doubt();
    this.#groupKinds.doubt();
    this.#kindsByVersion.forEach(kinds => kinds.doubt());
  }

  #kindsOf(apiVersion: string, groupVersion: GroupVersion): SharedRead<Kinds> {
    let kinds = this.#kindsByVersion.get(apiVersion);
    if (!kinds) {
      kinds = this.#createKindsRead(apiVersion, groupVersion);
      this.#kindsByVersion.set(apiVersion, kinds);
    }
    return kinds;
  }

  #createVersionsRead(path: ApiPath): SharedRead<VersionsRead> {
    return new SharedRead<VersionsRead>({
      now: this.#now,
      read: async (caller, last) => {
        const call = this.#toCall(caller);
        const answer = await this.#sender.send(
          {
            method: 'GET',
            path,
            accept: AGGREGATED,
            ifNoneMatch: last?.etag,
            isSafe: true,
          },
          call,
        );
        if (answer.statusCode === 304 && last) {
          return last;
        }
        if (answer.statusCode !== 200) {
          throw toRefusal(answer, call);
        }
        const versions = readServedVersions(parseJson(answer.text));
        if (!versions) {
          throw clusterError(
            call.subject,
            'Its answer is not a list of kinds.',
          );
        }
        return { versions, etag: readEtag(answer.headers.etag) };
      },
    });
  }

  #createKindsRead(
    apiVersion: string,
    { group, version }: GroupVersion,
  ): SharedRead<Kinds> {
    const path = discoveryPath(group, version);
    return new SharedRead<Kinds>({
      now: this.#now,
      read: async caller => {
        const call = this.#toCall(caller, apiVersion);
        const answer = await this.#sender.send(
          { method: 'GET', path, isSafe: true },
          call,
        );
        if (answer.statusCode !== 200) {
          throw toRefusal(answer, call);
        }
        const kinds = readKinds(parseJson(answer.text), group, version);
        if (!kinds) {
          throw clusterError(
            call.subject,
            'Its answer is not a list of kinds.',
          );
        }
        return kinds;
      },
    });
  }

  #toCall(caller: Caller, apiVersion?: string): PlatformCall {
    return {
      ...caller,
      subject: {
        verb: 'get',
        target: { type: 'discovery', apiVersion },
        cluster: this.#sender.cluster,
      },
    };
  }
}

/** What is known, if it holds what is looked for; otherwise what the cluster says now, unless it was asked just before. */
async function getWith<Value>(
  list: SharedRead<Value>,
  caller: Caller,
  holds: (value: Value) => boolean,
): Promise<Value> {
  const known = list.known(LIFETIME_MS);
  const isKnown = known !== undefined && holds(known);
  if (isKnown && !list.isDoubted) {
    return known;
  }
  try {
    return list.known(REFRESH_INTERVAL_MS) ?? (await list.refresh(caller));
  } catch (error) {
    if (isKnown) {
      return known; // A doubt of somebody else's is no reason to refuse whom the call itself may well go through for.
    }
    throw error;
  }
}

// RFC 9110, 8.8.3. What is none is not sent back: it could make every further request one that cannot be sent.
const ETAG = /^(?:W\/)?"[\x21\x23-\x7e]*"$/;

function readEtag(header: string | undefined): string | undefined {
  return header !== undefined && ETAG.test(header) ? header : undefined;
}

/** Whether an apiVersion is served, but its kinds are not in the list. */
function isAsked({ versions }: VersionsRead, apiVersion: string): boolean {
  return versions.has(apiVersion) && versions.get(apiVersion) === undefined;
}

function findSimilar(kinds: Kinds, kind: string): string | undefined {
  const lower = kind.toLowerCase();
  return [...kinds.values()].find(
    served => served.kind.toLowerCase() === lower || served.plural === lower,
  )?.kind;
}
