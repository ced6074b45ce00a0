import type { JsonObject } from '@backstage/types';
import type {
  PipelineContainer,
  PipelineRun,
  ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import type { FakePlatform } from '../../live/__testUtils__';
import type { ResourceTab } from '../../routes';

/** A state of the page that was designed, with the platform that has it. */
export interface DesignedState {
  readonly id: string;
  readonly title: string;
  /** The word in the header, or a text of the page where there is no header. */
  readonly expected: string;
  readonly tab?: ResourceTab;
  /** Prepares the platform. */
  setUp(platform: FakePlatform, at: At): void;
  /** What happens after the page is shown. */
  then?(platform: FakePlatform): void;
}

/** A time as RFC 3339, a number of seconds ago. */
export type At = (secondsAgo: number) => string;

export const ref: ResourceRef = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  namespace: 'team-orders',
  name: 'orders',
};

const KRATIX = 'platform.kratix.io/v1alpha1';
const PROMISE_LABELS = { 'kratix.io/promise-name': 'database' };
const WORK_LABELS = {
  ...PROMISE_LABELS,
  'kratix.io/resource-name': 'orders',
  'kratix.io/work-type': 'resource',
};
const PIPELINES = ['check-quota', 'configure-database', 'register-dns'];

type Phase = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Suspended';

interface RequestParts {
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  createdAgo?: number;
  deletedAgo?: number;
  generation?: number;
  finalizers?: string[];
  status?: JsonObject;
}

function putRequest(platform: FakePlatform, at: At, parts: RequestParts): void {
  const { labels = PROMISE_LABELS, createdAgo = 7_200, deletedAgo } = parts;
  platform.put({
    apiVersion: ref.apiVersion,
    kind: ref.kind,
    metadata: {
      name: ref.name,
      namespace: ref.namespace,
      labels,
      annotations: {
        'kratix-portal.io/requested-by': 'user:default/ada (oidc:ada)',
        ...parts.annotations,
      },
      creationTimestamp: at(createdAgo),
      generation: parts.generation ?? 1,
      ...(deletedAgo !== undefined && { deletionTimestamp: at(deletedAgo) }),
      ...(parts.finalizers && { finalizers: parts.finalizers }),
    },
    spec: {
      engine: 'postgres',
      version: '16',
      storage: { sizeGiB: 20, backups: true },
      allowedNetworks: ['10.0.0.0/16', '10.1.0.0/16'],
    },
    ...(parts.status && { status: parts.status }),
  });
}

function putPromise(
  platform: FakePlatform,
  at: At,
  labels: Record<string, string> = {},
  spec: JsonObject = {},
): void {
  platform.put({
    apiVersion: KRATIX,
    kind: 'Promise',
    metadata: { name: 'database', labels },
    spec: { api: crd('demo.example.com', 'Database', 'databases'), ...spec },
    status: {
      conditions: [
        condition(at, 'Available', 'True', 'PromiseAvailable', 'Ready'),
      ],
      status: 'Available',
    },
  });
}

function crd(group: string, kind: string, plural: string): JsonObject {
  const spec = {
    type: 'object',
    properties: {
      engine: { type: 'string', title: 'Database engine' },
      version: { type: 'string' },
      storage: {
        type: 'object',
        properties: {
          sizeGiB: { type: 'integer', title: 'Size of the disk (GiB)' },
          backups: { type: 'boolean', title: 'Daily backups' },
        },
      },
      allowedNetworks: { type: 'array', items: { type: 'string' } },
    },
  };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names: { kind, plural, singular: kind.toLowerCase() },
      scope: 'Namespaced',
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: { type: 'object', properties: { spec } },
          },
        },
      ],
    },
  };
}

function condition(
  at: At,
  type: string,
  status: string,
  reason: string,
  message: string,
  ago = 120,
): JsonObject {
  return { type, status, reason, message, lastTransitionTime: at(ago) };
}

