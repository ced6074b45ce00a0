import type {
  AccessAnswer,
  AccessQuestion,
} from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import { useCollections, type LiveCollection } from '../../live';
import {
  MOST_COLLECTIONS,
  MOST_QUESTIONS,
  planEverywhere,
  planInNamespaces,
  type PlannedCollection,
  type PlannedKind,
} from '../plan';
import { useAnswers, type Answers } from './useAnswers';
import { useNamespaces, type KnownNamespaces } from './useNamespaces';

/** A collection that is followed, with its state. */
export interface FollowedCollection extends PlannedCollection {
  readonly collection: LiveCollection;
}

/** The collections that the list follows, and what is known about the other collections. */
export interface FollowedCollections {
  readonly followed: readonly FollowedCollection[];
  /** The kinds that the user may not list in all namespaces. */
  readonly restricted: ReadonlySet<string>;
  /** See `CollectionPlan.leftOut`. */
  readonly leftOut: ReadonlyMap<string, readonly string[]>;
  readonly namespaces: KnownNamespaces;
  /** The namespaces about which the portal has asked. */
  readonly asked: readonly string[];
  readonly answers: Answers;
  /** Why the user may not list a kind in all namespaces, in the cluster's words. */
  reasonOf(kind: PlannedKind): string | undefined;
}

const NO_NAMESPACES: readonly string[] = [];

/**
 * Follows each kind in all namespaces. A kind that the user may not list in all namespaces is followed in each namespace that the portal knows.
 *
 * While the lists are opened, the portal also asks whether the user may list a kind in all namespaces, so that a user who may does not wait for the answer. A
 * list that the cluster refuses counts as refused, even if the answer was yes.
 *
 * @param kinds - the kinds of the filter first
 * @param chosen - the namespaces in the filter
 */
export function useFollowedCollections(
  kinds: readonly PlannedKind[],
  chosen: readonly string[],
): FollowedCollections {
  const everywhere = useEverywhere(kinds);
  const { restricted } = everywhere;
  const isNeeded = kinds.some(
    ({ id, isOptional }) => restricted.has(id) && !isOptional,
  );
  const namespaces = useNamespaces({ isNeeded, chosen });
  const inNamespaces = useInNamespaces({
    kinds,
    restricted,
    namespaces: isNeeded ? namespaces.names : NO_NAMESPACES,
    room: MOST_COLLECTIONS - everywhere.followed.length,
  });
  return useMemo(
    () => ({
      followed: [...everywhere.followed, ...inNamespaces.followed],
      restricted,
      leftOut: new Map([...everywhere.leftOut, ...inNamespaces.leftOut]),
      namespaces,
      asked: inNamespaces.asked,
      answers: inNamespaces.answers,
      reasonOf: kind => everywhere.answers.find(mayList(kind))?.reason,
    }),
    [everywhere, inNamespaces, restricted, namespaces],
  );
}

function useEverywhere(kinds: readonly PlannedKind[]) {
  const questions = useMemo(() => kinds.map(kind => mayList(kind)), [kinds]);
  const answers = useAnswers(questions);
  const plan = useMemo(
    () =>
      planEverywhere(
        kinds.filter(kind => !isDenied(answers.find(mayList(kind)))),
      ),
    [kinds, answers],
  );
  const followed = useFollowed(plan.collections);
  const restricted = useSameSet(
    useMemo(() => {
      const denied = kinds.filter(kind =>
        isDenied(answers.find(mayList(kind))),
      );
      const refused = followed.filter(({ collection }) =>
        isRefused(collection),
      );
      return [
        ...denied.map(({ id }) => id),
        ...refused.map(({ kindId }) => kindId),
      ];
    }, [kinds, answers, followed]),
  );
  return useMemo(
    () => ({ followed, restricted, leftOut: plan.leftOut, answers }),
    [followed, restricted, plan, answers],
  );
}

function useInNamespaces(options: {
  kinds: readonly PlannedKind[];
  restricted: ReadonlySet<string>;
  namespaces: readonly string[];
  room: number;
}) {
  const { kinds, restricted, namespaces, room } = options;
  const asked = useMemo(
    () =>
      namespaces.slice(0, Math.floor(MOST_QUESTIONS / (restricted.size || 1))),
    [namespaces, restricted],
  );
  const narrow = useMemo(
    () => kinds.filter(({ id }) => restricted.has(id)),
    [kinds, restricted],
  );
  const questions = useMemo(
    () =>
      asked.flatMap(namespace => narrow.map(kind => mayList(kind, namespace))),
    [asked, narrow],
  );
  const answers = useAnswers(questions);
  const plan = useMemo(
    () =>
      planInNamespaces({
        kinds: narrow,
        namespaces: asked,
        mayList: (kind, namespace) =>
          answers.find(mayList(kind, namespace))?.allowed === true,
        room,
      }),
    [narrow, asked, answers, room],
  );
  const followed = useFollowed(plan.collections);
  return useMemo(
    () => ({ followed, leftOut: plan.leftOut, asked, answers }),
    [followed, plan, asked, answers],
  );
}

function useFollowed(
  planned: readonly PlannedCollection[],
): readonly FollowedCollection[] {
  const queries = useMemo(() => planned.map(({ query }) => query), [planned]);
  const collections = useCollections(queries);
  return useMemo(
    () =>
      planned.map((each, index) => ({
        ...each,
        collection: collections[index],
      })),
    [planned, collections],
  );
}

/**
 * Returns the same set object while its members are the same, because each update of a collection computes the set, and a new object would cause new
 * questions.
 */
function useSameSet(members: readonly string[]): ReadonlySet<string> {
  const key = JSON.stringify([...new Set(members)].sort());
  return useMemo(() => new Set<string>(JSON.parse(key)), [key]);
}

/** A denial with a code is about the kind: the kind is not served, or the portal does not give access to it. It applies to all namespaces. */
function isDenied(answer: AccessAnswer | undefined): boolean {
  return answer?.allowed === false && answer.code === undefined;
}

/** Whether the user may not list the kind. For other errors, single namespaces would not help. */
function isRefused({ status, error }: LiveCollection): boolean {
  return status === 'refused' && error?.code === 'forbidden';
}

function mayList(
  { apiVersion, kind }: PlannedKind,
  namespace?: string,
): AccessQuestion {
  return {
    verb: 'list',
    apiVersion,
    kind,
    ...(namespace !== undefined && { namespace }),
  };
}
