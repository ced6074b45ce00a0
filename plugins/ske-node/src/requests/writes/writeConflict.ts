import type { JsonObject } from '@backstage/types';
import {
  describeResourceRef,
  ResourceRef,
  SkeError,
  SkeErrorCause,
} from '@kratix-portal/plugin-ske-common';
import {
  ChangedField,
  createMergePatch,
  describeFieldManager,
  listChangedFields,
  ManagedFields,
  Manifest,
  metadataOf,
  printPath,
  printValue,
} from '../../manifests';

// More than a person reads through; the rest shows when the object is looked at.
const MAX_FIELDS = 20;
const MAX_MANAGERS = 5;

/**
 * Holds the conditions of a manifest against the live object (S33, S34).
 *
 * A version that is not the live one is no conflict where the live object has all that the manifest says: nothing would be written, and a task that is
 * retried after its write went well ends well.
 *
 * @throws SkeError `conflict` that says what is there now, and who wrote it
 */
export function checkPreconditions(options: {
  manifest: Manifest;
  live: JsonObject;
  ref: ResourceRef;
}): void {
  const { manifest, live, ref } = options;
  const what = describeResourceRef(ref);
  const wanted = manifest.preconditions;
  const { uid, resourceVersion, deletionTimestamp } = metadataOf(live);
  if (wanted.uid !== undefined && wanted.uid !== uid) {
    throw conflict(
      `${what} is another object than the one that the manifest was made from; nothing was written.`,
    );
  }
  if (deletionTimestamp !== undefined) {
    throw conflict(
      `${what} is being deleted; nothing was written.`,
      'Wait until it is gone, and try again.',
    );
  }
  if (
    wanted.resourceVersion !== undefined &&
    wanted.resourceVersion !== resourceVersion
  ) {
    const patch = createMergePatch(live, manifest);
    if (patch) {
      throw changedMeanwhile({
        what,
        wanted: wanted.resourceVersion,
        live,
        fields: listChangedFields(live, patch),
      });
    }
  }
}

/** What a manifest with conditions was made from is not there any more. */
export function goneMeanwhile(ref: ResourceRef): SkeError {
  return conflict(
    `${describeResourceRef(ref)} does not exist any more; nothing was written.`,
    'To create it again, leave metadata.uid and metadata.resourceVersion out of the manifest.',
  );
}

/** There is such an object, and the caller wants none to be changed. */
export function alreadyExists(ref: ResourceRef, cause?: SkeError): SkeError {
  return new SkeError({
    code: 'already-exists',
    message: `${describeResourceRef(ref)} exists already; nothing was written.`,
    hint: 'Choose another name, or allow an update of what exists (onExisting: update). An earlier try of the same task may have created it.',
    detail: cause?.detail,
    cause,
  });
}

function changedMeanwhile(options: {
  what: string;
  wanted: string;
  live: JsonObject;
  fields: ChangedField[];
}): SkeError {
  const { what, wanted, live, fields } = options;
  const managers = ManagedFields.read(live);
  const version = String(metadataOf(live).resourceVersion ?? '');
  const [latest] = managers.list();
  const by = latest ? `, last by ${describeFieldManager(latest)}` : '';
  return conflict(
    `${what} was changed since the manifest was made from it${by}; nothing was written.`,
    `Compare the fields that are named. To overwrite them all the same, submit the manifest again with metadata.resourceVersion "${version}".`,
    {
      detail: describeManagers(managers, fields),
      causes: [
        {
          field: 'metadata.resourceVersion',
          reason: 'ResourceVersionChanged',
          message: `is "${wanted}" in the manifest and "${version}" on the cluster`,
          live: JSON.stringify(version),
          submitted: JSON.stringify(wanted),
        },
        ...fields.slice(0, MAX_FIELDS).map(field => toCause(field, managers)),
      ],
    },
  );
}

function toCause(field: ChangedField, managers: ManagedFields): SkeErrorCause {
  const live = printValue(field.before, field.path);
  const submitted = printValue(field.after, field.path);
  const writers = managers.writersOf(field.path).slice(0, MAX_MANAGERS);
  const by =
    writers.length > 0
      ? `; it was written by ${describeFieldManager(writers[0])}`
      : '';
  return {
    field: printPath(field.path),
    reason: 'FieldChanged',
    message: `${describeDifference(field.change, live, submitted)}${by}`,
    ...(live !== undefined && { live }),
    ...(submitted !== undefined && { submitted }),
    ...(writers.length > 0 && { managers: writers }),
  };
}

function describeDifference(
  change: ChangedField['change'],
  live: string | undefined,
  submitted: string | undefined,
): string {
  switch (change) {
    case 'added':
      return `is in the manifest${inBrackets(submitted)}, and not on the cluster`;
    case 'removed':
      return `is on the cluster${inBrackets(live)}, and not in the manifest`;
    default:
      return live === undefined || submitted === undefined
        ? 'is not the same on the cluster and in the manifest'
        : `is ${live} on the cluster and ${submitted} in the manifest`;
  }
}

function inBrackets(value: string | undefined): string {
  return value === undefined ? '' : ` (${value})`;
}

/** Who wrote what of the fields in question, one line each, the latest first. */
function describeManagers(
  managers: ManagedFields,
  fields: ChangedField[],
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
      : `${label} wrote none of the fields that differ.`;
  });
  return lines.length > 0 ? lines.join('\n') : undefined;
}

function conflict(
  message: string,
  hint: string = 'Look at it as it is now, and try again.',
  more: { detail?: string; causes?: SkeErrorCause[] } = {},
): SkeError {
  return new SkeError({ code: 'conflict', message, hint, ...more });
}
