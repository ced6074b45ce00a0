import type { LiveQuery } from '../../live';

/**
 * A browser tab follows 100 collections in its streams. `LiveStore` reads the lists of all others in turn, one a second, so that each is read again after
 * some minutes and the calls stay far below the limit of a user.
 */
export const MOST_COLLECTIONS = 240;

/** One call to `POST /access` has up to 50 questions, so six calls are enough for this number. */
export const MOST_QUESTIONS = 300;

/** A kind to follow: the kind of a Promise, or ResourceBinding. */
export interface PlannedKind {
  readonly id: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** Whether the list is useful without this kind. The page does not ask about namespaces if only optional kinds need the answer. */
  readonly isOptional?: boolean;
}

/** A collection to follow. */
export interface PlannedCollection {
  /** {@link PlannedKind.id}. */
  readonly kindId: string;
  readonly query: LiveQuery;
}

/** The collections to follow, and the collections that exceed the limit. */
export interface CollectionPlan {
  readonly collections: readonly PlannedCollection[];
  /** The namespaces that are not followed, by {@link PlannedKind.id}. An empty list stands for all namespaces. */
  readonly leftOut: ReadonlyMap<string, readonly string[]>;
}

/** Plans one collection of all namespaces for each kind, in the order of the kinds. Two Promises may define the same kind. */
export function planEverywhere(
  kinds: readonly PlannedKind[],
  room: number = MOST_COLLECTIONS,
): CollectionPlan {
  const unique = [...new Map(kinds.map(kind => [kind.id, kind])).values()];
  return {
    collections: unique.slice(0, room).map(kind => ({
      kindId: kind.id,
      query: { apiVersion: kind.apiVersion, kind: kind.kind },
    })),
    leftOut: new Map(unique.slice(room).map(({ id }) => [id, []])),
  };
}

/**
 * Plans collections of single namespaces for kinds that the user may not list everywhere. Namespaces come before kinds: a user who works in
 * one namespace sees all of its requests before those of the next namespace.
 */
export function planInNamespaces(options: {
  kinds: readonly PlannedKind[];
  /** The most important namespaces first, see `rankNamespaces`. */
  namespaces: readonly string[];
  mayList: (kind: PlannedKind, namespace: string) => boolean;
  room: number;
}): CollectionPlan {
  const { kinds, namespaces, mayList, room } = options;
  const unique = [...new Map(kinds.map(kind => [kind.id, kind])).values()];
  const wanted = namespaces.flatMap(namespace =>
    unique
      .filter(kind => mayList(kind, namespace))
      .map(kind => ({
        kindId: kind.id,
        query: { apiVersion: kind.apiVersion, kind: kind.kind, namespace },
      })),
  );
  const leftOut = new Map<string, string[]>();
  for (const { kindId, query } of wanted.slice(Math.max(0, room))) {
    leftOut.set(kindId, [...(leftOut.get(kindId) ?? []), query.namespace]);
  }
  return { collections: wanted.slice(0, Math.max(0, room)), leftOut };
}
