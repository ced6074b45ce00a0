import { randomBytes } from 'node:crypto';
import { stringify } from 'yaml';
import { resourceTypes } from '../kubernetes/resourceTypes';
import { demoNames } from './kratixNames';
import { Job, PromiseSpec } from './kratixObjects';
import { pipelineAccounts } from './pipelineAccounts';
import { pipelineJob, PipelineRun } from './pipelineJob';
import { StandInContext } from './StandInContext';

/** Creates a pipeline's accounts, where they are missing, and its Job. */
export async function startPipelineJob(
  { api, log }: StandInContext,
  run: PipelineRun,
  promiseSpec: PromiseSpec | undefined,
) {
  const selectors = (promiseSpec?.destinationSelectors ?? []).map(
    ({ matchLabels }) => ({ matchlabels: matchLabels, source: 'promise' }),
  );
  const accounts = pipelineAccounts(
    run,
    selectors.length ? stringify(selectors) : '',
  );
  for (const { type, object } of accounts) {
    await api.ensure(type, object);
  }
  const job = pipelineJob(run, randomBytes(3).toString('hex').slice(0, 5));
  await api.create(resourceTypes.job, job);
  log(`started Job ${job.metadata.namespace}/${job.metadata.name}`);
}

/** Marks Jobs as no longer speaking for their pipelines, and suspends those that run, as Kratix does. */
export async function supersedeJobs({ api }: StandInContext, jobs: Job[]) {
  for (const job of jobs) {
    const isOver = job.status?.conditions?.some(
      ({ type, status }) =>
        status === 'True' && (type === 'Complete' || type === 'Failed'),
    );
    await api.patch(resourceTypes.job, job.metadata, {
      metadata: { labels: { [demoNames.superseded]: 'true' } },
      ...(isOver ? {} : { spec: { suspend: true } }),
    });
  }
}
