import type { JsonValue } from '@backstage/types';
import { useCallback, useEffect, useMemo, useReducer } from 'react';
import { useWhoAmI } from '../live';
import { DraftSaver } from './DraftSaver';
import {
  DraftStore,
  removeDraftsOfOthers,
  type StoredDraft,
} from './DraftStore';

/** The draft of one form. */
export interface Draft {
  /** The draft of an earlier visit, until the user takes or discards it. What the user types never replaces this draft. */
  readonly found: StoredDraft | undefined;
  /** Called when the user continues with `found`. */
  settle(): void;
  /** Discards `found`. */
  discard(): void;
  /** Removes the draft for good, because what the user has typed was sent. */
  remove(): void;
}

/**
 * Saves what the user types, and finds this draft again after a reload or a sign-in.
 *
 * @param form - identifies the form, for example by the name of a Promise or the uid of an object
 * @param value - must contain no secrets; undefined if nothing is worth keeping
 */
export function useDraft(form: string, value: JsonValue | undefined): Draft {
  const { value: me } = useWhoAmI();
  const user = me?.backstageUser;
  const cluster = me?.cluster.name;
  const saver = useMemo(
    () =>
      user === undefined || cluster === undefined
        ? undefined
        : new DraftSaver(
            new DraftStore(sessionStorage, { user, cluster }),
            form,
          ),
    [user, cluster, form],
  );
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const text = value === undefined ? undefined : JSON.stringify(value);
  useEffect(() => {
    if (!saver || user === undefined) {
      return undefined;
    }
    // This runs after the form of the previous user has saved for the last time.
    removeDraftsOfOthers(sessionStorage, user);
    saver.look();
    draw();
    const flush = () => saver.flush();
    // What the user typed in the last half second must survive a reload, and also a link inside the app.
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [saver, user]);
  useEffect(() => saver?.update(text), [saver, text]);
  const settle = useCallback(() => {
    saver?.take();
    draw();
  }, [saver]);
  const discard = useCallback(() => {
    saver?.discard();
    draw();
  }, [saver]);
  const remove = useCallback(() => {
    saver?.sent();
    draw();
  }, [saver]);
  return { found: saver?.found, settle, discard, remove };
}
