import type { FakePlatform } from '../../live/__testUtils__';
import type { At } from './At';
import {
  condition,
  KRATIX,
  PIPELINES,
  PROMISE_LABELS,
  ref,
  WORK_LABELS,
} from './database';

export const CONTENT =
  'H4sIAAAAAAAA/yyMQQoCMRAE73nFvGBlr/MAH+DBe5u0OJhshkxcBPHvsuCxoKrgduUI65tKwcQNwVjC+8SjNy65t9O+pqdtReXCYnGG1b5zpMaJI9EksqFRhW80r/xzODJVCu941ZnCmQ91HBOVz6BXywiV9Zt+AQAA//8H3JxLhwAAAA==';

export function putWorks(platform: FakePlatform, at: At): void {
  const ready = {
    conditions: [condition(at, 'Ready', 'True', 'Ready', 'Ready')],
  };
  const workloads = [
    { filepath: 'database/statefulset.yaml', content: CONTENT },
    { filepath: 'database/credentials.yaml', content: CONTENT },
  ];
  platform.put({
    apiVersion: KRATIX,
    kind: 'Work',
    metadata: {
      name: 'database-orders-configure-database-0a341',
      namespace: ref.namespace,
      labels: { ...WORK_LABELS, 'kratix.io/pipeline-name': PIPELINES[1] },
      creationTimestamp: at(110),
    },
    spec: {
      workloadGroups: [
        {
          id: 'g1',
          directory: '.',
          destinationSelectors: [{ matchLabels: { environment: 'prod' } }],
          workloads,
        },
      ],
    },
    status: ready,
  });
  for (const destination of ['worker-eu-1', 'worker-eu-2']) {
    platform.put({
      apiVersion: KRATIX,
      kind: 'WorkPlacement',
      metadata: {
        name: `database-orders-configure-database-0a341.${destination}`,
        namespace: ref.namespace,
        labels: {
          'kratix.io/work': 'database-orders-configure-database-0a341',
          'kratix.io/workload-group-id': 'g1',
        },
      },
      spec: { targetDestinationName: destination, id: 'g1' },
      status: { ...ready, versionID: '9f2c41d07be1a5c3' },
    });
    platform.put({
      apiVersion: KRATIX,
      kind: 'Destination',
      metadata: { name: destination },
      spec: {
        path: `clusters/${destination}`,
        stateStoreRef: { kind: 'GitStateStore', name: 'gitops' },
      },
      status: ready,
    });
  }
}

export function putVersions(platform: FakePlatform): void {
  platform.put({
    apiVersion: KRATIX,
    kind: 'ResourceBinding',
    metadata: {
      name: 'orders-database-1a2b3',
      namespace: ref.namespace,
      labels: WORK_LABELS,
    },
    spec: {
      version: 'v1.4.0',
      promiseRef: { name: 'database' },
      resourceRef: { name: 'orders', namespace: 'team-orders' },
    },
    status: { lastAppliedVersion: 'v1.4.0' },
  });
  for (const [version, isLatest] of [
    ['v1.4.0', false],
    ['v1.5.0', true],
  ] as const) {
    platform.put({
      apiVersion: KRATIX,
      kind: 'PromiseRevision',
      metadata: { name: `database-${version}`, labels: PROMISE_LABELS },
      spec: { version, promiseRef: { name: 'database' } },
      status: { latest: isLatest },
    });
  }
}