function pipelines(
  at: At,
  phases: readonly Phase[],
  more: JsonObject = {},
): JsonObject {
  const current = phases.findIndex(phase => phase !== 'Succeeded');
  return {
    workflows: phases.length,
    workflowsSucceeded: phases.filter(phase => phase === 'Succeeded').length,
    workflowsFailed: phases.filter(phase => phase === 'Failed').length,
    kratix: {
      workflows: {
        pipelines: phases.map((phase, index) => ({
          name: PIPELINES[index],
          phase,
          lastTransitionTime: at(180 - index * 40),
          ...(index === current && more),
        })),
      },
    },
  };
}

const OUTPUTS: JsonObject = {
  message: 'The database orders runs with 2 replicas.',
  connectionDetails: {
    host: 'orders.team-orders.db.example.com',
    port: 5432,
    database: 'orders',
    user: 'orders_app',
    password: 'x8!kq-not-a-real-one',
    secretName: 'orders-credentials',
  },
  links: [
    { title: 'Dashboard', url: 'https://grafana.example.com/d/orders' },
    { title: 'Backups', url: 'https://backups.example.com/orders' },
  ],
  replicas: 2,
};

function readyStatus(at: At): JsonObject {
  return {
    ...OUTPUTS,
    ...pipelines(at, ['Succeeded', 'Succeeded', 'Succeeded']),
    observedGeneration: 1,
    promiseVersion: 'v1.4.0',
    resourceBindingVersion: 'v1.4.0',
    lastSuccessfulConfigureWorkflowTime: at(90),
    conditions: [
      condition(
        at,
        'ConfigureWorkflowCompleted',
        'True',
        'PipelinesExecutedSuccessfully',
        'Pipelines completed',
        95,
      ),
      condition(
        at,
        'WorksSucceeded',
        'True',
        'WorksSucceeded',
        'All works associated with this resource are ready',
        90,
      ),
      condition(at, 'Reconciled', 'True', 'Reconciled', 'Reconciled', 90),
    ],
  };
}

const CONTENT =
  'H4sIAAAAAAAA/yyMQQoCMRAE73nFvGBlr/MAH+DBe5u0OJhshkxcBPHvsuCxoKrgduUI65tKwcQNwVjC+8SjNy65t9O+pqdtReXCYnGG1b5zpMaJI9EksqFRhW80r/xzODJVCu941ZnCmQ91HBOVz6BXywiV9Zt+AQAA//8H3JxLhwAAAA==';

