import type { PipelineRun } from '../api';
import { describeTrouble } from './containerTrouble';
import { findCurrentRun } from './deepestCause';
import { describeReason } from './parts/sentences';
import type { ObjectState, ObservedObject } from './parts/StateWithReason';

/**
 * Adds to a state the problems that the containers of its pipeline show. Kratix itself reports a pipeline whose image cannot be pulled as running for ever.
 *
 * @param runs - the latest first; undefined if they are not known
 */
export function withTrouble<State extends ObjectState<string>>(
  state: State,
  object: ObservedObject,
  runs: readonly PipelineRun[] | undefined,
): State {
  const isAboutRun = ['in-progress', 'failed', 'deleting'].includes(
    state.state,
  );
  const run = isAboutRun && runs ? findCurrentRun(object, runs) : undefined;
  const trouble = run ? describeTrouble(run) : [];
  if (trouble.length === 0) {
    return state;
  }
  const parts = [...state.parts, ...trouble];
  return {
    ...state,
    parts,
    reason: describeReason(parts),
    ...(state.tone === 'progress' && {
      tone: 'attention',
      next: 'fix-pipeline',
    }),
  };
}
