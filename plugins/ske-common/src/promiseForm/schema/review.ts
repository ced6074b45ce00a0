import type { JsonObject } from '@backstage/types';
import { asObject } from '../json';
import { upperFirst } from '../titles';
import type { Place } from './Place';

/** What the first page calls its fields, unless settings say otherwise. */
const TAKEN = ['Name', 'Namespace'];

/**
 * How the field is called on the review page, which has one row for each title: two fields of one title would be one row, with the value of
 * the last. So a nested field is `Parent.Child` there, as in SKE's forms. YAML is one row.
 */
export function addReview(form: JsonObject, { path }: Place): JsonObject {
  if (path.some(name => name === '[]' || name === '{}')) return form;
  const isNested = path.length > 1;
  const isTaken = path.length === 1 && TAKEN.includes(String(form.title));
  const names = isTaken ? ['spec', ...path] : path;
  const review = {
    ...asObject(asObject(form['ui:backstage'])?.review),
    ...((isNested || isTaken) && { name: names.map(upperFirst).join('.') }),
    ...(form['ui:field'] === 'KratixYaml' && { explode: false }),
  };
  return Object.keys(review).length > 0
    ? { ...form, 'ui:backstage': { review } }
    : form;
}
