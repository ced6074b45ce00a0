import type { JsonObject } from '@backstage/types';
import type { KubernetesObject } from '../live';
import { listWorks, placementQueries } from './listWorks';

const object = (
  kind: string,
  name: string,
  labels: Record<string, string>,
  parts: { spec?: JsonObject; status?: JsonObject } = {},
  namespace = 'team-a',
): KubernetesObject => ({
  apiVersion: 'platform.kratix.io/v1alpha1',
  kind,
  metadata: { name, namespace, uid: name, labels },
  ...parts,
});
const ready = {
  conditions: [{ type: 'Ready', status: 'True', reason: 'Ready' }],
};

describe('placementQueries', () => {
  it('selects the placements of all Works of a namespace at once', () => {
    const works = ['b', 'a'].map(name => object('Work', name, {}));
    expect(placementQueries(works)).toEqual([
      {
        apiVersion: 'platform.kratix.io/v1alpha1',
        kind: 'WorkPlacement',
        namespace: 'team-a',
        labelSelector: 'kratix.io/work in (a,b)',
      },
    ]);
  });

  it('asks for 20 Works at a time', () => {
    const works = Array.from({ length: 45 }, (_, index) =>
      object('Work', `w${index}`, {}),
    );
    expect(placementQueries(works)).toHaveLength(3);
  });
});

describe('listWorks', () => {
  it('puts each placement below its Work and workload group', () => {
    const work = object(
      'Work',
      'w1',
      { 'kratix.io/pipeline-name': 'configure' },
      {
        spec: {
          workloadGroups: [
            {
              id: 'g1',
              directory: '.',
              destinationSelectors: [{ matchLabels: { environment: 'dev' } }],
              workloads: [{ filepath: 'redis.yaml', content: 'H4s' }],
            },
          ],
        },
        status: ready,
      },
    );
    const placement = object(
      'WorkPlacement',
      'w1.worker-1',
      { 'kratix.io/work': 'w1', 'kratix.io/workload-group-id': 'g1' },
      {
        spec: { targetDestinationName: 'worker-1' },
        status: { ...ready, versionID: 'abc' },
      },
    );
    const other = object('WorkPlacement', 'w2.worker-1', {
      'kratix.io/work': 'w2',
    });

    const [placed, ...more] = listWorks([work], [placement, other]);

    expect(more).toEqual([]);
    expect(placed.state.state).toBe('ready');
    expect(placed.pipeline).toBe('configure');
    expect(placed.groups).toEqual([
      expect.objectContaining({
        selectors: ['environment=dev'],
        files: [{ path: 'redis.yaml', content: 'H4s' }],
        placements: [
          expect.objectContaining({ destination: 'worker-1', version: 'abc' }),
        ],
      }),
    ]);
  });

  it('reads a Work of an unknown shape', () => {
    expect(listWorks([object('Work', 'w', {})], [])[0].groups).toEqual([]);
  });
});
