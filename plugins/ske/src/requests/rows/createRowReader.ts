import {
  kratixLabels,
  withLongWait,
  type RequestState,
} from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject, LiveCollection } from '../../live';
import type { RequestKind } from '../kinds';
import type { FoundRuns, RunsById } from './FoundRuns';
import { isDryRun, readRow, readRowState } from './readRow';
import type { RequestRow } from './RequestRow';

/** The requests of one kind, in all namespaces or in one. */
export interface RequestCollection {
  readonly kindId: string;
  readonly collection: Pick<LiveCollection, 'items' | 'deleted'>;
}

interface Known {
  kind: RequestKind;
  binding: KubernetesObject | undefined;
  found: FoundRuns | undefined;
  /** The row without the parts that depend on the clock. */
  state: RequestState;
  row: RequestRow;
}

/** The other inputs of the state of a row. */
export interface RowFacts {
  /** The ResourceBindings, see {@link indexBindings}. */
  readonly bindings: ReadonlyMap<string, KubernetesObject>;
  /** Absent for most requests. */
  readonly runs?: RunsById;
  /** Milliseconds since the epoch. Absent if no time limits matter. */
  readonly now?: number;
}

/**
 * Returns a function that computes the rows of collections. A row is computed again only if its object, its binding, its runs or its kind has changed, or if
 * its step has begun to take long. The table draws only new row objects, so a change of one of 2,000 requests redraws one row.
 */
export function createRowReader(): (
  kinds: readonly RequestKind[],
  collections: readonly RequestCollection[],
  facts: RowFacts,
) => readonly RequestRow[] {
  const known = new WeakMap<KubernetesObject, Known>();
  const gone = new WeakMap<RequestRow, RequestRow>();
  let last: readonly RequestRow[] = [];

  const rowOf = (
    object: KubernetesObject,
    kind: RequestKind,
    { bindings, runs, now = 0 }: RowFacts,
  ): RequestRow => {
    const binding = bindings.get(bindingKey(kind, object));
    const found = runs?.get(object.metadata.uid);
    const before = known.get(object);
    const isSame =
      before?.kind === kind &&
      before.binding === binding &&
      before.found === found;
    const plain = isSame
      ? before.state
      : readRowState(object, kind, {
          binding,
          ...(found && { runs: found.runs }),
        });
    const allRuns = found?.isComplete ? found.runs : undefined;
    const state = withLongWait(plain, object, new Date(now), allRuns);
    if (isSame && before.row.state.reason === state.reason) {
      return before.row;
    }
    const row = readRow(object, kind, binding, state);
    known.set(object, { kind, binding, found, state: plain, row });
    return row;
  };

  const goneRowOf = (row: RequestRow, deletedAt: number): RequestRow => {
    const before = gone.get(row);
    if (before) {
      return before;
    }
    const made = { ...row, deletedAt };
    gone.set(row, made);
    return made;
  };

  return (kinds, collections, facts) => {
    const byId = groupById(kinds);
    const all = collections.flatMap(({ kindId, collection }) => {
      const candidates = byId.get(kindId);
      if (!candidates) {
        return [];
      }
      const read = (object: KubernetesObject) => {
        const kind = kindOf(object, candidates);
        return rowOf(object, kind, facts);
      };
      const rows = collection.items
        .filter(object => !isDryRun(object))
        .map(read);
      const deleted = [...collection.deleted.values()]
        .filter(({ object }) => !isDryRun(object))
        .map(({ object, deletedAt }) => goneRowOf(read(object), deletedAt));
      return [...rows, ...deleted];
    });
    const isSame =
      all.length === last.length &&
      all.every((row, index) => row === last[index]);
    last = isSame ? last : all;
    return last;
  };
}

function groupById(kinds: readonly RequestKind[]): Map<string, RequestKind[]> {
  const groups = new Map<string, RequestKind[]>();
  for (const kind of kinds) {
    groups.set(kind.id, [...(groups.get(kind.id) ?? []), kind]);
  }
  return groups;
}

/** Two Promises may define the same kind. A label that Kratix writes on the request says which Promise it belongs to. */
function kindOf(
  { metadata }: KubernetesObject,
  candidates: readonly RequestKind[],
): RequestKind {
  const promise = metadata.labels?.[kratixLabels.promiseName];
  return (
    candidates.find(candidate => candidate.promise === promise) ?? candidates[0]
  );
}

function bindingKey(
  { promise }: RequestKind,
  { metadata }: KubernetesObject,
): string {
  return `${promise}/${metadata.namespace}/${metadata.name}`;
}

/** The ResourceBindings by their request. Kratix copies the labels of the request to its binding, and adds the name of the request. */
export function indexBindings(
  collections: readonly Pick<LiveCollection, 'items'>[],
): ReadonlyMap<string, KubernetesObject> {
  return new Map(
    collections.flatMap(({ items }) =>
      items.map(binding => [bindingKeyOf(binding), binding] as const),
    ),
  );
}

function bindingKeyOf({ metadata, spec }: KubernetesObject): string {
  const { labels, namespace } = metadata;
  const promise =
    labels?.[kratixLabels.promiseName] ?? nameIn(spec?.promiseRef);
  const resource =
    labels?.[kratixLabels.resourceName] ?? nameIn(spec?.resourceRef);
  return `${promise}/${namespace}/${resource}`;
}

function nameIn(ref: unknown): string | undefined {
  return typeof ref === 'object' && ref !== null && 'name' in ref
    ? String(ref.name)
    : undefined;
}
