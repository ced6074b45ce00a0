import type { JsonObject } from '@backstage/types';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { FakePlatform } from '../live/__testUtils__';
import type { Action } from './Action';
import { performAction } from './performAction';

const ref = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  namespace: 'team-a',
  name: 'orders',
};
const PROMISE = { 'kratix.io/promise-name': 'database' };

/** The status of a request whose only pipeline is in a phase since a time. */
const ran = (phase: string, lastTransitionTime: string) => ({
  kratix: {
    workflows: { pipelines: [{ name: 'main', phase, lastTransitionTime }] },
  },
});

function setUp(labels: Record<string, string> = PROMISE, status?: JsonObject) {
  const platform = new FakePlatform();
  const put = (
    more: Record<string, string> = {},
    metadata: Record<string, string> = {},
    statusNow = status,
  ) =>
    platform.put({
      apiVersion: ref.apiVersion,
      kind: ref.kind,
      metadata: {
        name: ref.name,
        namespace: ref.namespace,
        labels: { ...labels, ...more },
        ...metadata,
      },
      ...(statusNow && { status: statusNow }),
    });
  const { uid, resourceVersion } = put().metadata;
  const perform = (action: Action) =>
    performAction(platform, action, { ref, uid, resourceVersion, status });
  return { platform, put, uid, perform };
}

const lost = () =>
  new SkeError({ code: 'timeout', message: 'The backend did not respond.' });

describe('performAction', () => {
  it('sends only the uid as the precondition of a delete', async () => {
    const { platform, perform, uid } = setUp();
    const sent: unknown[] = [];
    platform.write = async (method, input) => {
      sent.push(method, input);
      return {} as never;
    };
    expect(await perform({ name: 'delete' })).toEqual({ type: 'done' });
    expect(sent).toEqual(['deleteResource', { ...ref, uid }]);
  });

  it.each<[Action, unknown[]]>([
    [{ name: 'pause' }, ['act pause', {}]],
    [{ name: 'upgrade', version: 'v2' }, ['upgrade', { version: 'v2' }]],
  ])('sends the uid with %j', async (action, [method, more]) => {
    const { platform, perform, uid } = setUp();
    const sent: unknown[] = [];
    platform.write = async (...call) => {
      sent.push(...call);
      return {} as never;
    };
    await perform(action);
    expect(sent).toEqual([method, { ...ref, ...(more as object), uid }]);
  });

  it('returns the error if the cluster refuses the action', async () => {
    const { platform, perform } = setUp();
    const error = new SkeError({ code: 'forbidden', message: 'You may not.' });
    platform.write = async () => {
      throw error;
    };
    expect(await perform({ name: 'reconcile' })).toEqual({
      type: 'refused',
      error,
    });
  });

  it('returns `done` for a delete of an object that no longer exists', async () => {
    const { platform, perform } = setUp();
    platform.write = async () => {
      throw new SkeError({ code: 'not-found', message: 'It is gone.' });
    };
    expect(await perform({ name: 'delete' })).toEqual({ type: 'done' });
  });

  type Put = ReturnType<typeof setUp>['put'];
  const paused = { 'kratix.io/paused': 'true' };
  it.each<[string, Action, (put: Put) => void, string]>([
    [
      'a delete that has started',
      { name: 'delete' },
      put => put({}, { deletionTimestamp: '2026-11-29T10:00:00Z' }),
      'done',
    ],
    [
      'a delete after which another object has the name',
      { name: 'delete' },
      put => put({}, { uid: 'another' }),
      'done',
    ],
    ['a delete without effect', { name: 'delete' }, () => {}, 'not-done'],
    ['a pause', { name: 'pause' }, put => put(paused), 'done'],
    ['a pause without effect', { name: 'pause' }, () => {}, 'not-done'],
    ['a resume', { name: 'resume' }, () => {}, 'done'],
    [
      'a resume without effect',
      { name: 'resume' },
      put => put(paused),
      'not-done',
    ],
    [
      'a re-run whose label is there',
      { name: 'reconcile' },
      put => put({ 'kratix.io/manual-reconciliation': 'true' }),
      'done',
    ],
    [
      'a re-run without any change',
      { name: 'reconcile' },
      () => {},
      'not-done',
    ],
    [
      'a re-run after another change',
      { name: 'reconcile' },
      put => put(),
      'unclear',
    ],
  ])(
    'reads the object and does not repeat a write that got no response: %s',
    async (_, action, change, expected) => {
      const { platform, put, perform } = setUp();
      let writes = 0;
      platform.write = async () => {
        writes += 1;
        change(put);
        throw lost();
      };
      expect(await perform(action)).toMatchObject({ type: expected });
      expect(writes).toBe(1);
    },
  );

  const bindingOf = (version: string, failedVersion?: string) => ({
    apiVersion: 'platform.kratix.io/v1alpha1',
    kind: 'ResourceBinding',
    metadata: {
      name: 'orders-database',
      namespace: ref.namespace,
      labels: { ...PROMISE, 'kratix.io/resource-name': ref.name },
    },
    spec: { version, resourceRef: { name: ref.name } },
    ...(failedVersion && {
      status: {
        failedVersion,
        conditions: [
          {
            type: 'UpgradeSucceeded',
            status: 'False',
            reason: 'UpgradeFailed',
          },
        ],
      },
    }),
  });

  it.each([
    ['v2', undefined, 'v2', 'done'],
    ['v1', undefined, 'v2', 'not-done'],
    ['v2', 'v2', 'v2', 'not-done'],
    // Kratix has not started the run with v2 yet.
    ['v2', 'v1', 'v2', 'done'],
    ['latest', 'v2', 'latest', 'unclear'],
  ])(
    'reads the ResourceBinding after an upgrade that got no response: it has %s, failed with: %s, wanted: %s',
    async (version, failed, wanted, expected) => {
      const { platform, perform } = setUp();
      platform.put(bindingOf(version, failed));
      platform.write = async () => {
        throw lost();
      };
      expect(await perform({ name: 'upgrade', version: wanted })).toMatchObject(
        {
          type: expected,
        },
      );
    },
  );

  it.each([
    [
      'the label is there',
      'Failed',
      { 'kratix.io/manual-reconciliation': 'true' },
      ran('Failed', 'T1'),
      'done',
    ],
    ['the run has started again', 'Failed', {}, ran('Running', 'T2'), 'done'],
    ['the next run has failed too', 'Failed', {}, ran('Failed', 'T3'), 'done'],
    ['no run has started', 'Failed', {}, ran('Failed', 'T1'), 'not-done'],
    ['a run was in progress', 'Running', {}, ran('Failed', 'T2'), 'unclear'],
    [
      'the run of a success has started again',
      'Succeeded',
      {},
      ran('Running', 'T2'),
      'done',
    ],
  ] as const)(
    'reads whether a run that got no response has started, if the object has changed: %s',
    async (_, before, labels, now, expected) => {
      for (const action of [
        { name: 'reconcile' },
        { name: 'upgrade', version: 'v2' },
      ] as const) {
        const { platform, put, perform } = setUp(PROMISE, ran(before, 'T1'));
        platform.put(bindingOf('v2', 'v2'));
        platform.write = async () => {
          put(labels, {}, now);
          throw lost();
        };
        expect(await perform(action)).toMatchObject({ type: expected });
      }
    },
  );

  it('returns `unclear` while the object cannot be read', async () => {
    const { platform, perform } = setUp();
    platform.write = async () => {
      platform.refuse({ kind: ref.kind });
      throw lost();
    };
    expect(await perform({ name: 'delete' })).toMatchObject({
      type: 'unclear',
    });
  });
});
