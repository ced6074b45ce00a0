import type { JsonObject, JsonValue } from '@backstage/types';
import {
  invalidField,
  cleanText,
  type FieldPath,
  fieldPlace,
  type NamedPlace,
  ROOT,
  SkeError,
  SkeErrorCause,
  SkeFieldManager,
} from '@kratix-portal/plugin-ske-common';
import {
  contentOf,
  describeFieldManager,
  diffObjects,
  isObject,
  listChangedFields,
  ManagedFields,
  Manifest,
  metadataOf,
  printPath,
  printValue,
  valueOf,
} from '../../manifests';

// A longer list is not useful to read. The user can look at the object for further fields.
const MAX_FIELDS = 20;
const MAX_MANAGERS = 5;
// A resourceVersion has about ten digits, but a manifest may contain any text here.
const MAX_VERSION_LENGTH = 64;

/** A field that differs. Its value is undefined in a state of the object that does not have the field. */
interface ContestedField {
  path: string[];
  named: FieldPath;
  base?: JsonValue;
  live?: JsonValue;
  submitted?: JsonValue;
}

/**
 * Explains the conflict of a manifest with an object that has changed since the manifest was made (S34).
 *
 * If the cluster still has the object at the `metadata.resourceVersion` of the manifest, the causes are exactly the fields that other writers changed. Otherwise
 * the causes are all fields in which the live object and the manifest differ, including the fields that the user changed. The field managers and times show who
 * changed a field.
 */
export function explainChange(options: {
  what: string;
  /** The `metadata.resourceVersion` of the manifest. */
  wanted: string;
  /** The object at that resourceVersion, if the cluster still has it. */
  base: JsonObject | undefined;
  live: JsonObject;
  /** The changes that the manifest would make to the live object. */
  patch: JsonObject;
  manifest: Manifest;
}): SkeError {
  const { what, wanted, base, live, patch, manifest } = options;
  const submitted = JSON.stringify(
    cleanText(wanted.slice(0, MAX_VERSION_LENGTH)),
  );
  const managers = ManagedFields.read(live);
  const version = String(metadataOf(live).resourceVersion ?? '');
  const fields = base
    ? changedSince(base, live, manifest)
    : differing(live, patch);
  const [latest] = managers.list();
  const by = latest ? `, last by ${describeFieldManager(latest)}` : '';
  return new SkeError({
    code: 'conflict',
    message: `${what} was changed since the manifest was made from it${by}; nothing was written.`,
    hint: `Compare the fields below. To overwrite them, submit the manifest again with metadata.resourceVersion "${version}".`,
    detail: describeManagers(managers, fields),
    causes: [
      {
        ...invalidField(
          'metadata.resourceVersion',
          `is ${submitted} in the manifest and "${version}" on the cluster`,
        ),
        reason: 'ResourceVersionChanged',
        live: JSON.stringify(version),
        submitted,
      },
      ...fields
        .slice(0, MAX_FIELDS)
        .map(field => toCause(field, managers, base !== undefined)),
    ],
  });
}

function changedSince(
  base: JsonObject,
  live: JsonObject,
  manifest: Manifest,
): ContestedField[] {
  const submitted = {
    ...manifest.content,
    metadata: { labels: manifest.labels, annotations: manifest.annotations },
  };
  const patch = diffObjects(contentOf(base), contentOf(live)) ?? {};
  return listChangedFields(base, patch)
    .filter(({ path }) => !isServersOwn(path))
    .map(({ path, named, before, after }) => ({
      path,
      // The names in the manifest may say that a value is a secret too.
      named: [...named, ...placeIn(submitted, path).named],
      base: before,
      live: after,
      submitted: valueAt(submitted, path),
    }));
}

function differing(live: JsonObject, patch: JsonObject): ContestedField[] {
  return listChangedFields(live, patch).map(
    ({ path, named, before, after }) => ({
      path,
      named,
      live: before,
      submitted: after,
    }),
  );
}

/** Top-level keys that are not compared: a manifest cannot change them, and the items of a list do not have apiVersion and kind. */
function isServersOwn([first]: string[]): boolean {
  return ['status', 'apiVersion', 'kind'].includes(first);
}

function placeIn(object: JsonObject, path: string[]): NamedPlace {
  return path.reduce((place, key, index) => {
    const parent = valueAt(object, path.slice(0, index));
    return fieldPlace(place, key, isObject(parent) ? parent : {});
  }, ROOT);
}

function valueAt(object: JsonObject, path: string[]): JsonValue | undefined {
  let value: JsonValue | undefined = object;
  for (const key of path) {
    if (!isObject(value)) {
      return undefined;
    }
    value = valueOf(value, key);
  }
  return value;
}

function toCause(
  field: ContestedField,
  managers: ManagedFields,
  isBaseKnown: boolean,
): SkeErrorCause {
  const { path } = field;
  const base = printValue(field.base, field);
  const live = printValue(field.live, field);
  const submitted = printValue(field.submitted, field);
  const writers = managers.writersOf(path).slice(0, MAX_MANAGERS);
  const difference = isBaseKnown
    ? describeChange(field, { base, live })
    : describeDifference(field, { live, submitted });
  return {
    ...invalidField(printPath(path), `${difference}${describeWriter(writers)}`),
    reason: 'FieldChanged',
    ...(base !== undefined && { base }),
    ...(live !== undefined && { live }),
    ...(submitted !== undefined && { submitted }),
    ...(writers.length > 0 && { managers: writers }),
  };
}

function describeChange(
  field: ContestedField,
  printed: { base?: string; live?: string },
): string {
  const { base, live } = printed;
  if (field.base === undefined) {
    return `was added${inBrackets(live)} since the manifest was made`;
  }
  if (field.live === undefined) {
    return `was removed${inBrackets(base)} since the manifest was made`;
  }
  return base === undefined || live === undefined
    ? 'was changed since the manifest was made'
    : `was ${base} when the manifest was made, and is ${live} now`;
}

function describeDifference(
  field: ContestedField,
  printed: { live?: string; submitted?: string },
): string {
  const { live, submitted } = printed;
  if (field.live === undefined) {
    return `is in the manifest${inBrackets(submitted)} but not on the cluster`;
  }
  if (field.submitted === undefined) {
    return `is on the cluster${inBrackets(live)} but not in the manifest`;
  }
  return live === undefined || submitted === undefined
    ? 'differs between the cluster and the manifest'
    : `is ${live} on the cluster and ${submitted} in the manifest`;
}

function describeWriter([latest]: SkeFieldManager[]): string {
  return latest ? `; it was written by ${describeFieldManager(latest)}` : '';
}

function inBrackets(value: string | undefined): string {
  return value === undefined ? '' : ` (${value})`;
}

/** Describes which of the fields each manager wrote, one line for each manager, the latest first. */
function describeManagers(
  managers: ManagedFields,
  fields: ContestedField[],
): string | undefined {
  const lines = managers.list().map(manager => {
    const label = describeFieldManager(manager);
    const theirs = fields
      .filter(({ path }) =>
        managers
          .writersOf(path)
          .some(writer => describeFieldManager(writer) === label),
      )
      .map(({ path }) => printPath(path));
    return theirs.length > 0
      ? `${label} wrote ${theirs.join(', ')}.`
      : `${label} wrote none of these fields.`;
  });
  return lines.length > 0 ? lines.join('\n') : undefined;
}
