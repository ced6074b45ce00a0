import type { JsonObject, JsonValue } from '@backstage/types';
import { asObject } from '../values/json';
import { upperFirst } from '../values/titles';
import type { Place } from './Place';

/**
 * Names a nested field on the review page. The page has one row for each title, so two fields with the same title would share one row, and the row would
 * show only the second value. The name of a nested field is therefore `Parent.Child`, as in SKE's forms. A YAML field, a map and a list have one row each.
 *
 * If a list or a map contains a password, its whole row is masked.
 */
export function addReview(form: JsonObject, { path }: Place): JsonObject {
  if (path.some(name => name === '[]' || name === '{}')) {
    return form;
  }
  const isMap = form.additionalProperties !== undefined;
  const isYaml = form['ui:field'] === 'KratixYaml';
  return withReview(form, {
    ...(path.length > 1 && { name: path.map(upperFirst).join('.') }),
    ...((isYaml || isMap) && { explode: false }),
    ...((isMap || form.items !== undefined) &&
      hasPassword(form) && { mask: '******' }),
  });
}

/**
 * Gives a property of the spec its path as name on the review page if another field has the same title.
 *
 * @param pages - all pages of the spec
 * @param taken - the titles of the first page's fields
 */
export function tellRowsApart(
  pages: JsonObject[],
  taken: string[],
): JsonObject[] {
  const titles = [
    ...taken,
    ...pages.flatMap(page =>
      Object.values(propertiesOf(page)).map(property => titleOf(property)),
    ),
  ];
  const isShared = (title: string) =>
    titles.filter(each => each === title).length > 1;
  return pages.map(page => {
    const entries = Object.entries(propertiesOf(page)).map(
      ([name, property]) => [
        name,
        isShared(titleOf(property))
          ? withReview(asObject(property) ?? {}, {
              name: `Spec.${upperFirst(name)}`,
            })
          : property,
      ],
    );
    return withProperties(page, Object.fromEntries(entries));
  });
}

function withReview(form: JsonObject, review: JsonObject): JsonObject {
  if (Object.keys(review).length === 0) {
    return form;
  }
  const known = asObject(asObject(form['ui:backstage'])?.review);
  return { ...form, 'ui:backstage': { review: { ...known, ...review } } };
}

function specOf(page: JsonObject): JsonObject {
  return asObject(asObject(page.properties)?.spec) ?? {};
}

function propertiesOf(page: JsonObject): JsonObject {
  return asObject(specOf(page).properties) ?? {};
}

function withProperties(page: JsonObject, properties: JsonObject): JsonObject {
  if (Object.keys(properties).length === 0) {
    return page;
  }
  return { ...page, properties: { spec: { ...specOf(page), properties } } };
}

function titleOf(property: JsonValue | undefined): string {
  return String(asObject(property)?.title);
}

function hasPassword(form: JsonObject): boolean {
  const text = JSON.stringify(form);
  return (
    text.includes('"ui:widget":"password"') ||
    text.includes('"ui:field":"KratixPassword"')
  );
}
