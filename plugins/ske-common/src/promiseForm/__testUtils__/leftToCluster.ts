import type { JsonObject } from '@backstage/types';
import { createPromiseTemplate } from '../createPromiseTemplate';
import { asObject, asText } from '../values/json';

/** An error of the API server, and what the form says of the field that the error names. */
const NOTES: Array<[error: RegExp, note: string]> = [
  [/failed rule|must (not )?validate/, 'Checked by the cluster: '],
  [/should match/, 'Checked by the cluster: must match'],
  [/(most|least) \d+ (item|propert)/, 'Checked by the cluster: Fill in'],
  [/must be of type|should be/, 'such as'],
  [/multiple of/, 'Checked by the cluster: a multiple of'],
  [/greater than or equal/, 'Checked by the cluster: at least'],
  [/greater than/, 'Checked by the cluster: more than'],
  [/less than or equal/, 'Checked by the cluster: at most'],
  [/less than/, 'Checked by the cluster: less than'],
  [/boundary value/, 'Checked by the cluster: it accepts no value'],
];

/** What a YAML field says if the form does not check all of its content. */
const PARTS_ARE_LEFT = [
  'Checked by the cluster: the fields in it.',
  'Checked by the cluster: its apiVersion, kind and metadata.',
];

/** The notes about anything other than a rule. */
const OTHER_NOTES = [...NOTES.map(([, note]) => note), ...PARTS_ARE_LEFT];

/**
 * For a value that the form accepts and the API server rejects: whether the form says that the cluster checks this value. The form says so in the text
 * below the field that the error names, or with a YAML field whose schema is too large to be checked in full.
 */
export function isCheckedByCluster(
  refused: string | undefined,
  crd: JsonObject,
): boolean {
  const promise = { metadata: { name: 'form' }, spec: { api: crd } };
  const { template, notices } = createPromiseTemplate({ promise });
  const causes = readCauses(refused ?? '');
  return (
    causes.length > 0 &&
    causes.every(
      cause =>
        isLeftToCluster(cause, notices) ||
        template!.spec.parameters.some(page => isTold(page, cause)),
    )
  );
}

const CAUSE = String.raw`spec[^:]*: (?:Invalid|Required|Unsupported|Too|Duplicate|Forbidden)`;
const SEPARATOR = new RegExp(`(?:, |\\n?\\* )(?=<nil>: |${CAUSE})`);
const NOT_CHECKED = 'some validation rules were not checked';

/** The API server puts several causes into brackets, and kubectl prints them as a list. */
function readCauses(refused: string): string[] {
  const [, causes = ''] = /is invalid: \[?([^]*)/.exec(refused) ?? [];
  return causes
    .split(SEPARATOR)
    .filter(cause => cause.trim() && !cause.includes(NOT_CHECKED));
}

/** Whether a page says, at the field that the cause names, that the cluster checks this. */
function isTold(page: JsonObject, cause: string): boolean {
  const [, path = ''] =
    new RegExp(CAUSE.replace('[^:]*', '([^:]*)')).exec(cause) ?? [];
  const names = path.split(/[.[\]]+/).filter(Boolean);
  const spec = asObject(asObject(page.properties)?.spec);
  if (!spec) {
    return false;
  }
  const fields = fieldsAt(spec, names);
  const texts = fields.map(({ description }) => asText(description));
  // The rules of the whole spec are described at its pages.
  texts[0] += asText(page.description);
  const own = texts.at(-1)!;
  if (fields.at(-1)!['ui:field'] === 'KratixYaml') {
    return (
      PARTS_ARE_LEFT.some(note => own.includes(note)) || hasNoteFor(cause, own)
    );
  }
  if (/Duplicate value/.test(cause)) {
    return texts.slice(-2).join().includes('No two entries may have the same');
  }
  return fields.length === names.length + 1 && hasNoteFor(cause, own);
}

/** Whether a text has a paragraph with the note for the cause. The note of a rule begins like some other notes, which do not count for it. */
function hasNoteFor(cause: string, text: string): boolean {
  return NOTES.some(
    ([error, note]) =>
      error.test(cause) &&
      text
        .split('\n\n')
        .some(
          paragraph =>
            paragraph.includes(note) &&
            !OTHER_NOTES.some(
              other =>
                other.length > note.length && paragraph.startsWith(other),
            ),
        ),
  );
}

/** The fields from the spec to the field with this path, or to the last part of the path that is a field of the form. */
function fieldsAt(field: JsonObject, names: string[]): JsonObject[] {
  const [name, ...rest] = names;
  const inner =
    name === undefined || field['ui:field'] === 'KratixYaml'
      ? undefined
      : (asObject(asObject(field.properties)?.[name]) ??
        asObject(field.items) ??
        asObject(field.additionalProperties));
  return [field, ...(inner ? fieldsAt(inner, rest) : [])];
}

/** A part that is too large for the form is a YAML field, of which the form only checks the type. A notice says so. */
export function isLeftToCluster(refused: string, notices: string[]): boolean {
  const large = notices
    .filter(notice => notice.endsWith('too many fields for a form.'))
    .map(notice => notice.split(' ')[0]);
  const fields = [...refused.matchAll(/(spec[^\s:]*): /g)].map(([, field]) =>
    field.replace(/\[\d+\]/g, '[]'),
  );
  return (
    fields.length > 0 &&
    fields.every(field => large.some(place => field.startsWith(place)))
  );
}
