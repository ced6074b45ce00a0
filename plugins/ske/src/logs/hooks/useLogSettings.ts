import { storageApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useMemo, useState } from 'react';

/** How the user reads logs. The portal remembers it; what is read stands in the URL. */
export interface LogSettings {
  readonly wrap: boolean;
  readonly timestamps: boolean;
}

const defaults: LogSettings = { wrap: false, timestamps: false };
const KEY = 'settings';

/** Returns the remembered settings, and a function that changes some of them. */
export function useLogSettings(): [
  LogSettings,
  (change: Partial<LogSettings>) => void,
] {
  const storage = useApi(storageApiRef);
  const bucket = useMemo(
    () => storage.forBucket('ske-frontend.logs'),
    [storage],
  );
  const [settings, setSettings] = useState<LogSettings>(() =>
    toSettings(bucket.snapshot(KEY).value),
  );
  useEffect(() => {
    const subscription = bucket
      .observe$(KEY)
      .subscribe(({ value }) => setSettings(toSettings(value)));
    return () => subscription.unsubscribe();
  }, [bucket]);
  const change = useCallback(
    (changed: Partial<LogSettings>) => {
      const next = { ...toSettings(bucket.snapshot(KEY).value), ...changed };
      setSettings(next);
      void bucket.set(KEY, { ...next });
    },
    [bucket],
  );
  return [settings, change];
}

function toSettings(value: unknown): LogSettings {
  const { wrap, timestamps } = (value ?? {}) as Partial<LogSettings>;
  return {
    wrap: typeof wrap === 'boolean' ? wrap : defaults.wrap,
    timestamps:
      typeof timestamps === 'boolean' ? timestamps : defaults.timestamps,
  };
}
