import { storageApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { JsonValue } from '@backstage/types';
import { useCallback, useMemo, useSyncExternalStore } from 'react';

/** How a person likes the lists: it belongs to the browser or the user's settings, and not to a link. */
const BUCKET = 'kratix-portal';

/**
 * A value that Backstage keeps for the user. `read` makes a value of whatever is stored, since an older version or another program may have
 * written it.
 */
export function useRemembered<T extends JsonValue>(
  key: string,
  read: (stored: unknown) => T,
): [T, (value: T) => void] {
  const storage = useApi(storageApiRef);
  const bucket = useMemo(() => storage.forBucket(BUCKET), [storage]);
  const subscribe = useCallback(
    (notify: () => void) => {
      const subscription = bucket.observe$(key).subscribe(notify);
      return () => subscription.unsubscribe();
    },
    [bucket, key],
  );
  // The text is compared, since each snapshot is another object.
  const stored = useSyncExternalStore(subscribe, () =>
    JSON.stringify(bucket.snapshot(key).value ?? null),
  );
  const value = useMemo(() => read(JSON.parse(stored)), [read, stored]);
  const write = useCallback(
    (next: T) => {
      bucket.set(key, next);
    },
    [bucket, key],
  );
  return [value, write];
}

/** Reads a list of texts. */
export function readTexts(stored: unknown): string[] {
  return Array.isArray(stored)
    ? stored.filter(each => typeof each === 'string')
    : [];
}
