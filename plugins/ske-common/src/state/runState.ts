import type { PipelineRun, PipelineState } from '../api';
import { describeTrouble } from './containerTrouble';
import { sentence, type ReasonPart } from './parts/sentences';
import { makeState, type ObjectState } from './parts/StateWithReason';
import { quoted } from './parts/values';

/**
 * Reads the state of a pipeline run, and why the run waits or has failed.
 *
 * @public
 */
export function readRunState(run: PipelineRun): ObjectState<PipelineState> {
  switch (run.state) {
    case 'succeeded':
      return makeState('succeeded', 'positive', [sentence('run-succeeded')], {
        since: run.finishedAt,
      });
    case 'failed':
      return makeState(
        'failed',
        'negative',
        [sentence('run-failed'), messageOf(run), ...describeTrouble(run)],
        { since: run.finishedAt, next: 'fix-pipeline' },
      );
    case 'suspended':
      return suspendedRun(run);
    case 'superseded':
      return makeState('superseded', 'neutral', [sentence('run-superseded')]);
    default:
      return activeRun(run);
  }
}

function suspendedRun(run: PipelineRun): ObjectState<PipelineState> {
  const { nextRetryAt, attempts, pipelineMessage } = run;
  return makeState(
    'suspended',
    'attention',
    [
      nextRetryAt
        ? sentence('run-retried-later', { nextRetryAt })
        : sentence('run-suspended'),
      attempts === undefined
        ? undefined
        : sentence('pipeline-attempts', { attempts }),
      pipelineMessage
        ? sentence('pipeline-reports', { message: quoted(pipelineMessage) })
        : undefined,
    ],
    { since: run.finishedAt, next: nextRetryAt ? 'wait' : 'resume' },
  );
}

function activeRun(run: PipelineRun): ObjectState<PipelineState> {
  const state = run.state;
  const trouble = describeTrouble(run);
  const since = run.startedAt ?? run.createdAt;
  if (trouble.length > 0) {
    return makeState(state, 'attention', [...trouble, messageOf(run)], {
      since,
      next: 'fix-pipeline',
    });
  }
  return makeState(
    state,
    'progress',
    [sentence(state === 'running' ? 'run-running' : 'run-pending')],
    { since, next: 'wait' },
  );
}

function messageOf({ message }: PipelineRun): ReasonPart | undefined {
  return message === undefined
    ? undefined
    : sentence('kratix-says', { message: quoted(message) });
}
