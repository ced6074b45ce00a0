import type { JsonObject } from '@backstage/types';
import type { At } from './At';
import { condition, PIPELINES } from './database';

export type Phase =
  'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Suspended';

export function pipelines(
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

export const OUTPUTS: JsonObject = {
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

export function readyStatus(at: At): JsonObject {
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
