import type { JsonObject } from '@backstage/types';
import { findUnfinishedPage, type FormValues, type PageSchema } from '../form';
import type { Words } from '../words';

/** Says which step has input that is not complete, such as a text that is not YAML. */
export function describeUnfinished(
  t: Words,
  pages: readonly PageSchema[],
  values: FormValues,
): string | undefined {
  const index = findUnfinishedPage(pages, values.spec);
  return index === undefined
    ? undefined
    : t('form.unfinished', { page: titleOf(pages[index]) });
}

/** Says why the form cannot be sent, although the open page is valid. The form checks only that page. */
export function describeObstacle(
  t: Words,
  pages: readonly PageSchema[],
  values: FormValues,
  open: number,
): string | undefined {
  return (
    describeUnfinished(t, pages, values) ??
    describeMissing(t, pages, values, open)
  );
}

/** Says which step lacks the name or the namespace. Without a namespace the API would choose one that the user has not seen. */
function describeMissing(
  t: Words,
  pages: readonly PageSchema[],
  values: FormValues,
  open: number,
): string | undefined {
  for (const key of ['objname', 'objnamespace'] as const) {
    const page = pages.find(({ properties }) => fieldOf(properties, key));
    if (page && page !== pages[open] && !values[key]) {
      return t('newRequest.missing.field', {
        page: titleOf(page),
        field: titleOf(fieldOf(page.properties, key)),
      });
    }
  }
  return undefined;
}

function fieldOf(
  properties: PageSchema[string],
  key: string,
): JsonObject | undefined {
  return (properties as JsonObject | undefined)?.[key] as
    JsonObject | undefined;
}

function titleOf(schema: JsonObject | undefined): string {
  return String(schema?.title ?? '');
}
