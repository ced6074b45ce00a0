import type { KubernetesObject } from '../live';
import type { ActionName } from './Action';
import { readObstacle, type ActionFacts, type Obstacle } from './readObstacle';

const FINALIZERS = ['kratix.io/delete-workflows', 'kratix.io/work-cleanup'];

const object = (
  labels: Record<string, string> = {},
  metadata: Partial<KubernetesObject['metadata']> = {},
): KubernetesObject => ({
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  metadata: {
    name: 'orders',
    uid: '1',
    labels: { 'kratix.io/promise-name': 'database', ...labels },
    ...metadata,
  },
});
const paused = object({ 'kratix.io/paused': 'true' });
const suspended = object({ 'kratix.io/workflow-suspended': 'true' });
const deleting = (finalizers = FINALIZERS) =>
  object({}, { deletionTimestamp: '2026-11-29T10:00:00Z', finalizers });

describe('readObstacle', () => {
  it.each<[ActionName, string, ActionFacts, Obstacle | undefined]>([
    ['reconcile', 'a request', { object: object() }, undefined],
    ['reconcile', 'a paused request', { object: paused }, 'paused'],
    ['reconcile', 'a suspended request', { object: suspended }, undefined],
    [
      'reconcile',
      'a request of a paused Promise',
      { object: object(), isPromisePaused: true },
      'promise-paused',
    ],
    [
      'reconcile',
      'a request whose re-run is requested',
      { object: object({ 'kratix.io/manual-reconciliation': 'true' }) },
      'requested',
    ],
    [
      'reconcile',
      'a deletion that waits for its delete pipeline',
      { object: deleting() },
      undefined,
    ],
    [
      'reconcile',
      'a deletion whose delete pipeline has finished',
      { object: deleting(['kratix.io/work-cleanup']) },
      'deleting',
    ],
    ['pause', 'a request', { object: object() }, undefined],
    ['pause', 'a paused request', { object: paused }, 'paused'],
    ['pause', 'a deletion', { object: deleting() }, 'deleting'],
    ['resume', 'a paused request', { object: paused }, undefined],
    ['resume', 'a suspended request', { object: suspended }, undefined],
    ['resume', 'a request', { object: object() }, 'not-held'],
    [
      'resume',
      'a request of a paused Promise',
      { object: object(), isPromisePaused: true },
      'promise-paused',
    ],
    ['upgrade', 'a request', { object: object() }, undefined],
    [
      'upgrade',
      'a request of a Promise without versions',
      { object: object(), versions: 'none' },
      'no-versions',
    ],
    [
      'upgrade',
      'a request of a Promise with one version',
      { object: object(), versions: 'same' },
      'only-version',
    ],
    [
      'upgrade',
      'a request that Kratix has not picked up',
      { object: object({}, { labels: {} }) },
      'not-picked-up',
    ],
    ['upgrade', 'a deletion', { object: deleting() }, 'deleting'],
    ['delete', 'a paused request', { object: paused }, undefined],
    ['delete', 'a deletion', { object: deleting() }, 'deleting'],
  ])('%s of %s: %#', (action, _, facts, expected) => {
    expect(readObstacle(action, facts)).toBe(expected);
  });
});
