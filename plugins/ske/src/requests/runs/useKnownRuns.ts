import { useApi } from '@backstage/frontend-plugin-api';
import { useState, useSyncExternalStore } from 'react';
import { liveStoreApiRef } from '../../live';
import type { RunsById } from '../rows';
import { KnownRuns } from './KnownRuns';

/** The runs of the requests that a list wants, see {@link KnownRuns}. */
export function useKnownRuns(): { runs: RunsById; known: KnownRuns } {
  const live = useApi(liveStoreApiRef);
  const [known] = useState(() => new KnownRuns(live));
  const runs = useSyncExternalStore(known.subscribe, known.getSnapshot);
  return { runs, known };
}
