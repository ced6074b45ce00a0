import type { JsonObject, JsonValue } from '@backstage/types';
import {
  humanise,
  containsSecret,
  fieldPlace,
  itemPlace,
  ROOT,
  type NamedPlace,
} from '@kratix-portal/plugin-ske-common';

/** One value of a spec or a status. */
export interface FieldValue {
  readonly type: 'value';
  /** The path, unique in the tree. */
  readonly path: string;
  readonly title: string;
  readonly text: string;
  /** Set if the value is an address that the page may link to. */
  readonly href?: string;
  /** Whether the value looks like a secret, by its name or by its form. */
  readonly isSecret: boolean;
}

/** Fields that belong together. */
export interface FieldGroup {
  readonly type: 'group';
  readonly path: string;
  readonly title: string;
  readonly items: readonly Field[];
}

/** A field of a spec or a status, as the page shows it. */
export type Field = FieldValue | FieldGroup;

/** Finds the title of a field by its path; undefined where there is none. */
export type TitleOf = (path: readonly string[]) => string | undefined;

/** The fields of a request's status that Kratix writes. Everything else comes from a pipeline. */
const KRATIX_FIELDS = new Set([
  'conditions',
  'healthStatus',
  'kratix',
  'lastSuccessfulConfigureWorkflowTime',
  'message',
  'observedGeneration',
  'promiseVersion',
  'resourceBindingVersion',
  'workflows',
  'workflowsFailed',
  'workflowsSucceeded',
]);

/** Names of values that users look for first. */
const CONNECTION_NAME =
  /connect|endpoint|url|uri|link|host|address|access|dashboard|console/i;

/** Deeper values are shown as one JSON text, and so is a group that has more items. */
const MAX_DEPTH = 4;
const MAX_ITEMS = 50;

/**
 * Reads what the pipelines of a request wrote into its status: connection details, links, and whatever else the Promise's author chose. Connection
 * details and links come first.
 */
export function readOutputs(status: JsonObject | undefined): readonly Field[] {
  const written = Object.fromEntries(
    Object.entries(status ?? {}).filter(([key]) => !KRATIX_FIELDS.has(key)),
  );
  return readFields(written)
    .map((field, index) => ({ field, index }))
    .sort(
      (one, other) =>
        rank(one.field) - rank(other.field) || one.index - other.index,
    )
    .map(({ field }) => field);
}

function rank(field: Field): number {
  const isConnection =
    CONNECTION_NAME.test(field.path) ||
    (field.type === 'value' && field.href !== undefined);
  return isConnection ? 0 : 1;
}

/** Reads the fields of an object of any shape. Empty values are left out. */
export function readFields(
  object: JsonObject | undefined,
  titleOf: TitleOf = () => undefined,
): readonly Field[] {
  return readEntries(object ?? {}, ROOT, titleOf);
}

function readEntries(
  value: JsonValue[] | JsonObject,
  place: NamedPlace,
  titleOf: TitleOf,
): Field[] {
  const fields = Array.isArray(value)
    ? value.map((each, index) =>
        readField(each, itemPlace(place, index), titleOf),
      )
    : Object.entries(value).map(([key, each]) =>
        readField(each, fieldPlace(place, key, value), titleOf),
      );
  return fields.filter(field => field !== undefined);
}

function readField(
  value: JsonValue | undefined,
  place: NamedPlace,
  titleOf: TitleOf,
): Field | undefined {
  const path = place.path.map(String);
  const title = titleOf(path) ?? toTitle(path[path.length - 1]);
  if (value === undefined || value === null || value === '') {
    return undefined;
  }
  const toText = (text: string): FieldValue =>
    toValue(path, title, text, containsSecret(value, place));
  if (typeof value !== 'object') {
    return toText(String(value));
  }
  const { length } = Object.keys(value);
  if (length === 0) {
    return undefined;
  }
  if (isPlainList(value)) {
    return toText(value.join(', '));
  }
  if (path.length > MAX_DEPTH || length > MAX_ITEMS) {
    return toText(JSON.stringify(value));
  }
  const link = Array.isArray(value) ? undefined : readLink(value, place, title);
  if (link) {
    return link;
  }
  const items = readEntries(value, place, titleOf);
  return items.length > 0
    ? { type: 'group', path: path.join('.'), title, items }
    : undefined;
}

/** The key of an element of a list is its index. */
function toTitle(key: string): string {
  return /^\d+$/.test(key) ? String(Number(key) + 1) : humanise(key);
}

/** Texts and numbers that fit into one line. Addresses get a line each, since each is a link. */
function isPlainList(value: JsonValue[] | JsonObject): value is JsonValue[] {
  return (
    Array.isArray(value) &&
    value.every(
      each =>
        (typeof each !== 'object' || each === null) &&
        toHref(String(each)) === undefined,
    )
  );
}

/** `{ title: 'Dashboard', url: 'https://…' }`, the form of links in Backstage's catalog. */
function readLink(
  value: JsonObject,
  place: NamedPlace,
  title: string,
): FieldValue | undefined {
  const { url, title: name, ...others } = value;
  const isLink =
    typeof url === 'string' &&
    toHref(url) !== undefined &&
    Object.keys(others).every(key => key === 'icon' || key === 'type');
  return isLink
    ? toValue(
        place.path.map(String),
        typeof name === 'string' && name ? name : title,
        url,
        containsSecret(url, fieldPlace(place, 'url', value)),
      )
    : undefined;
}

function toValue(
  path: readonly string[],
  title: string,
  text: string,
  isSecret: boolean,
): FieldValue {
  const href = toHref(text);
  return {
    type: 'value',
    path: path.join('.'),
    title,
    text,
    ...(href !== undefined && { href }),
    isSecret,
  };
}

/** Only http and https: a pipeline may write any text, and `javascript:` would run in this page. */
function toHref(text: string): string | undefined {
  if (!/^https?:\/\/[^\s]+$/i.test(text)) {
    return undefined;
  }
  try {
    const { username, password } = new URL(text);
    return username === '' && password === '' ? text : undefined;
  } catch {
    return undefined;
  }
}
