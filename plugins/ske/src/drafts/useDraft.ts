import type { JsonValue } from '@backstage/types';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useWhoAmI } from '../live';
import { DraftStore, type StoredDraft } from './DraftStore';

/** How often a draft is saved while the user types. */
const SAVE_EVERY_MS = 500;

/** The draft of one form. */
export interface Draft {
  /** What was left from an earlier visit, until the user takes it or throws it away. */
  readonly found: StoredDraft | undefined;
  /** The user has decided what happens with `found`. */
  settle(): void;
  /** Throws `found` away. What the user types from now on is saved. */
  discard(): void;
  /** Removes the draft for good: it was sent. */
  remove(): void;
}

/**
 * Saves what the user types, and finds it again after a reload or a sign-in.
 *
 * @param form - what the draft is of, such as a Promise or the uid of an object
 * @param value - must have no secrets; undefined for nothing that is worth keeping
 */
export function useDraft(form: string, value: JsonValue | undefined): Draft {
  const { value: me } = useWhoAmI();
  const user = me?.backstageUser;
  const cluster = me?.cluster.name;
  const store = useMemo(
    () =>
      user === undefined || cluster === undefined
        ? undefined
        : new DraftStore(sessionStorage, { user, cluster }),
    [user, cluster],
  );
  const [read, setRead] = useState<{
    store: DraftStore;
    found?: StoredDraft;
  }>();
  if (store && read?.store !== store) {
    store.removeOthers();
    setRead({ store, found: store.read(form) });
  }
  const text = value === undefined ? undefined : JSON.stringify(value);
  const isRemoved = useRef(false);
  const hasSaved = useRef(false);
  useEffect(() => {
    if (!store || text === undefined) {
      if (hasSaved.current) {
        // Nothing is left that is worth keeping.
        hasSaved.current = false;
        store?.remove(form);
      }
      return undefined;
    }
    const save = () => {
      if (!isRemoved.current) {
        hasSaved.current = true;
        store.write(form, { value: JSON.parse(text), savedAt: Date.now() });
      }
    };
    const timer = setTimeout(save, SAVE_EVERY_MS);
    // A reload must not lose the last half second.
    window.addEventListener('pagehide', save);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pagehide', save);
    };
  }, [store, form, text]);
  const settle = useCallback(
    () => setRead(before => before && { store: before.store }),
    [],
  );
  const discard = useCallback(() => {
    store?.remove(form);
    settle();
  }, [store, form, settle]);
  const remove = useCallback(() => {
    isRemoved.current = true;
    discard();
  }, [discard]);
  return { found: read?.found, settle, discard, remove };
}
