import {
  invalidApiVersion,
  GroupVersion,
  parseApiVersion,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import { parseJson } from '../../manifests/jsonObject';
import { kindNotServed, unexpectedBody } from '../responses/clusterErrors';
import { toFailure } from '../responses/readResponse';
import {
  ApiPath,
  CORE_KINDS_PATH,
  discoveryPath,
  GROUP_KINDS_PATH,
} from '../calls/ApiPath';
import type { Caller, PlatformCall } from '../calls/PlatformCall';
import type { CallSender, Draft } from '../sender/CallSender';
import type { WholeResponse } from '../connection/Exchange';
import {
  Kinds,
  readKinds,
  readServedVersions,
  ServedVersions,
} from './kindLists';
import type { ServedKind } from './ServedKind';
import { SharedRead } from './SharedRead';

// How long a list stays cached. The limit is not critical, because the list is read again for a kind that is missing or whose path has changed.
const LIFETIME_MS = 10 * 60 * 1000;
// The minimum time between two reads because of an unknown kind, so that invented kinds cost the API server nothing.
const REFRESH_INTERVAL_MS = 2_000;

// https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery. A server with aggregated discovery responds with one of the first
// two types.
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
 * Finds the plural and the scope of a kind, with the identity of the caller.
 *
 * The lists are the same for all users and are shared between them (S25). Failures are returned to the caller that caused them and are not
 * cached.
 */
export class Discovery {
  readonly #sender: CallSender;
  readonly #now: () => number;
  readonly #coreKinds: SharedRead<VersionsRead>;
  readonly #groupKinds: SharedRead<VersionsRead>;
  /** Lists of single apiVersions, for servers without aggregated discovery and for extensions that do not respond. The keys come from the cluster, so users cannot fill this cache. */
  readonly #kindsByVersion = new Map<string, SharedRead<Kinds>>();

  constructor(options: { sender: CallSender; now?: () => number }) {
    this.#sender = options.sender;
    this.#now = options.now ?? Date.now;
    this.#coreKinds = this.#createVersionsRead(CORE_KINDS_PATH);
    this.#groupKinds = this.#createVersionsRead(GROUP_KINDS_PATH);
  }

  /**
   * @throws SkeError `kind-not-served` when the cluster does not serve the kind
   */
  async find(
    apiVersion: string,
    kind: string,
    caller: Caller,
  ): Promise<ServedKind> {
    const groupVersion = parseApiVersion(apiVersion);
    if (!groupVersion) {
      throw SkeError.invalidInput([invalidApiVersion('apiVersion')]);
    }
    const list = groupVersion.group === '' ? this.#coreKinds : this.#groupKinds;
    const versions = await readUnlessCached(
      list,
      caller,
      read =>
        read.versions.get(apiVersion)?.has(kind) ??
        lacksKinds(read, apiVersion),
    );
    const kinds = lacksKinds(versions, apiVersion)
      ? await readUnlessCached(
          this.#kindsOf(apiVersion, groupVersion),
          caller,
          read => read.has(kind),
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
   * Called if the cluster does not serve a kind at the path that discovery had found: the kind was removed, or installed again with another plural or scope. The next
   * caller reads the lists again, at most as often as for an unknown kind.
   */
  invalidate(): void {
    this.#coreKinds.invalidate();
    this.#groupKinds.invalidate();
    this.#kindsByVersion.forEach(kinds => kinds.invalidate());
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
        const response = await this.#get(
          { path, accept: AGGREGATED, ifNoneMatch: last?.etag },
          call,
        );
        if (response.statusCode === 304 && last) {
          return last;
        }
        const versions = readList(response, call, readServedVersions);
        return { versions, etag: readEtag(response.headers.etag) };
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
        const response = await this.#get({ path }, call);
        return readList(response, call, body =>
          readKinds(body, group, version),
        );
      },
    });
  }

  async #get(
    draft: Pick<Draft, 'path' | 'accept' | 'ifNoneMatch'>,
    call: PlatformCall,
  ): Promise<WholeResponse> {
    return this.#sender.send({ method: 'GET', isSafe: true, ...draft }, call);
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

/** Returns the cached value if it contains what the caller needs; otherwise reads again, unless the last read was a moment ago. */
async function readUnlessCached<Value>(
  list: SharedRead<Value>,
  caller: Caller,
  contains: (value: Value) => boolean,
): Promise<Value> {
  const cached = list.cached(LIFETIME_MS);
  const isHit = cached !== undefined && contains(cached);
  if (isHit && !list.isStale) {
    return cached;
  }
  try {
    return list.cached(REFRESH_INTERVAL_MS) ?? (await list.refresh(caller));
  } catch (error) {
    if (isHit) {
      return cached; // Another caller has marked the list as outdated, but the request of this caller may still succeed with the list.
    }
    throw error;
  }
}

function readList<List>(
  response: WholeResponse,
  call: PlatformCall,
  read: (body: unknown) => List | undefined,
): List {
  if (response.statusCode !== 200) {
    throw toFailure(response, call);
  }
  const list = read(parseJson(response.text));
  if (!list) {
    throw unexpectedBody(call.subject, 'a list of kinds');
  }
  return list;
}

// RFC 9110, 8.8.3. An invalid ETag is not sent back, because an invalid header value would make every further request fail.
const ETAG = /^(?:W\/)?"[\x21\x23-\x7e]*"$/;

function readEtag(header: string | undefined): string | undefined {
  return header !== undefined && ETAG.test(header) ? header : undefined;
}

/** Whether the list contains an apiVersion without its kinds. */
function lacksKinds({ versions }: VersionsRead, apiVersion: string): boolean {
  return versions.has(apiVersion) && versions.get(apiVersion) === undefined;
}

function findSimilar(kinds: Kinds, kind: string): string | undefined {
  const lower = kind.toLowerCase();
  return [...kinds.values()].find(
    served => served.kind.toLowerCase() === lower || served.plural === lower,
  )?.kind;
}
