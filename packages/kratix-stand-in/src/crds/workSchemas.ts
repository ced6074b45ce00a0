import {
  anything,
  conditions,
  flag,
  integer,
  integer64,
  labels,
  list,
  record,
  text,
  time,
} from './schema';

const promiseRef = record(
  'The Promise.',
  { name: text('Name of the Promise.') },
  ['name'],
);

const resourceRef = record(
  'The resource request.',
  {
    name: text('Its name.'),
    namespace: text('Its namespace.'),
    generation: integer('The generation spoken of.'),
  },
  ['name', 'namespace'],
);

const workloads = list(
  'Files that the pipeline wrote.',
  record('One file.', {
    filepath: text('Path of the file.'),
    content: text('Its content: base64 of gzip.'),
  }),
);

export const resourceBindingSchema = {
  spec: record(
    'Which version of the Promise serves which resource request.',
    {
      promiseRef,
      resourceRef,
      version: text('A version, or `latest`.'),
    },
    ['promiseRef', 'resourceRef', 'version'],
  ),
  status: record('What Kratix did.', {
    conditions: conditions('UpgradeSucceeded.', true),
    lastAppliedVersion: text('The version that was last applied.'),
    failedVersion: text('The version that could not be applied.'),
  }),
};

export const workSchema = {
  spec: record('The output of one pipeline.', {
    promiseName: text('Name of the Promise.'),
    resourceName: text('Name of the resource request, if there is one.'),
    lastExecutionTimestamp: time('When the pipeline wrote it.'),
    workloadGroups: list(
      'Files by where they go.',
      record('One group.', {
        id: text('Identifies the group.'),
        directory: text('The directory of the output.'),
        workloads,
        destinationSelectors: list(
          'Which Destinations the group goes to.',
          record('One selector.', {
            matchLabels: labels('Labels that the Destination must carry.'),
            source: text('Who asked for it: promise or workflow.'),
          }),
        ),
      }),
    ),
  }),
  status: record('Whether it is where it belongs.', {
    conditions: conditions('Ready and ScheduleSucceeded.', false),
    workPlacements: integer('How many placements it needs.'),
    workPlacementsCreated: integer('How many placements it has.'),
  }),
};

export const workPlacementSchema = {
  spec: record('A Work on its way to one Destination.', {
    targetDestinationName: text('Name of the Destination.'),
    promiseName: text('Name of the Promise.'),
    resourceName: text('Name of the resource request, if there is one.'),
    id: text('The group of the Work.'),
    generation: integer64('The generation of the Work.'),
    workloads,
  }),
  status: record('Whether it was written.', {
    conditions: conditions('Ready, ScheduleSucceeded, WriteSucceeded.', false),
    versionID: text('What the state store calls the version written.'),
  }),
};

export const destinationSchema = {
  spec: record(
    'A place to which Kratix writes.',
    {
      path: text('The folder in the state store.'),
      stateStoreRef: record(
        'The state store.',
        {
          kind: text('Its kind.', {
            enum: ['BucketStateStore', 'GitStateStore'],
          }),
          name: text('Its name.'),
        },
        ['kind', 'name'],
      ),
      cleanup: text('What is removed with the Destination.', {
        enum: ['none', 'all'],
        default: 'none',
      }),
      filepath: record(
        'How files are laid out.',
        {
          mode: text('The layout.', {
            enum: ['nestedByMetadata', 'aggregatedYAML', 'none'],
            'x-kubernetes-validations': [
              {
                rule: 'self == oldSelf',
                message: 'filepath.mode is immutable',
              },
            ],
          }),
          filename: text('Name of the file in the layout aggregatedYAML.'),
        },
        [],
        { default: { mode: 'nestedByMetadata' } },
      ),
      initWorkloads: record(
        'What is written when the Destination appears.',
        { enabled: flag('Whether anything is.', { default: true }) },
        [],
        { default: {} },
      ),
      strictMatchLabels: flag('Whether only matching work may come here.'),
    },
    ['path'],
  ),
  status: record('Whether Kratix can write there.', {
    conditions: conditions('Ready.', false),
  }),
};

export const healthRecordSchema = {
  data: record(
    'How something fares.',
    {
      promiseRef,
      resourceRef,
      state: text('The verdict.', {
        enum: ['unknown', 'ready', 'unhealthy', 'healthy', 'degraded'],
        default: 'unknown',
      }),
      lastRun: integer64('When it was checked, in seconds since 1970.'),
      details: anything('What the check found.'),
    },
    ['promiseRef', 'state'],
  ),
};
