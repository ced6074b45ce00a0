import { useMemo, useState } from 'react';
import type { FormValues, PageSchema } from '../form';
import { keepChanges } from './keepChanges';

interface Known {
  /** The name of the Promise. */
  readonly name: string;
  /** The kind that the Promise offers. */
  readonly of: string | undefined;
  readonly key: string;
  readonly pages: readonly PageSchema[] | undefined;
  readonly values: FormValues;
  /** The index of the page that is shown. */
  readonly page: number;
  readonly revision: number;
}

/**
 * What the user has filled in, and the page that is shown. The form of another Promise starts empty on its first page. When the form of the same Promise
 * changes, it keeps what the user has changed in it. A Promise counts as another one only if both its name and its kind have changed, because the author may be
 * typing one of them.
 * While the Promise has no form, because the author is typing, nothing is lost.
 *
 * @returns also a number that increases when the form has changed and has to start again
 */
export function usePreviewValues(
  name: string,
  of: string | undefined,
  pages: readonly PageSchema[] | undefined,
) {
  // The pages are new objects after each change of the text, most of which do not change the form.
  const key = useMemo(() => JSON.stringify(pages ?? null), [pages]);
  const [known, setKnown] = useState<Known>(() => ({
    name,
    of,
    key,
    pages,
    values: {},
    page: 0,
    revision: 0,
  }));
  let current = known;
  if (
    of !== undefined &&
    pages &&
    (known.name !== name || known.of !== of || known.key !== key)
  ) {
    const isSame = known.name === name || known.of === of;
    const isChanged = known.of !== of || known.key !== key;
    const readValues = () =>
      isSame && known.pages
        ? keepChanges(known.pages, pages, known.values)
        : {};
    current = {
      name,
      of,
      key,
      pages,
      values: isChanged ? readValues() : known.values,
      page: isSame ? known.page : 0,
      revision: known.revision + (isChanged ? 1 : 0),
    };
    setKnown(current);
  }
  const { values, page, revision } = current;
  const setValues = (next: FormValues) =>
    setKnown(before =>
      before.revision === revision ? { ...before, values: next } : before,
    );
  const setPage = (next: number) =>
    setKnown(before => ({ ...before, page: next }));
  return { values, setValues, page, setPage, revision };
}
