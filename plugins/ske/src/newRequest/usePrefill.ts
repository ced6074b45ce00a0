import { useEffect, useState } from 'react';
import { useLocation, useNavigate, type Location } from 'react-router-dom';
import {
  leaveOutSecrets,
  readFragment,
  readPrefillState,
  toFragment,
  type PageSchema,
  type Prefill,
} from '../form';
import { useWhoAmI } from '../live';

/** The initial values of the form, and their source. */
export interface StartValues extends Prefill {
  readonly from?: 'link' | 'copy';
  /** Increases when the user opens another link or copies another request. The form then starts again with the new values. */
  readonly revision: number;
}

/**
 * Reads the initial values of the form, from a link or from the request that the user copies. Secrets in a link are left out, and are removed from the address. The
 * values of another user's copy are not used, and are removed from the history of the browser.
 *
 * @param pages - the pages of the form, which show which fields are passwords
 * @returns undefined while it is not known whose copy it is
 */
export function usePrefill(
  pages: readonly PageSchema[],
): StartValues | undefined {
  const location = useLocation();
  const navigate = useNavigate();
  const { value: me, error } = useWhoAmI();
  const user = me?.backstageUser;
  const copied = readPrefillState(location.state);
  const isOfOther =
    copied !== undefined && user !== undefined && copied.user !== user;
  const isUnknown = copied !== undefined && user === undefined && !error;
  const [known, setKnown] = useState(() => readStart(location, user, pages, 0));
  const source = sourceOf(location, user);
  const isNew = source !== undefined && !known.sources.includes(source);
  const { start, sources } = known;
  const isForOther =
    start.from === 'copy' && user !== undefined && known.user !== user;
  if (isNew || isForOther) {
    setKnown(readStart(location, user, pages, start.revision + 1));
  }
  const hasSecrets =
    start.from === 'link' &&
    start.omitted.length > 0 &&
    location.hash === sources[0];
  const { values } = start;
  useEffect(() => {
    if (isOfOther) {
      navigate(location, { replace: true, state: null });
    } else if (hasSecrets) {
      navigate({ hash: toFragment(values) }, { replace: true });
    }
  }, [isOfOther, location, hasSecrets, navigate, values]);
  return isUnknown && start.from === undefined ? undefined : start;
}

interface KnownStart {
  readonly start: StartValues;
  readonly sources: readonly string[];
  /** The user who was signed in when the values were read. */
  readonly user: string | undefined;
}

function readStart(
  location: Location,
  user: string | undefined,
  pages: readonly PageSchema[],
  revision: number,
): KnownStart {
  const source = sourceOf(location, user);
  const copied = readPrefillState(location.state);
  if (source !== undefined && copied && copied.user === user) {
    const { values, omitted } = copied;
    return {
      start: { values, omitted, from: 'copy', revision },
      sources: [source],
      user,
    };
  }
  const linked = readFragment(location.hash);
  if (source === undefined || !linked) {
    return {
      start: { values: {}, omitted: [], revision },
      sources: [],
      user,
    };
  }
  const prefill = leaveOutSecrets(pages, linked);
  return {
    start: { ...prefill, from: 'link', revision },
    sources: [source, toFragment(prefill.values)],
    user,
  };
}

/** Distinguishes one link or copy from another. */
function sourceOf(
  { state, hash, key }: Location,
  user: string | undefined,
): string | undefined {
  const copied = readPrefillState(state);
  if (copied) {
    return copied.user === user ? `copy ${key}` : undefined;
  }
  return readFragment(hash) ? hash : undefined;
}
