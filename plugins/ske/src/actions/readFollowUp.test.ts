import type { KubernetesObject } from '../live';
import type { Action } from './Action';
import { readFollowUp, type FollowUp } from './readFollowUp';

const AT = Date.parse('2026-11-29T10:00:00Z');
const REQUESTED = { 'kratix.io/manual-reconciliation': 'true' };
const PAUSED = { 'kratix.io/paused': 'true' };

const object = (
  resourceVersion: string,
  labels: Record<string, string> = {},
  status?: KubernetesObject['status'],
): KubernetesObject => ({
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  metadata: { name: 'orders', uid: '1', resourceVersion, labels },
  ...(status && { status }),
});
const running = {
  kratix: {
    workflows: { pipelines: [{ name: 'configure', phase: 'Running' }] },
  },
};
const binding = (version: string, lastAppliedVersion: string) => ({
  apiVersion: 'platform.kratix.io/v1alpha1',
  kind: 'ResourceBinding',
  metadata: { name: 'orders', uid: '2' },
  spec: { version },
  status: { lastAppliedVersion },
});

const failedBinding = {
  ...binding('v2', 'v1'),
  status: {
    lastAppliedVersion: 'v1',
    failedVersion: 'v2',
    conditions: [
      { type: 'UpgradeSucceeded', status: 'False', reason: 'UpgradeFailed' },
    ],
  },
};

function read(
  action: Action,
  seen: KubernetesObject,
  options: { binding?: KubernetesObject; seconds?: number } = {},
): FollowUp | undefined {
  const accepted = {
    action,
    at: AT,
    before: object('5'),
    resourceVersion: '7',
  };
  const now = AT + (options.seconds ?? 3) * 1_000;
  return readFollowUp(accepted, seen, options.binding, now);
}

const rerun: Action = { name: 'reconcile' };
const upgrade: Action = { name: 'upgrade', version: 'v2' };

describe('readFollowUp', () => {
  it.each<[string, ReturnType<typeof read>, FollowUp]>([
    [
      'waits while the page has not received the write',
      read(rerun, object('5')),
      { stage: 'waiting' },
    ],
    [
      'waits while the page has an older resourceVersion than the write',
      read(rerun, object('6')),
      { stage: 'waiting' },
    ],
    [
      'waits while the object still has the label of a re-run',
      read(rerun, object('7', REQUESTED)),
      { stage: 'waiting' },
    ],
    [
      'is late if Kratix has not picked the action up after a minute',
      read(rerun, object('7', REQUESTED), { seconds: 60 }),
      { stage: 'late' },
    ],
    [
      'names the pipeline that runs',
      read(rerun, object('8', {}, running)),
      { stage: 'started', pipeline: 'configure' },
    ],
    [
      'is held if the object is paused',
      read({ name: 'pause' }, object('7', PAUSED)),
      { stage: 'held' },
    ],
    [
      'waits while the page has not received the paused object',
      read({ name: 'pause' }, object('5')),
      { stage: 'waiting' },
    ],
    [
      'waits while the ResourceBinding asks for another version',
      read(upgrade, object('8'), { binding: binding('v1', 'v1') }),
      { stage: 'waiting' },
    ],
    [
      'says that an upgrade has started',
      read(upgrade, object('8', {}, running), { binding: binding('v2', 'v1') }),
      { stage: 'started', pipeline: 'configure' },
    ],
    [
      'waits until Kratix takes up a failed upgrade again',
      read(upgrade, object('5'), { binding: failedBinding }),
      { stage: 'waiting' },
    ],
    [
      'waits while the label that runs a failed upgrade again is set',
      read(upgrade, object('8', REQUESTED), { binding: failedBinding }),
      { stage: 'waiting' },
    ],
    [
      'says that an upgrade is applied',
      read(upgrade, object('8'), { binding: binding('v2', 'v2') }),
      { stage: 'applied' },
    ],
  ])('%s', (_, actual, expected) => {
    expect(actual).toEqual(expected);
  });

  it('returns nothing for a deletion, because the page has a separate card for deletions', () => {
    expect(read({ name: 'delete' }, object('8'))).toBeUndefined();
  });
});
