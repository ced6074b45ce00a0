import {
  anything,
  conditions,
  flag,
  int64,
  integer,
  keyedConditions,
  labels,
  list,
  record,
  Schema,
  text,
  time,
} from './schema';

const pipelines: Schema = {
  ...list({ type: 'object' }),
  'x-kubernetes-preserve-unknown-fields': true,
};
const workflow = record({ configure: pipelines, delete: pipelines });

const promiseSpec = record({
  api: { ...anything, 'x-kubernetes-embedded-resource': true },
  dependencies: list(anything),
  destinationSelectors: list(record({ matchLabels: labels })),
  requiredPromises: list(record({ name: text, version: text })),
  workflows: record({
    config: record({ pipelineNamespace: text, reconciliationInterval: text }),
    promise: workflow,
    resource: workflow,
  }),
});

/** The status fields that Kratix writes twice: in the status and under `status.kratix`. */
const apiAndVersion = {
  kind: text,
  apiVersion: text,
  status: text,
  version: text,
  lastAvailableTime: time,
};

const pipelineStatus = record({
  name: text,
  phase: text,
  message: text,
  attempts: int64,
  nextRetryAt: text,
  lastTransitionTime: time,
});

export const promiseSchema = {
  spec: promiseSpec,
  status: record(
    {
      ...apiAndVersion,
      conditions,
      message: text,
      observedGeneration: int64,
      requiredPromises: list(
        record({ name: text, version: text, state: text }),
      ),
      requiredBy: list(
        record({
          promise: record({ name: text, version: text }),
          requiredVersion: text,
        }),
      ),
      workflows: int64,
      workflowsSucceeded: int64,
      workflowsFailed: int64,
      kratix: record({
        ...apiAndVersion,
        workflows: record({
          pipelines: list(pipelineStatus),
          suspendedGeneration: int64,
        }),
      }),
    },
    ['workflows', 'workflowsFailed', 'workflowsSucceeded'],
  ),
};

const promiseRef = record({ name: text }, ['name']);
const resourceRef = record(
  { name: text, namespace: text, generation: integer },
  ['name', 'namespace'],
);

export const promiseRevisionSchema = {
  spec: record({ promiseRef, promiseSpec, version: text }, [
    'promiseRef',
    'promiseSpec',
    'version',
  ]),
  status: record({ conditions: keyedConditions, latest: flag }),
};

export const resourceBindingSchema = {
  spec: record({ promiseRef, resourceRef, version: text }, [
    'promiseRef',
    'resourceRef',
    'version',
  ]),
  status: record({
    conditions: keyedConditions,
    lastAppliedVersion: text,
    failedVersion: text,
  }),
};

const workloads = list(record({ filepath: text, content: text }));

export const workSchema = {
  spec: record({
    promiseName: text,
    resourceName: text,
    lastExecutionTimestamp: time,
    workloadGroups: list(
      record({
        id: text,
        directory: text,
        workloads,
        destinationSelectors: list(
          record({ matchLabels: labels, source: text }),
        ),
      }),
    ),
  }),
  status: record({
    conditions,
    workPlacements: integer,
    workPlacementsCreated: integer,
  }),
};

export const workPlacementSchema = {
  spec: record({
    targetDestinationName: text,
    promiseName: text,
    resourceName: text,
    id: text,
    generation: int64,
    workloads,
  }),
  status: record({ conditions, versionID: text }),
};

const filepathMode: Schema = {
  ...text,
  enum: ['nestedByMetadata', 'aggregatedYAML', 'none'],
  'x-kubernetes-validations': [
    { rule: 'self == oldSelf', message: 'filepath.mode is immutable' },
  ],
};

export const destinationSchema = {
  spec: record(
    {
      path: text,
      stateStoreRef: record(
        {
          kind: { ...text, enum: ['BucketStateStore', 'GitStateStore'] },
          name: text,
        },
        ['kind', 'name'],
      ),
      cleanup: { ...text, enum: ['none', 'all'], default: 'none' },
      filepath: record({ mode: filepathMode, filename: text }, [], {
        default: { mode: 'nestedByMetadata' },
      }),
      initWorkloads: record({ enabled: { ...flag, default: true } }, [], {
        default: {},
      }),
      strictMatchLabels: flag,
    },
    ['path'],
  ),
  status: record({ conditions }),
};

export const healthRecordSchema = {
  data: record(
    {
      promiseRef,
      resourceRef,
      state: {
        ...text,
        enum: ['unknown', 'ready', 'unhealthy', 'healthy', 'degraded'],
        default: 'unknown',
      },
      lastRun: int64,
      details: anything,
    },
    ['promiseRef', 'state'],
  ),
};
