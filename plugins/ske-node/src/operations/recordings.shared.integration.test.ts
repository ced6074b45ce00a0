import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@backstage/types';
import { readRecording, sharedKratixFolder } from '@kratix-portal/test-cluster';
import type { PipelineRun } from '@kratix-portal/plugin-ske-common';
import { foldEvents } from './events/foldEvents';
import { readJobs, readPods } from './pipelines/pipelineObjects';
import { toPipelineRuns } from './pipelines/toPipelineRuns';
import { withWorkflow } from './pipelines/withWorkflow';

/*
 * Reads recordings of the real Kratix controller with the same code that reads Kratix's objects for the pages.
 */

/**
 * The runs after each change of a recording.
 *
 * @param request - the kind of the request that owns the pipelines
 */
async function* replay(
  scenario: string,
  request?: string,
): AsyncGenerator<PipelineRun[]> {
  const objects = new Map<string, JsonObject>();
  let owner: JsonObject = {};
  for (const { type, object } of await readRecording(scenario)) {
    const { kind, metadata } = object;
    if (kind === request) {
      owner = object as unknown as JsonObject;
    }
    if (kind === 'Job' || kind === 'Pod' || kind === request) {
      const key = `${kind}/${metadata.uid}`;
      if (type === 'DELETED') {
        objects.delete(key);
      } else if (kind !== request) {
        objects.set(key, object as unknown as JsonObject);
      }
      const of = (wanted: string) =>
        [...objects.values()].filter(one => one.kind === wanted);
      yield withWorkflow(
        toPipelineRuns(readJobs(of('Job')), readPods(of('Pod'))),
        { object: owner, workflow: 'resource' },
      );
    }
  }
}

/** The states of the newest run, in order. */
async function statesOf(scenario: string, request?: string) {
  const states: string[] = [];
  let last: PipelineRun[] = [];
  for await (const runs of replay(scenario, request)) {
    last = runs;
    const state = runs[0]?.state ?? 'none';
    if (states[states.length - 1] !== state) {
      states.push(state);
    }
  }
  return { states, last };
}

describe('recordings of the real Kratix controller', () => {
  it('reads a pipeline that succeeds', async () => {
    const { states, last } = await statesOf('request-success');
    expect(states).toEqual(['pending', 'running', 'succeeded']);
    expect(last[0]).toMatchObject({
      pipeline: 'instance-configure',
      workflow: 'resource',
      action: 'configure',
      podsGone: false,
    });
    expect(
      last[0].pods[0].containers.map(({ name, role }) => `${role} ${name}`),
    ).toEqual([
      'kratix reader',
      'user redis-configure-pipeline',
      'kratix work-writer',
      'kratix status-writer',
    ]);
  });

  it('reads a failed pipeline, whose Pod is gone when Kratix reports the failure', async () => {
    const { states, last } = await statesOf('request-failed-crashloop');
    expect(states).toEqual(['pending', 'running', 'failed']);
    expect(last[0]).toMatchObject({
      reason: 'BackoffLimitExceeded',
      failedPods: 1,
      pods: [],
      podsGone: true,
    });
  });

  it('offers the log and the exit code between the attempts of a failing pipeline', async () => {
    const seen = new Set<string>();
    for await (const runs of replay('request-failed-crashloop')) {
      runs
        .flatMap(({ pods }) => pods)
        .flatMap(({ containers }) => containers)
        .filter(({ reason }) => reason === 'CrashLoopBackOff')
        .forEach(({ role, state, hasLogs, restarts }) =>
          seen.add(`${role} ${state} ${hasLogs} ${restarts}`),
        );
    }
    expect([...seen].slice(0, 3)).toEqual([
      'user waiting true 1',
      'user waiting true 2',
      'user waiting true 3',
    ]);
  });

  it('reads a run as superseded if a rerun has stopped it', async () => {
    const states = new Set<string>();
    let last: PipelineRun[] = [];
    for await (const runs of replay('request-manual-reconciliation', 'redis')) {
      runs.forEach(({ state }) => states.add(state));
      last = runs;
    }
    expect(states).not.toContain('suspended');
    expect(last.map(({ state }) => state)).toEqual([
      'succeeded',
      'superseded',
      'succeeded',
      'succeeded',
      'succeeded',
    ]);
  });

  it('reads a run as suspended if its pipeline has suspended the workflow, although its Job is complete', async () => {
    const { states, last } = await statesOf(
      'request-suspended',
      'WorkflowSuspend',
    );
    expect(states).toEqual([
      'none',
      'pending',
      'running',
      'suspended',
      'pending',
      'running',
      'suspended',
      'pending',
      'running',
      'succeeded',
    ]);
    expect(last[0].pipelineMessage).toBeUndefined();
  });

  it('reads a suspended delete pipeline as suspended', async () => {
    const { states } = await statesOf(
      'request-delete-suspended',
      'WorkflowSuspend',
    );
    expect(states).toContain('suspended');
  });

  it('returns with the latest run how often its pipeline was tried, and when it is tried next', async () => {
    const seen = new Set<string>();
    for await (const runs of replay('request-retry-after', 'WorkflowRetry')) {
      runs.forEach(({ state, attempts, nextRetryAt, pipelineMessage }, index) =>
        seen.add(
          [index, state, attempts, nextRetryAt, pipelineMessage].join(' '),
        ),
      );
    }
    expect(seen).toContain(
      '0 suspended 1 2026-11-24T00:01:58Z retrying resource pipeline',
    );
    expect(seen).toContain(
      '0 suspended 2 2026-11-24T00:02:09Z retrying resource pipeline',
    );
    expect([...seen].filter(each => /^[1-9] suspended/.test(each))).toEqual([]);
  });

  it('names an image that cannot be pulled', async () => {
    const reasons = new Set<string | undefined>();
    for await (const runs of replay('request-image-pull-backoff-then-delete')) {
      runs
        .flatMap(({ pods }) => pods)
        .flatMap(({ containers }) => containers)
        .forEach(({ reason }) => reasons.add(reason));
    }
    expect(reasons).toContain('ImagePullBackOff');
  });

  it('reads pipelines in a pipeline namespace', async () => {
    const { last } = await statesOf('request-pipeline-namespace');
    expect(last[0].namespace).toBe('kube-public');
  });

  it('reads equal Events from both APIs', () => {
    const file = join(
      sharedKratixFolder('recordings'),
      'events-in-both-apis.json',
    );
    const both: Record<string, JsonObject>[] = JSON.parse(
      readFileSync(file, 'utf8'),
    );
    const through = (api: string) => foldEvents(both.map(one => one[api]));
    expect(through('core/v1')).toEqual(through('events.k8s.io/v1'));
    expect(through('core/v1').length).toBeGreaterThan(5);
    for (const event of through('core/v1')) {
      expect(event).toMatchObject({
        reason: expect.stringMatching(/./),
        message: expect.stringMatching(/./),
        reportedBy: expect.stringMatching(/./),
        lastSeen: expect.stringMatching(/^2026-/),
      });
    }
  });
});
