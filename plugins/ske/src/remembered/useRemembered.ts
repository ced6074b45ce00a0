import { storageApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { JsonValue } from '@backstage/types';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { rememberedValue } from './RememberedValue';

/**
 * A value that Backstage keeps for the user. `read` makes a value of whatever is stored, since an older version or another program may have
 * written it.
 *
 * @returns the value, how to change it, and whether the storage has answered: until then the value is what `read` returns for an absent value
 */
export function useRemembered<T extends JsonValue>(
  key: string,
  read: (stored: unknown) => T,
): [T, (value: T) => void, boolean] {
  const storage = useApi(storageApiRef);
  const remembered = useMemo(
    () => rememberedValue(storage, key),
    [storage, key],
  );
  const text = useSyncExternalStore(remembered.subscribe, remembered.getText);
  const isKnown = useSyncExternalStore(
    remembered.subscribe,
    remembered.getKnown,
  );
  const value = useMemo(() => read(JSON.parse(text)), [read, text]);
  const write = useCallback(
    (next: T) => {
      void remembered.write(next);
    },
    [remembered],
  );
  return [value, write, isKnown];
}

/** Reads a list of texts. */
export function readTexts(stored: unknown): string[] {
  return Array.isArray(stored)
    ? stored.filter(each => typeof each === 'string')
    : [];
}