function putWorks(platform: FakePlatform, at: At): void {
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

function putVersions(platform: FakePlatform): void {
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

function container(
  name: string,
  state: PipelineContainer['state'],
  at: At,
  more: Partial<PipelineContainer> = {},
): PipelineContainer {
  return {
    name,
    role: ['reader', 'work-writer', 'status-writer'].includes(name)
      ? 'kratix'
      : 'user',
    state,
    restarts: 0,
    hasLogs: state !== 'waiting',
    ...(state !== 'waiting' && { startedAt: at(130) }),
    ...((state === 'succeeded' || state === 'failed') && {
      finishedAt: at(121),
    }),
    ...more,
  };
}

function run(
  pipeline: string,
  state: PipelineRun['state'],
  at: At,
  containers: PipelineContainer[],
): PipelineRun {
  const isOver = state === 'succeeded' || state === 'failed';
  return {
    job: `kratix-database-orders-${pipeline}-x7k2p`,
    uid: `job-${pipeline}`,
    namespace: 'team-orders',
    pipeline,
    workflow: 'resource',
    action: 'configure',
    state,
    createdAt: at(140),
    startedAt: at(139),
    ...(isOver && { finishedAt: at(120) }),
    failedPods: 0,
    podsGone: false,
    pods: [
      {
        name: `kratix-database-orders-${pipeline}-x7k2p-abcde`,
        namespace: 'team-orders',
        uid: `pod-${pipeline}`,
        phase: isOver ? 'Succeeded' : 'Running',
        createdAt: at(139),
        deleting: false,
        containers,
      },
    ],
  };
}

function succeededRun(pipeline: string, at: At): PipelineRun {
  return run(pipeline, 'succeeded', at, [
    container('reader', 'succeeded', at),
    container('create', 'succeeded', at),
    container('status-writer', 'succeeded', at),
  ]);
}

function putReady(platform: FakePlatform, at: At): void {
  putPromise(platform, at);
  putRequest(platform, at, { status: readyStatus(at) });
  putWorks(platform, at);
  putVersions(platform);
  platform.setPipelines(ref, {
    promise: 'database',
    namespace: 'team-orders',
    runs: [...PIPELINES].reverse().map(name => succeededRun(name, at)),
  });
  platform.setEvents(ref, [
    event(at, 'Normal', 'ReconcileSucceeded', 'Reconciled', 90),
    event(
      at,
      'Warning',
      'FailedPromiseRevisionLookup',
      'Waiting for the revision v1.4.0',
      100,
    ),
    event(at, 'Normal', 'ReconcileStarted', 'Reconciling', 101, 14),
    event(
      at,
      'Normal',
      'PipelineStarted',
      'Configure Pipeline started: configure-database',
      140,
    ),
  ]);
}

function event(
  at: At,
  type: string,
  reason: string,
  message: string,
  ago: number,
  count = 1,
) {
  return {
    type,
    reason,
    message,
    count,
    firstSeen: at(ago + 20),
    lastSeen: at(ago),
    reportedBy: 'ResourceRequestController',
  };
}

function putFailed(platform: FakePlatform, at: At): void {
  putPromise(platform, at);
  putRequest(platform, at, {
    generation: 2,
    status: {
      ...OUTPUTS,
      ...pipelines(at, ['Succeeded', 'Failed', 'Pending']),
      observedGeneration: 1,
      conditions: [
        condition(
          at,
          'ConfigureWorkflowCompleted',
          'False',
          'ConfigureWorkflowFailed',
          'A Configure Pipeline has failed: configure-database',
        ),
        condition(
          at,
          'Reconciled',
          'False',
          'ConfigureWorkflowFailed',
          'Failing',
        ),
      ],
    },
  });
  platform.setPipelines(ref, {
    promise: 'database',
    namespace: 'team-orders',
    runs: [
      run('configure-database', 'failed', at, [
        container('reader', 'succeeded', at),
        container('create-role', 'failed', at, {
          exitCode: 1,
          reason: 'Error',
          restarts: 2,
        }),
        container('work-writer', 'waiting', at),
        container('status-writer', 'waiting', at),
      ]),
      succeededRun('check-quota', at),
    ],
  });
  platform.log = [
    'connecting to db-admin.example.com:5432',
    'creating role orders_app',
    'ERROR: permission denied to create role',
    'exit 1',
    '',
  ].join('\n');
}

const DELETE_FINALIZERS = [
  'kratix.io/work-cleanup',
  'kratix.io/workflows-cleanup',
  'kratix.io/resource-binding-cleanup',
];

/** The states of the page that were designed, each with its platform. */
export const designedStates: readonly DesignedState[] = [
  {
    id: 'ready',
    title: 'Ready, with connection details and an available upgrade',
    expected: 'Ready',
    setUp: putReady,
  },
  {
    id: 'not-picked-up',
    title: 'Requested 3 seconds ago, not picked up yet',
    expected: 'Not picked up yet',
    setUp: (platform, at) => {
      putRequest(platform, at, { labels: {}, createdAgo: 3 });
    },
  },
  {
    id: 'not-picked-up-late',
    title: 'Not picked up after a minute',
    expected: 'Not picked up yet',
    setUp: (platform, at) => {
      putRequest(platform, at, { labels: {}, createdAgo: 75 });
    },
  },
  {
    id: 'running',
    title: 'The second of three pipelines is running',
    expected: 'In progress',
    setUp: (platform, at) => {
      putPromise(platform, at);
      putRequest(platform, at, {
        createdAgo: 60,
        status: {
          message: 'Pending',
          ...pipelines(at, ['Succeeded', 'Running', 'Pending']),
          conditions: [
            condition(
              at,
              'ConfigureWorkflowCompleted',
              'False',
              'PipelinesInProgress',
              'Pipelines are still in progress',
              40,
            ),
            condition(
              at,
              'Reconciled',
              'Unknown',
              'WorkflowPending',
              'Pending',
              40,
            ),
          ],
        },
      });
      platform.setPipelines(ref, {
        promise: 'database',
        namespace: 'team-orders',
        runs: [
          run('configure-database', 'running', at, [
            container('reader', 'succeeded', at),
            container('create-role', 'running', at),
            container('work-writer', 'waiting', at),
            container('status-writer', 'waiting', at),
          ]),
          succeededRun('check-quota', at),
        ],
      });
    },
  },
  {
    id: 'failed',
    title: 'A pipeline failed, with the last lines of its log',
    expected: 'Failed',
    setUp: putFailed,
  },
  {
    id: 'failed-pipelines',
    title: 'The runs of a request whose pipeline failed',
    expected: 'Failed',
    tab: 'pipelines',
    setUp: putFailed,
  },
  {
    id: 'suspended',
    title: 'Suspended, retried in four minutes',
    expected: 'Suspended',
    setUp: (platform, at) => {
      putPromise(platform, at);
      putRequest(platform, at, {
        labels: {
          ...PROMISE_LABELS,
          'kratix.io/workflow-suspended': 'true',
        },
        status: {
          ...pipelines(at, ['Succeeded', 'Suspended', 'Pending'], {
            message: 'The DNS zone is not ready yet',
            nextRetryAt: at(-240),
            attempts: 2,
          }),
          conditions: [
            condition(
              at,
              'Reconciled',
              'Unknown',
              'WorkflowSuspended',
              'Suspended',
            ),
          ],
        },
      });
    },
  },
  {
    id: 'paused',
    title: 'Paused by a label',
    expected: 'Paused',
    setUp: (platform, at) => {
      putReady(platform, at);
      putRequest(platform, at, {
        labels: { ...PROMISE_LABELS, 'kratix.io/paused': 'true' },
        status: readyStatus(at),
      });
    },
  },
  {
    id: 'waiting-for-promise',
    title: 'The Promise is not available',
    expected: 'Waiting for the Promise',
    setUp: (platform, at) => {
      putPromise(platform, at);
      putRequest(platform, at, {
        status: {
          message: 'Pending',
          conditions: [
            condition(
              at,
              'PromiseAvailable',
              'False',
              'PromiseRequirementsNotInstalled',
              'Promise Requirements are not installed',
            ),
          ],
        },
      });
    },
  },
  {
    id: 'degraded',
    title: 'Reconciled, and a health check reports a problem',
    expected: 'Degraded',
    setUp: (platform, at) => {
      putReady(platform, at);
      putRequest(platform, at, {
        status: {
          ...readyStatus(at),
          healthStatus: {
            state: 'degraded',
            healthRecords: [
              {
                state: 'degraded',
                lastRun: Math.floor(Date.parse(at(30)) / 1000),
                details: { replicas: '1 of 2 replicas answer' },
                source: { name: 'orders-health', namespace: 'team-orders' },
              },
            ],
          },
        },
      });
    },
  },
  {
    id: 'deleting',
    title: 'Being deleted',
    expected: 'Deleting',
    setUp: (platform, at) => {
      putPromise(platform, at);
      putRequest(platform, at, {
        deletedAgo: 12,
        generation: 2,
        finalizers: DELETE_FINALIZERS,
        status: readyStatus(at),
      });
    },
  },
  {
    id: 'stuck-deleting',
    title: 'The deletion waits for the finalizer of another controller',
    expected: 'Deleting',
    setUp: (platform, at) => {
      putPromise(platform, at);
      putRequest(platform, at, {
        deletedAgo: 1_500,
        generation: 2,
        finalizers: ['backup.example.com/keep'],
        status: readyStatus(at),
      });
    },
  },
  {
    id: 'deleted',
    title: 'Deleted while it was shown',
    expected: 'Deleted at',
    setUp: putReady,
    then: platform =>
      platform.remove({
        apiVersion: ref.apiVersion,
        kind: ref.kind,
        metadata: { name: ref.name, namespace: ref.namespace },
      }),
  },
  {
    id: 'missing',
    title: 'It does not exist, and a similar name does',
    expected: 'does not exist',
    setUp: (platform, at) => {
      putPromise(platform, at);
      platform.put({
        apiVersion: ref.apiVersion,
        kind: ref.kind,
        metadata: { name: 'orders-db', namespace: ref.namespace },
      });
    },
  },
  {
    id: 'refused',
    title: 'The user may not see it',
    expected: 'Database',
    setUp: (platform, at) => {
      putReady(platform, at);
      platform.refuse({ kind: 'Database' });
    },
  },
  {
    id: 'partly-refused',
    title: 'The user may not see versions and health',
    expected: 'Ready',
    setUp: (platform, at) => {
      putReady(platform, at);
      platform.refuse({ kind: 'ResourceBinding' });
      platform.refuse({ kind: 'PromiseRevision' });
      platform.refuse({ kind: 'Work' });
    },
  },
  {
    id: 'partly-refused-placement',
    title: 'The user may not see Works and Destinations',
    expected: 'Ready',
    tab: 'placement',
    setUp: (platform, at) => {
      putReady(platform, at);
      platform.refuse({ kind: 'Work' });
      platform.refuse({ kind: 'Destination' });
    },
  },
  {
    id: 'partly-refused-pipelines',
    title: 'The user may not list Jobs and Pods',
    expected: 'Ready',
    tab: 'pipelines',
    setUp: (platform, at) => {
      putReady(platform, at);
      platform.setPipelines(ref, {
        promise: 'database',
        namespace: 'team-orders',
        runs: [],
        unavailable: [
          {
            part: 'jobs',
            code: 'forbidden',
            message: 'You may not list Jobs in team-orders.',
          },
        ],
      });
    },
  },
  {
    id: 'placement',
    title: 'What was written, and where it is',
    expected: 'Ready',
    tab: 'placement',
    setUp: putReady,
  },
  {
    id: 'events',
    title: 'Events, with a warning',
    expected: 'Ready',
    tab: 'events',
    setUp: putReady,
  },
  {
    id: 'graph',
    title: 'What belongs together',
    expected: 'Ready',
    tab: 'graph',
    setUp: putReady,
  },
  {
    id: 'compound',
    title: 'A request that has made others',
    expected: 'Ready',
    setUp: (platform, at) => {
      putReady(platform, at);
      putPromise(platform, at, {}, { requiredPromises: [{ name: 'cache' }] });
      platform.put({
        apiVersion: KRATIX,
        kind: 'Promise',
        metadata: { name: 'cache' },
        spec: { api: crd('demo.example.com', 'Cache', 'caches') },
      });
      platform.put({
        apiVersion: 'demo.example.com/v1',
        kind: 'Cache',
        metadata: {
          name: 'orders-cache',
          namespace: ref.namespace,
          labels: {
            'kratix.io/parent-promise-name': 'database',
            'kratix.io/parent-resource-name': 'orders',
            'kratix.io/parent-resource-namespace': 'team-orders',
          },
        },
        status: readyStatus(at),
      });
    },
  },
];
