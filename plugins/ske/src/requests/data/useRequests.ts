import {
  formatApiVersion,
  wellKnownKinds,
} from '@kratix-portal/plugin-ske-common';
import { useEffect, useMemo, useState } from 'react';
import { useMinute, type LiveCollection } from '../../live';
import { describeCoverage, type KindCoverage } from '../completeness';
import type { RequestKind } from '../kinds';
import { MOST_COLLECTIONS, type PlannedKind } from '../plan';
import { createRowReader, indexBindings, type RequestRow } from '../rows';
import { useKnownRuns, wantedRuns } from '../runs';
import {
  useFollowedCollections,
  type FollowedCollections,
} from './useFollowedCollections';
import type { KnownNamespaces } from './useNamespaces';
import { usePromises } from './usePromises';

/** The versions of requests are in their ResourceBindings. */
const BINDINGS: PlannedKind = {
  id: 'bindings',
  apiVersion: formatApiVersion(wellKnownKinds.resourceBinding),
  kind: wellKnownKinds.resourceBinding.kind,
  isOptional: true,
};

/** The Promises and namespaces in the filter of a list. */
interface Wanted {
  readonly promises: readonly string[];
  readonly namespaces: readonly string[];
}

const NOTHING_WANTED: Wanted = { promises: [], namespaces: [] };

/** The requests that the user may see, and what is known about the others. */
export interface Requests {
  readonly promises: LiveCollection;
  /** The kinds of the Promises that the list is about. */
  readonly kinds: readonly RequestKind[];
  /** The rows in no particular order, including requests that were deleted while they were shown. */
  readonly rows: readonly RequestRow[];
  /** One entry for each of `kinds`. */
  readonly coverage: readonly KindCoverage[];
  /** Whether some list has not been read yet. */
  readonly isLoading: boolean;
  readonly namespaces: KnownNamespaces;
  /** The number of namespaces that the portal has not checked, because there are too many. */
  readonly unasked: number;
}

/**
 * Follows the requests of all Promises, or of one.
 *
 * @param promise - the name of a Promise
 * @param wanted - the Promises and namespaces in the filter. They come first if the stream has no room for all.
 */
export function useRequests(
  options: {
    promise?: string;
    wanted?: Wanted;
  } = {},
): Requests {
  const { promise } = options;
  const wanted = useSame(options.wanted ?? NOTHING_WANTED);
  const { promises, kinds: allKinds } = usePromises();
  const kinds = useMemo(
    () =>
      promise === undefined
        ? allKinds
        : allKinds.filter(kind => kind.promise === promise),
    [allKinds, promise],
  );
  const planned = useMemo(
    () => rankKinds(kinds, wanted.promises),
    [kinds, wanted.promises],
  );
  const lists = useFollowedCollections(planned, wanted.namespaces);
  const rows = useRows(kinds, lists);
  const coverage = useCoverage(kinds, lists);
  const isLoading =
    (promises.asOf === undefined && promises.status !== 'refused') ||
    coverage.some(({ status }) => status === 'loading');
  const { namespaces, asked, restricted } = lists;
  const isRestricted = kinds.some(({ id }) => restricted.has(id));
  return useMemo(
    () => ({
      promises,
      kinds,
      rows,
      coverage,
      isLoading,
      namespaces,
      unasked: isRestricted ? namespaces.names.length - asked.length : 0,
    }),
    [
      promises,
      kinds,
      rows,
      coverage,
      isLoading,
      namespaces,
      asked,
      isRestricted,
    ],
  );
}

/** Returns the same array while the names are the same, because the filters are read from the URL again at each letter in the search. */
function useSame({ promises, namespaces }: Wanted): Wanted {
  const key = JSON.stringify({ promises, namespaces });
  return useMemo(() => JSON.parse(key), [key]);
}

/**
 * The ResourceBindings come last: a list without versions is better than no list. If the stream has no room for all, the Promises in the filter come
 * first.
 */
function rankKinds(
  kinds: readonly RequestKind[],
  wanted: readonly string[],
): readonly PlannedKind[] {
  if (kinds.length === 0) {
    return [];
  }
  if (kinds.length < MOST_COLLECTIONS) {
    return [...kinds, BINDINGS];
  }
  const isWanted = ({ promise }: RequestKind) => wanted.includes(promise);
  return [
    ...kinds.filter(isWanted),
    ...kinds.filter(kind => !isWanted(kind)),
    BINDINGS,
  ];
}

function useRows(
  kinds: readonly RequestKind[],
  { followed }: FollowedCollections,
): readonly RequestRow[] {
  const [readRows] = useState(createRowReader);
  const bindings = useMemo(
    () =>
      indexBindings(
        followed
          .filter(({ kindId }) => kindId === BINDINGS.id)
          .map(({ collection }) => collection),
      ),
    [followed],
  );
  const { runs, known } = useKnownRuns();
  const now = useMinute();
  const rows = useMemo(
    () => readRows(kinds, followed, { bindings, runs, now }),
    [readRows, kinds, followed, bindings, runs, now],
  );
  useEffect(() => known.want(wantedRuns(rows, now)), [known, rows, now]);
  return rows;
}

function useCoverage(
  kinds: readonly RequestKind[],
  lists: FollowedCollections,
): readonly KindCoverage[] {
  return useMemo(() => {
    const { followed, restricted, leftOut, namespaces, answers, reasonOf } =
      lists;
    return kinds.map(kind => {
      const own = followed.filter(({ kindId }) => kindId === kind.id);
      return describeCoverage(kind, {
        everywhere: own.find(({ query }) => query.namespace === undefined)
          ?.collection,
        inNamespaces: own.flatMap(({ query: { namespace }, collection }) =>
          namespace === undefined ? [] : [{ namespace, collection }],
        ),
        isRestricted: restricted.has(kind.id),
        reason: reasonOf(kind),
        isAsking: namespaces.isLoading || answers.isLoading,
        askingError: answers.error,
        leftOut: leftOut.get(kind.id),
      });
    });
  }, [kinds, lists]);
}
