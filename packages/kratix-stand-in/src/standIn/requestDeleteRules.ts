import {
  haveConditions,
  timestamp,
  withConditions,
  workflowConditions,
} from './conditions';
import { labelNames, requestFinalizers } from './kratixNames';
import { RequestRule, RequestState, RequestStep } from './requestState';
import { currentJobs, workflowProgress } from './workflowRun';

function has({ request }: RequestState, finalizer: string) {
  return request.metadata.finalizers?.includes(finalizer);
}

function withoutFinalizer(
  { request }: RequestState,
  finalizer: string,
): RequestStep {
  return {
    act: 'patch-request',
    patch: {
      metadata: {
        finalizers: request.metadata.finalizers?.filter(
          name => name !== finalizer,
        ),
      },
    },
  };
}

/** Only the first delete pipeline runs, and its phase stays Running to the end: that is how Kratix does it. */
const runDeletePipeline: RequestRule = state => {
  const { revision, request, now } = state;
  if (!has(state, requestFinalizers.deleteWorkflows)) {
    return undefined;
  }
  const [pipeline] = revision?.pipelines.delete ?? [];
  if (!pipeline) {
    return withoutFinalizer(state, requestFinalizers.deleteWorkflows);
  }
  const name = pipeline.metadata.name;
  const listed = request.status?.kratix?.workflows?.pipelines ?? [];
  if (listed.length !== 1 || listed[0].name !== name) {
    return {
      act: 'patch-status',
      status: {
        kratix: {
          workflows: {
            pipelines: [
              { name, phase: 'Running', lastTransitionTime: timestamp(now) },
            ],
          },
        },
      },
    };
  }
  return retryDelete(state) ?? followDeleteJob(state, name);
};

function retryDelete({ request, jobs }: RequestState): RequestStep | undefined {
  const label = labelNames.manualReconciliation;
  if (request.metadata.labels?.[label] !== 'true') {
    return undefined;
  }
  const current = currentJobs(jobs, 'delete');
  return current.length
    ? { act: 'supersede-jobs', jobs: current }
    : {
        act: 'patch-request',
        patch: { metadata: { labels: { [label]: null } } },
      };
}

function followDeleteJob(state: RequestState, name: string): RequestStep {
  const { revision, request, jobs, now, hash } = state;
  const progress = workflowProgress({
    pipelines: revision?.pipelines.delete.slice(0, 1) ?? [],
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
    case 'running': {
      if (state.isAnnounced(progress.job)) {
        return { act: 'wait' };
      }
      const milliseconds = state.reportableInMilliseconds(progress.job);
      if (milliseconds > 0) {
        return { act: 'wait', milliseconds };
      }
      const note = `Delete Pipeline started: ${name}`;
      return {
        act: 'announce-job',
        job: progress.job,
        events: [{ reason: 'PipelineStarted', note }],
      };
    }
    case 'failed': {
      const wanted = [workflowConditions.deleteFailed];
      const { conditions } = request.status ?? {};
      if (haveConditions(conditions, wanted)) {
        return { act: 'wait' };
      }
      return {
        act: 'patch-status',
        status: { conditions: withConditions(conditions, wanted, now) },
        events: [
          {
            reason: 'Failed Pipeline',
            note: 'The Delete Pipeline has failed',
            type: 'Warning',
          },
        ],
      };
    }
    default:
      return withoutFinalizer(state, requestFinalizers.deleteWorkflows);
  }
}

const removeWorks: RequestRule = state => {
  if (!has(state, requestFinalizers.work)) {
    return undefined;
  }
  if (!state.works.length) {
    return withoutFinalizer(state, requestFinalizers.work);
  }
  return state.works.every(work => work.metadata.deletionTimestamp)
    ? { act: 'wait' }
    : { act: 'delete-works' };
};

const removeJobs: RequestRule = state => {
  if (!has(state, requestFinalizers.workflows)) {
    return undefined;
  }
  if (!state.jobs.length) {
    return withoutFinalizer(state, requestFinalizers.workflows);
  }
  return state.jobs.every(job => job.metadata.deletionTimestamp)
    ? { act: 'wait' }
    : { act: 'delete-jobs' };
};

const removeBinding: RequestRule = state => {
  if (!has(state, requestFinalizers.binding)) {
    return undefined;
  }
  return state.binding
    ? { act: 'delete-binding' }
    : withoutFinalizer(state, requestFinalizers.binding);
};

/** What is taken away before a deleted request may go, in order. */
export const deleteRules: RequestRule[] = [
  runDeletePipeline,
  removeWorks,
  removeJobs,
  removeBinding,
];
