import {
  SkeError,
  type PipelineContainer,
  type PipelineRun,
  type SkeErrorCode,
} from '@kratix-portal/plugin-ske-common';
import type { FakePlatform } from '../../live/__testUtils__';
import { RunLog } from '../../logs';
import type { GalleryEntry } from '../entry/GalleryEntry';

const resourceRef = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  namespace: 'team-a',
  name: 'orders',
};

const START = Date.parse('2026-08-01T10:00:00Z');
const at = (seconds: number) => new Date(START + seconds * 1000).toISOString();

function container(
  name: string,
  more: Partial<PipelineContainer> = {},
): PipelineContainer {
  return {
    name,
    role: 'user',
    state: 'succeeded',
    exitCode: 0,
    reason: 'Completed',
    restarts: 0,
    hasLogs: true,
    startedAt: at(1),
    finishedAt: at(4),
    ...more,
  };
}

const ofKratix = (name: string, more: Partial<PipelineContainer> = {}) =>
  container(name, { role: 'kratix', ...more });

const notStarted = {
  state: 'waiting',
  hasLogs: false,
  exitCode: undefined,
  reason: 'PodInitializing',
  startedAt: undefined,
  finishedAt: undefined,
} as const;

function runOf(...containers: PipelineContainer[]): PipelineRun {
  return {
    job: 'kratix-database-orders-configure-1a2b3',
    namespace: 'team-a',
    uid: 'job-uid',
    pipeline: 'configure-database',
    workflow: 'resource',
    action: 'configure',
    state: 'failed',
    createdAt: at(0),
    failedPods: 1,
    podsGone: false,
    pods:
      containers.length === 0
        ? []
        : [
            {
              name: 'kratix-database-orders-configure-1a2b3-x7k2p',
              namespace: 'team-a',
              uid: 'pod-uid',
              phase: 'Failed',
              createdAt: at(0),
              deleting: false,
              containers,
            },
          ],
  };
}

const failing = runOf(
  ofKratix('reader'),
  container('create-schema'),
  container('create-role', { state: 'failed', exitCode: 1, reason: 'Error' }),
  ofKratix('work-writer', notStarted),
);

const one = runOf(container('create-role'));

const ESC = '\u001b';

function lines(...texts: string[]): string {
  return texts.map((text, index) => `${at(index)} ${text}\n`).join('');
}

const LOGS: Readonly<Record<string, string>> = {
  reader: lines('Reading Database orders in team-a'),
  'create-schema': lines(
    'connecting to db.internal:5432',
    `${ESC}[32mconnected${ESC}[0m`,
    'CREATE SCHEMA orders',
  ),
  'create-role': lines(
    'CREATE ROLE orders LOGIN',
    `${ESC}[33mWARN${ESC}[0m retrying in 1 s`,
    `${ESC}[1;31mERROR${ESC}[0m role "orders" already exists`,
  ),
};

const serve =
  (logs: Readonly<Record<string, string>>) => (platform: FakePlatform) => {
    platform.readLogs = async function* readLogs(query: unknown) {
      yield logs[(query as { container: string }).container] ?? '';
    };
  };

const refuse =
  (code: SkeErrorCode, message: string) => (platform: FakePlatform) => {
    platform.readLogs = () => {
      throw new SkeError({ code, message });
    };
  };

/** The first Pod has failed. In the second one, a container runs for the second time. */
const repeated: PipelineRun = {
  ...failing,
  state: 'running',
  pods: [
    ...failing.pods,
    {
      ...failing.pods[0],
      name: 'kratix-database-orders-configure-1a2b3-m4q8z',
      uid: 'pod-uid-2',
      phase: 'Running',
      createdAt: at(60),
      containers: [
        ofKratix('reader'),
        container('create-schema'),
        container('create-role', {
          state: 'running',
          restarts: 1,
          exitCode: 1,
          reason: 'Error',
          finishedAt: undefined,
        }),
        ofKratix('work-writer', notStarted),
      ],
    },
  ],
};

/** Every state of a log. */
export const logsEntries: readonly GalleryEntry[] = [
  {
    id: 'logs/failed',
    title: 'The log of a run, opened where it failed, with colours',
    prepare: serve(LOGS),
    element: <RunLog resourceRef={resourceRef} run={failing} />,
    shows: 'already exists',
  },
  {
    id: 'logs/attempts',
    title: 'A run with two Pods and a restart: only the last attempt is open',
    prepare: serve(LOGS),
    element: <RunLog resourceRef={resourceRef} run={repeated} />,
    shows: 'already exists',
  },
  {
    id: 'logs/pending',
    title: 'A container that has not started',
    prepare: refuse('logs-pending', 'The container has not started.'),
    element: <RunLog resourceRef={resourceRef} run={one} />,
    shows: 'has not started',
  },
  {
    id: 'logs/gone',
    title: 'A log that Kubernetes has removed',
    prepare: refuse('logs-gone', 'The Pod no longer exists.'),
    element: <RunLog resourceRef={resourceRef} run={one} />,
    shows: 'has removed the Pod',
  },
  {
    id: 'logs/refused',
    title: 'A log that the user may not read',
    prepare: refuse(
      'forbidden',
      'oidc:ada may not get Pod (log) in namespace team-a on cluster platform.',
    ),
    element: <RunLog resourceRef={resourceRef} run={one} />,
    shows: 'may not read this log',
  },
  {
    id: 'logs/pods-gone',
    title: 'A run whose Pods Kubernetes has removed',
    element: (
      <RunLog resourceRef={resourceRef} run={{ ...runOf(), podsGone: true }} />
    ),
    shows: 'removed the Pods',
  },
  {
    id: 'logs/long',
    title: 'A log of 50,000 lines',
    prepare: serve({
      'create-role': Array.from(
        { length: 50_000 },
        (_, index) => `${at(index)} line ${index + 1}\n`,
      ).join(''),
    }),
    element: <RunLog resourceRef={resourceRef} run={one} />,
    shows: 'line 50000',
  },
];
