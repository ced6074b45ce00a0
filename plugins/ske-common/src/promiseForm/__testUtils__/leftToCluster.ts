import type { JsonObject } from '@backstage/types';
import { createPromiseTemplate } from '../createPromiseTemplate';

/**
 * For a value that the form accepts and the API server rejects: whether the form says that the cluster checks this value. The form says so in the text
 * below a field, or with a YAML field whose schema is too large to be checked in full.
 */
export function isCheckedByCluster(
  refused: string | undefined,
  crd: JsonObject,
): boolean {
  const promise = { metadata: { name: 'form' }, spec: { api: crd } };
  const { template, notices } = createPromiseTemplate({ promise });
  const text = JSON.stringify(template);
  const left: Array<[RegExp, string]> = [
    [/failed rule|Invalid value: "object": /, 'Checked by the cluster: '],
    [/should match/, 'Checked by the cluster: must match'],
    [/Duplicate value/, 'No two entries may have the same'],
    [/(most|least) \d+ (item|propert)/, 'Checked by the cluster: Fill in'],
    [/must be of type|should be/, 'such as'],
  ];
  return (
    refused !== undefined &&
    (left.some(([words, note]) => words.test(refused) && text.includes(note)) ||
      isLeftToCluster(refused, notices))
  );
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
