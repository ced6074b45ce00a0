import { kratixLabels } from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject, LiveCollection } from '../../live';
import type { RequestKind } from '../kinds';
import { isDryRun, readRow } from './readRow';
import type { RequestRow } from './RequestRow';

/** The requests of one kind, in all namespaces or in one. */
export interface RequestCollection {
  readonly kindId: string;
  readonly collection: Pick<LiveCollection, 'items' | 'deleted'>;
}

interface Known {
  kind: RequestKind;
  binding: KubernetesObject | undefined;
  row: RequestRow;
}

/**
 * Returns a function that makes rows of collections. A row is made again only if its object, its binding or its kind has changed: the table
 * redraws by identity, and a change of one of 2,000 requests must cost one row.
 */
export function createRowReader(): (
  kinds: readonly RequestKind[],
  collections: readonly RequestCollection[],
  bindings: ReadonlyMap<string, KubernetesObject>,
) => readonly RequestRow[] {
  const known = new WeakMap<KubernetesObject, Known>();
  const gone = new WeakMap<RequestRow, RequestRow>();

  const rowOf = (
    object: KubernetesObject,
    kind: RequestKind,
    binding: KubernetesObject | undefined,
  ): RequestRow => {
    const before = known.get(object);
    if (before && before.kind === kind && before.binding === binding) {
      return before.row;
    }
    const row = readRow(object, kind, binding);
    known.set(object, { kind, binding, row });
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

  return (kinds, collections, bindings) => {
    const byId = groupById(kinds);
    return collections.flatMap(({ kindId, collection }) => {
      const candidates = byId.get(kindId);
      if (!candidates) {
        return [];
      }
      const read = (object: KubernetesObject) => {
        const kind = kindOf(object, candidates);
        return rowOf(object, kind, bindings.get(bindingKey(kind, object)));
      };
      const rows = collection.items
        .filter(object => !isDryRun(object))
        .map(read);
      const deleted = [...collection.deleted.values()]
        .filter(({ object }) => !isDryRun(object))
        .map(({ object, deletedAt }) => goneRowOf(read(object), deletedAt));
      return [...rows, ...deleted];
    });
  };
}

function groupById(kinds: readonly RequestKind[]): Map<string, RequestKind[]> {
  const groups = new Map<string, RequestKind[]>();
  for (const kind of kinds) {
    groups.set(kind.id, [...(groups.get(kind.id) ?? []), kind]);
  }
  return groups;
}

/** Two Promises may define the same kind. Kratix writes on the request which of them it belongs to. */
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

/** The ResourceBindings by the request that they belong to. Kratix copies the labels of the request and adds its name. */
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
