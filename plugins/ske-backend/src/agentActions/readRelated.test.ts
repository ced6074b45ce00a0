import type { JsonObject } from '@backstage/types';
import {
  type ObservedObject,
  readResourceState,
  type ResourceListQuery,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import { readRelated } from './readRelated';

const ref = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  namespace: 'team-a',
  name: 'orders',
};
const binding: JsonObject = {
  spec: { version: 'v2', resourceRef: { name: 'orders' } },
  status: { lastAppliedVersion: 'v1', failedVersion: 'v2' },
};
const lost: JsonObject = {
  metadata: { name: 'work-1', namespace: 'team-a' },
  status: {
    conditions: [
      {
        type: 'Ready',
        status: 'False',
        reason: 'UnscheduledWorkloads',
        message: 'Pending',
      },
    ],
  },
};

/** Reads what an agent gets of a request with these conditions. */
async function read(
  conditions: JsonObject[],
  lists: Record<string, JsonObject[] | SkeError>,
) {
  const asked: string[] = [];
  const notShown: string[] = [];
  const client = {
    listResources: async ({
      apiVersion = '',
      kind = '',
    }: ResourceListQuery) => {
      asked.push(kind);
      const items = lists[kind] ?? [];
      if (SkeError.is(items)) {
        throw items;
      }
      return {
        apiVersion,
        kind,
        namespaced: true,
        items: items as JsonObject[],
      };
    },
  };
  const object: ObservedObject = {
    metadata: { name: 'orders', namespace: 'team-a', generation: 1 },
    status: { observedGeneration: 1, workflows: 1, conditions },
  } as ObservedObject;
  const related = await readRelated(
    { client, options: {} },
    {
      ref,
      object,
      promise: { metadata: { name: 'database' } },
      pipelines: { runs: [], unavailable: [] },
    },
    notShown,
  );
  return { asked, notShown, reason: readResourceState(object, related).reason };
}

const failed = [
  {
    type: 'ConfigureWorkflowCompleted',
    status: 'False',
    reason: 'ConfigureWorkflowFailed',
  },
];
const waiting = [
  { type: 'ConfigureWorkflowCompleted', status: 'True' },
  { type: 'WorksSucceeded', status: 'Unknown', reason: 'WorksPending' },
  { type: 'Reconciled', status: 'Unknown', reason: 'WorksPending' },
];

describe('readRelated', () => {
  it('reads the binding, so that a failed upgrade is named', async () => {
    const { asked, reason } = await read(failed, {
      ResourceBinding: [binding],
    });
    expect(reason).toContain('The upgrade from v1 to v2 has failed.');
    expect(asked).toEqual(['ResourceBinding']);
  });

  it('reads the Works of a request that waits for them, so that a Work without a Destination is named', async () => {
    const { asked, reason } = await read(waiting, { Work: [lost] });
    expect(reason).toContain(
      'No Destination matches the selectors of the Work work-1.',
    );
    expect(asked).toEqual(['ResourceBinding', 'Work']);
  });

  it('lists what the user may not read', async () => {
    const refusal = new SkeError({ code: 'forbidden', message: 'No.' });
    const { notShown } = await read(waiting, {
      ResourceBinding: refusal,
      Work: refusal,
    });
    expect(notShown).toEqual([
      'resourcebindings: forbidden',
      'works: forbidden',
    ]);
  });
});
