import {
  anything,
  conditions,
  flag,
  integer64,
  labels,
  list,
  record,
  Schema,
  text,
  time,
} from './schema';

function workflow(description: string): Schema {
  const pipelines = (when: string) =>
    list(
      `The pipelines of ${when}, run one after another.`,
      { type: 'object' },
      { 'x-kubernetes-preserve-unknown-fields': true },
    );
  return record(description, {
    configure: pipelines('creation and change'),
    delete: pipelines('deletion'),
  });
}

/** What a platform engineer writes; a PromiseRevision keeps a copy of it. */
export function promiseSpec(description: string): Schema {
  return record(description, {
    api: {
      ...anything(
        'A whole CustomResourceDefinition: the kind that developers request. Absent where there is nothing to request.',
      ),
      'x-kubernetes-embedded-resource': true,
    },
    dependencies: list(
      'Objects that Destinations need before a request can be served.',
      anything('Any Kubernetes object.'),
    ),
    destinationSelectors: list(
      'Where the output goes: to Destinations that match.',
      record('One selector.', {
        matchLabels: labels('Labels that the Destination must carry.'),
      }),
    ),
    requiredPromises: list(
      'Promises that must be installed and available before this one is.',
      record('One requirement.', {
        name: text('Name of the required Promise.'),
        version: text('Its version; any when empty.'),
      }),
    ),
    workflows: record('What runs when something changes.', {
      config: record('Settings of all workflows of the Promise.', {
        pipelineNamespace: text(
          'The namespace in which the pipelines run; it must exist.',
        ),
        reconciliationInterval: text('How often the pipelines run again.'),
      }),
      promise: workflow('Pipelines of the Promise itself.'),
      resource: workflow('Pipelines of each resource request.'),
    }),
  });
}

function apiAndVersion(): Record<string, Schema> {
  return {
    kind: text('The kind that developers request.'),
    apiVersion: text('Its group and version.'),
    status: text('Available or Unavailable.'),
    version: text('The version of the Promise, from its label.'),
    lastAvailableTime: time('When it was last Available.'),
  };
}

const pipelineStatus = record('How far one pipeline is.', {
  name: text('Name of the pipeline.'),
  phase: text('Pending, Running, Suspended, Succeeded or Failed.'),
  message: text('What a suspended pipeline waits for.'),
  attempts: integer64('How often it was tried.'),
  nextRetryAt: text('When it is tried again.'),
  lastTransitionTime: time('Since when it is in this phase.'),
});

const promiseStatus = record(
  'What Kratix found and did.',
  {
    ...apiAndVersion(),
    conditions: conditions('Available, Reconciled and others.', false),
    message: text('What the pipelines say.'),
    observedGeneration: integer64('The generation last acted upon.'),
    requiredPromises: list(
      'What became of each requirement.',
      record('One requirement.', {
        name: text('Name of the required Promise.'),
        version: text('The version asked for.'),
        state: text('Whether it is installed.'),
      }),
    ),
    requiredBy: list(
      'The Promises that require this one.',
      record('One of them.', {
        promise: record('Which.', {
          name: text('Its name.'),
          version: text('Its version.'),
        }),
        requiredVersion: text('The version that it asks for.'),
      }),
    ),
    workflows: integer64('How many pipelines there are.'),
    workflowsSucceeded: integer64('How many have succeeded.'),
    workflowsFailed: integer64('How many have failed.'),
    kratix: record('The part that only Kratix writes.', {
      ...apiAndVersion(),
      workflows: record('The current run of the pipelines.', {
        pipelines: list('One entry for each pipeline.', pipelineStatus),
        suspendedGeneration: integer64('The generation that was suspended.'),
      }),
    }),
  },
  ['workflows', 'workflowsFailed', 'workflowsSucceeded'],
);

export const promiseSchema = {
  spec: promiseSpec('What the platform offers.'),
  status: promiseStatus,
};

export const promiseRevisionSchema = {
  spec: record(
    'One version of a Promise.',
    {
      promiseRef: record(
        'The Promise.',
        { name: text('Name of the Promise.') },
        ['name'],
      ),
      promiseSpec: promiseSpec('The spec of the Promise in this version.'),
      version: text('The version; `not-set` without a version label.'),
    },
    ['promiseRef', 'promiseSpec', 'version'],
  ),
  status: record('What Kratix found.', {
    conditions: conditions('State of the revision.', true),
    latest: flag('Whether this is the newest revision.'),
  }),
};
