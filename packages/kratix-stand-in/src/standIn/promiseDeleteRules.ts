import {
  haveConditions,
  withConditions,
  workflowConditions,
} from './conditions';
import { promiseFinalizers } from './kratixNames';
import { PromiseRule, PromiseState, PromiseStep } from './promiseState';
import { workflowProgress } from './workflowRun';

function withoutFinalizer(
  { promise }: PromiseState,
  name: string,
): PromiseStep {
  const { finalizers } = promise.metadata;
  return {
    act: 'patch-promise',
    patch: {
      metadata: { finalizers: finalizers?.filter(other => other !== name) },
    },
  };
}

/** A rule that takes something away, and the finalizer that stood for it once it is gone. */
function cleanup(
  finalizer: string,
  isGone: (state: PromiseState) => boolean,
  step: (state: PromiseState) => PromiseStep,
): PromiseRule {
  return state => {
    if (!state.promise.metadata.finalizers?.includes(finalizer)) {
      return undefined;
    }
    return isGone(state) ? withoutFinalizer(state, finalizer) : step(state);
  };
}

const deleteWorkflow: PromiseRule = state => {
  const { promise, pipelines, jobs, hash, now } = state;
  const finalizer = promiseFinalizers.deleteWorkflows;
  if (!promise.metadata.finalizers?.includes(finalizer)) {
    return undefined;
  }
  const progress = workflowProgress({
    pipelines: pipelines.delete.slice(0, 1),
    jobs,
    action: 'delete',
    hash,
    phases: [],
  });
  switch (progress.state) {
    case 'outdated':
      return { act: 'supersede-jobs', jobs: progress.jobs };
    case 'needs-job':
      return { act: 'run-pipeline', action: 'delete', index: 0 };
    case 'running':
      return state.isAnnounced(progress.job)
        ? { act: 'wait' }
        : {
            act: 'announce-job',
            job: progress.job,
            events: [
              {
                reason: 'PipelineStarted',
                note: `Delete Pipeline started: ${pipelines.delete[0].metadata.name}`,
              },
            ],
          };
    case 'failed': {
      const wanted = [workflowConditions.deleteFailed];
      const { conditions } = promise.status ?? {};
      return haveConditions(conditions, wanted)
        ? { act: 'wait' }
        : {
            act: 'patch-status',
            status: { conditions: withConditions(conditions, wanted, now) },
          };
    }
    default:
      return withoutFinalizer(state, finalizer);
  }
};

/** What is taken away before a deleted Promise may go, in order. */
export const promiseDeleteRules: PromiseRule[] = [
  deleteWorkflow,
  cleanup(
    promiseFinalizers.workflows,
    ({ jobs }) => jobs.length === 0,
    () => ({ act: 'delete-jobs' }),
  ),
  cleanup(
    promiseFinalizers.requests,
    ({ requestsLeft }) => requestsLeft === 0,
    () => ({ act: 'delete-requests' }),
  ),
  cleanup(
    promiseFinalizers.revision,
    ({ revisions }) => revisions.length === 0,
    () => ({ act: 'delete-revisions' }),
  ),
  cleanup(
    promiseFinalizers.dynamicController,
    ({ api }) => !api?.hasRole,
    () => ({ act: 'delete-accounts' }),
  ),
  cleanup(
    promiseFinalizers.dependencies,
    ({ works }) => works.length === 0,
    () => ({ act: 'delete-works' }),
  ),
  cleanup(
    promiseFinalizers.crd,
    ({ api }) => !api?.installed,
    () => ({ act: 'delete-crd' }),
  ),
];
