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

/** The initial values of the form, and their source. */
export interface StartValues extends Prefill {
  readonly from?: 'link' | 'copy';
  /** Increases when the user opens another link or copies another request. The form then starts again with the new values. */
  readonly revision: number;
}

/**
 * Reads the initial values of the form, from a link or from the request that the user copies. Secrets in a link are left out, and are removed from the address.
 *
 * @param pages - the pages of the form, which show which fields are passwords
 */
export function usePrefill(pages: readonly PageSchema[]): StartValues {
  const location = useLocation();
  const navigate = useNavigate();
  const [known, setKnown] = useState(() => readStart(location, pages, 0));
  const source = sourceOf(location);
  if (source !== undefined && !known.sources.includes(source)) {
    setKnown(readStart(location, pages, known.start.revision + 1));
  }
  const { start, sources } = known;
  const hasSecrets =
    start.from === 'link' &&
    start.omitted.length > 0 &&
    location.hash === sources[0];
  const { values } = start;
  useEffect(() => {
    if (hasSecrets) {
      navigate({ hash: toFragment(values) }, { replace: true });
    }
  }, [hasSecrets, navigate, values]);
  return start;
}

function readStart(
  location: Location,
  pages: readonly PageSchema[],
  revision: number,
): { start: StartValues; sources: readonly string[] } {
  const source = sourceOf(location);
  const copied = readPrefillState(location.state);
  if (source !== undefined && copied) {
    return { start: { ...copied, from: 'copy', revision }, sources: [source] };
  }
  const linked = readFragment(location.hash);
  if (source === undefined || !linked) {
    return { start: { values: {}, omitted: [], revision }, sources: [] };
  }
  const prefill = leaveOutSecrets(pages, linked);
  return {
    start: { ...prefill, from: 'link', revision },
    sources: [source, toFragment(prefill.values)],
  };
}

/** Distinguishes one link or copy from another. */
function sourceOf({ state, hash, key }: Location): string | undefined {
  if (readPrefillState(state)) {
    return `copy ${key}`;
  }
  return readFragment(hash) ? hash : undefined;
}
