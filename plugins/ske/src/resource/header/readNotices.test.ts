import { readResourceState } from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject } from '../../live';
import { readNotices } from './readNotices';

const request = (
  parts: Partial<KubernetesObject['metadata']>,
  status?: KubernetesObject['status'],
): KubernetesObject => ({
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  metadata: {
    name: 'orders',
    namespace: 'team-a',
    uid: '1',
    creationTimestamp: '2026-11-29T10:00:00Z',
    ...parts,
  },
  ...(status && { status }),
});
const failed = {
  observedGeneration: 1,
  conditions: [
    {
      type: 'ConfigureWorkflowCompleted',
      status: 'False',
      reason: 'ConfigureWorkflowFailed',
    },
  ],
};
const at = (time: string) => new Date(`2026-11-29T${time}Z`);
const read = (object: KubernetesObject, time: string) =>
  readNotices(object, readResourceState(object), at(time));

describe('readNotices', () => {
  it('warns a minute after a request that Kratix has not picked up', () => {
    expect(read(request({ generation: 1 }), '10:00:59')).toEqual([]);
    expect(read(request({ generation: 1 }), '10:01:00')).toEqual([
      { type: 'pick-up-late' },
    ]);
  });

  it('F8: says that the latest change is not applied when its pipelines have failed', () => {
    expect(read(request({ generation: 2 }, failed), '10:00:10')).toEqual([
      { type: 'not-caught-up', generation: 2, observed: 1 },
    ]);
  });

  it('does not warn about the latest change while the request is being deleted, because a deletion raises the generation', () => {
    const deleting = request(
      { generation: 2, deletionTimestamp: '2026-11-29T10:00:00Z' },
      failed,
    );
    expect(read(deleting, '10:04:59')).toEqual([]);
  });
});
