import type { JsonObject } from '@backstage/types';
import type { KubernetesObject } from '../objects/KubernetesObject';
import type { LiveQuery } from '../objects/types';

/** A change of the cluster. */
export interface FakeChange {
  version: number;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: KubernetesObject;
  /** The object before the change. */
  before?: KubernetesObject;
}

/** An object as a test writes it: everything that an API server adds is optional. */
export interface ObjectInput {
  apiVersion: string;
  kind: string;
  metadata: Partial<KubernetesObject['metadata']> & { name: string };
  spec?: JsonObject;
  status?: JsonObject;
  /** The object that an Event is about. */
  involvedObject?: JsonObject;
}

/** The objects of a cluster with their history. Versions are numbers that rise with every change, as in etcd. */
export class FakeCluster {
  readonly #objects = new Map<string, KubernetesObject>();
  #history: FakeChange[] = [];
  #version = 100;
  #oldest = 100;
  #uids = 0;

  get version(): number {
    return this.#version;
  }

  /** Creates or replaces an object. */
  put(input: ObjectInput): FakeChange {
    const key = keyOf(input);
    const before = this.#objects.get(key);
    const version = ++this.#version;
    const object: KubernetesObject = {
      ...input,
      metadata: {
        generation: 1,
        creationTimestamp:
          before?.metadata.creationTimestamp ?? '2026-11-29T10:00:00Z',
        uid: before?.metadata.uid ?? `uid-${++this.#uids}`,
        ...input.metadata,
        resourceVersion: `${version}`,
      },
    };
    this.#objects.set(key, object);
    return this.#record({
      version,
      type: before ? 'MODIFIED' : 'ADDED',
      object,
      before,
    });
  }

  remove(ref: ObjectInput): FakeChange | undefined {
    const before = this.#objects.get(keyOf(ref));
    if (!before) {
      return undefined;
    }
    this.#objects.delete(keyOf(ref));
    const version = ++this.#version;
    const metadata = { ...before.metadata, resourceVersion: `${version}` };
    return this.#record({
      version,
      type: 'DELETED',
      object: { ...before, metadata },
      before,
    });
  }

  list(query: LiveQuery): KubernetesObject[] {
    return [...this.#objects.values()].filter(object => selects(query, object));
  }

  /** The changes after a resourceVersion, or undefined if the history does not reach back so far. */
  since(version: number): FakeChange[] | undefined {
    return version < this.#oldest
      ? undefined
      : this.#history.filter(change => change.version > version);
  }

  /** Forgets the history, so that watches that continue from a cursor must list again. */
  compact(): void {
    this.#history = [];
    this.#oldest = this.#version;
  }

  #record(change: FakeChange): FakeChange {
    this.#history.push(change);
    return change;
  }
}

/** The event that a watch of the query sends for a change. An object that enters the selection is `ADDED`, and an object that leaves it is `DELETED`. */
export function eventFor(
  query: LiveQuery,
  { object, before, type }: FakeChange,
): 'ADDED' | 'MODIFIED' | 'DELETED' | undefined {
  const was = before !== undefined && selects(query, before);
  const is = type !== 'DELETED' && selects(query, object);
  if (is) {
    return was ? 'MODIFIED' : 'ADDED';
  }
  return was ? 'DELETED' : undefined;
}

function selects(query: LiveQuery, object: KubernetesObject): boolean {
  const { name, namespace, labels = {} } = object.metadata;
  return (
    object.apiVersion === query.apiVersion &&
    object.kind === query.kind &&
    (query.namespace === undefined || query.namespace === namespace) &&
    (query.name === undefined || query.name === name) &&
    (query.labelSelector ?? '')
      // A comma inside of parentheses belongs to its term.
      .split(/,(?![^(]*\))/)
      .filter(Boolean)
      .every(term => matchesTerm(term, labels)) &&
    (query.fieldSelector ?? '')
      .split(',')
      .filter(Boolean)
      .every(term => matchesField(term, object as unknown as JsonObject))
  );
}

/** Supports `path.of.a.field=value`. */
function matchesField(term: string, object: JsonObject): boolean {
  const [path, value] = term.split('=');
  const found = path
    .split('.')
    .reduce<unknown>(
      (parent, key) => (parent as JsonObject | undefined)?.[key],
      object,
    );
  return `${found ?? ''}` === value;
}

/** Supports `key=value`, `key==value`, `key!=value`, `key in (one,other)`, `key` and `!key`. */
function matchesTerm(
  term: string,
  labels: Readonly<Record<string, string>>,
): boolean {
  const [, listed, values] = /^\s*(\S+) in \((.*)\)\s*$/.exec(term) ?? [];
  if (listed !== undefined) {
    return values.split(',').includes(labels[listed] ?? '');
  }
  const [, isNegated, key, operator, value] =
    /^\s*(!?)\s*([^=!\s]+)\s*(?:(==?|!=)\s*(\S*))?\s*$/.exec(term) ?? [];
  if (key === undefined) {
    throw new Error(`The fake does not support the label selector ${term}`);
  }
  if (operator === undefined) {
    return Object.hasOwn(labels, key) !== (isNegated === '!');
  }
  return (labels[key] === value) !== (operator === '!=');
}

function keyOf({ apiVersion, kind, metadata }: ObjectInput): string {
  return [apiVersion, kind, metadata.namespace ?? '', metadata.name].join('|');
}
