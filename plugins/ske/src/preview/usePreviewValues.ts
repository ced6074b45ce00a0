import { useMemo, useState } from 'react';
import type { FormValues, PageSchema } from '../form';
import { keepChanges } from './keepChanges';

interface Known {
  /** The kind that the Promise offers. */
  readonly of: string | undefined;
  readonly key: string;
  readonly pages: readonly PageSchema[] | undefined;
  readonly values: FormValues;
  readonly revision: number;
}

/**
 * What the user has filled in. A form of another kind starts empty. When the form of the same kind changes, it keeps what the user has changed in it.
 *
 * @returns the values, and a number that increases when the form has changed and has to start again
 */
export function usePreviewValues(
  of: string | undefined,
  pages: readonly PageSchema[] | undefined,
) {
  // The pages are new objects after each change of the text, most of which do not change the form.
  const key = useMemo(() => JSON.stringify(pages ?? null), [pages]);
  const [known, setKnown] = useState<Known>(() => ({
    of,
    key,
    pages,
    values: {},
    revision: 0,
  }));
  let current = known;
  if (known.of !== of || known.key !== key) {
    const isSameKind = known.of === of && known.pages && pages;
    current = {
      of,
      key,
      pages,
      values: isSameKind ? keepChanges(known.pages, pages, known.values) : {},
      revision: known.revision + 1,
    };
    setKnown(current);
  }
  const { values, revision } = current;
  const setValues = (next: FormValues) =>
    setKnown(before =>
      before.revision === revision ? { ...before, values: next } : before,
    );
  return { values, setValues, revision };
}
