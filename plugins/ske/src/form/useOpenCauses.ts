import type { JsonObject } from '@backstage/types';
import type { SkeError } from '@kratix-portal/plugin-ske-common';
import { useEffect, useMemo, useState } from 'react';
import { valueAt } from '../values';
import type { FormPosition, FormValues, PageSchema } from './FormValues';
import { maskCauses } from './maskCauses';
import { placeCauses, type PlacedCause } from './placeCauses';
import { secretsOf } from './secretsOf';

const NONE: readonly PlacedCause[] = [];

/**
 * The causes of a rejection that the user has not dealt with yet: a cause is done when the value of its field changes. When a rejection is new, the page of
 * its first field is opened.
 */
export function useOpenCauses(options: {
  pages: readonly PageSchema[];
  error: SkeError | undefined;
  values: FormValues;
  onMove(update: (position: FormPosition) => FormPosition): void;
}): readonly PlacedCause[] {
  const { pages, error, values, onMove } = options;
  const [seen, setSeen] = useState<{
    error: SkeError | undefined;
    values: FormValues;
    placed: readonly PlacedCause[];
  }>({ error: undefined, values, placed: NONE });
  if (seen.error !== error && error) {
    const causes = maskCauses(
      causesOf(error),
      values as JsonObject,
      secretsOf(pages),
    );
    const placed = placeCauses(pages, causes, values);
    setSeen({ error, values, placed });
  }
  const firstPage = seen.placed.find(({ place }) => place)?.place?.page;
  useEffect(() => {
    if (firstPage !== undefined) {
      onMove(({ reached }) => ({
        page: firstPage,
        reached: Math.max(reached, firstPage),
      }));
    }
    // Each rejection opens the page of its first field once, even if it is the same page again.
  }, [seen, firstPage, onMove]);
  const isCurrent = error !== undefined && seen.error === error;
  return useMemo(() => {
    const open = seen.placed.filter(
      ({ place }) =>
        !place ||
        JSON.stringify(valueAt(values, ...place.path)) ===
          JSON.stringify(valueAt(seen.values, ...place.path)),
    );
    return isCurrent && open.length > 0 ? open : NONE;
  }, [seen, values, isCurrent]);
}

/** The error about a taken name has no causes, so this function adds a cause at the field of the name. */
function causesOf(error: SkeError) {
  return error.code === 'already-exists'
    ? [{ field: 'metadata.name', message: error.message }]
    : (error.causes ?? []);
}
