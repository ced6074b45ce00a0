import type { PipelineRun } from '@kratix-portal/plugin-ske-common';
import { useState } from 'react';
import { seePods, type SeenPods } from '../view/seenPods';

/** Remembers the Pods of a run while its log is open. */
export function useSeenPods(run: PipelineRun): SeenPods {
  const [before, setBefore] = useState(() => seePods(run));
  const seen = seePods(run, before);
  if (seen !== before) {
    // React renders again at once, before anything is drawn.
    setBefore(seen);
  }
  return seen;
}
