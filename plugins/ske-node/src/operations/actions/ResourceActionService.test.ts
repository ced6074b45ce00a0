import type { JsonObject } from '@backstage/types';
import type { ResourceActionName } from '@kratix-portal/plugin-ske-common';
import { caller } from '../__testUtils__/TestOperations';
import {
  rbacRefusal,
  TestServices,
  type ScriptedResponse,
} from '../__testUtils__/TestServices';

const ref = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  namespace: 'team-a',
  name: 'orders',
};
const platform = '/apis/platform.kratix.io/v1alpha1';
const object = '/apis/demo.example.com/v1/namespaces/team-a/databases/orders';
const promise = `${platform}/promises/db`;
const bindings = `${platform}/namespaces/team-a/resourcebindings`;

const labelled = {
  body: { metadata: { uid: 'u', labels: { 'kratix.io/promise-name': 'db' } } },
};
const binding: JsonObject = {
  metadata: { name: 'orders-db-1', uid: 'u', resourceVersion: '7' },
  spec: { version: 'v1', resourceRef: { name: 'orders' } },
};
const offering = (kind: string) => ({
  body: {
    metadata: { name: 'db' },
    spec: {
      api: {
        spec: {
          group: 'demo.example.com',
          names: { kind },
          versions: [{ name: 'v1' }],
        },
      },
    },
  },
});

describe('an upgrade', () => {
  let test: TestServices;
  beforeEach(async () => {
    test = await TestServices.start();
  });
  afterEach(() => test.stop());

  const upgrade = async (
    response: { code?: number; body: JsonObject },
    precondition: { uid?: string } = {},
    request: ScriptedResponse = labelled,
  ) => {
    test.script({
      [object]: request,
      [promise]: response,
      [bindings]: { body: { items: [binding] } },
      [`${bindings}/orders-db-1`]: { body: binding },
    });
    return test.services.actions.upgrade(
      { ...ref, ...precondition, version: 'latest' },
      caller,
    );
  };
  const patches = () => test.sent().filter(line => line.startsWith('PATCH'));

  it.each<[string, { code?: number; body: JsonObject }]>([
    ['offers the kind', offering('Database')],
    [
      'may not be read by the caller',
      rbacRefusal('get', 'promises', 'platform.kratix.io', ''),
    ],
  ])('is written when the Promise %s', async (_, response) => {
    await expect(upgrade(response)).resolves.toMatchObject({
      changed: true,
      binding: 'orders-db-1',
      from: 'v1',
      to: 'latest',
    });
    expect(patches()).toHaveLength(1);
  });

  it('changes the binding only if the request still has the uid that the caller named', async () => {
    const answer = offering('Database');
    await expect(upgrade(answer, { uid: 'u' })).resolves.toMatchObject({
      changed: true,
    });
    const written = patches().length;
    await expect(upgrade(answer, { uid: 'other' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('deleted and created again'),
    });
    expect(patches()).toHaveLength(written);
  });

  it('does not change the binding if the request is deleted and created again while the binding is looked up', async () => {
    let reads = 0;
    const another = {
      body: {
        metadata: { ...labelled.body.metadata, uid: 'another' },
      },
    };
    await expect(
      upgrade(offering('Database'), { uid: 'u' }, () => {
        reads += 1;
        return reads === 1 ? labelled : another;
      }),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect(patches()).toHaveLength(0);
  });

  const failedWith = (version: string, failedVersion: string) => ({
    ...binding,
    spec: { version, resourceRef: { name: 'orders' } },
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
  });
  const revision = (version: string, latest: boolean) => ({
    metadata: { name: `db-${version}` },
    spec: { promiseRef: { name: 'db' }, version },
    status: { latest },
  });

  it.each([
    ['the binding asks for it', 'v2', 'v2', 'v2', 'request'],
    ['the binding asks for the newest', 'latest', 'v2', 'v2', 'both'],
    ['the newest is wanted', 'v2', 'v2', 'latest', 'both'],
    ['the newest is wanted again', 'latest', 'v2', 'latest', 'request'],
    ['another version failed', 'v1', 'v2', 'v1', 'none'],
    ['an older one failed', 'v1', 'v1', 'latest', 'binding'],
    ['the Promise has no version', 'latest', 'not-set', 'latest', 'none'],
  ])(
    'to a version whose last run failed starts this run again: %s',
    async (_, asked, failed, version, written) => {
      const asking = failedWith(asked, failed);
      test.script({
        [object]: labelled,
        [promise]: offering('Database'),
        [bindings]: { body: { items: [asking] } },
        [`${bindings}/orders-db-1`]: { body: asking },
        [`${platform}/promiserevisions`]: {
          body: { items: [revision('v1', false), revision('v2', true)] },
        },
      });
      await expect(
        test.services.actions.upgrade({ ...ref, version }, caller),
      ).resolves.toMatchObject({ changed: written !== 'none', to: version });
      expect(
        patches().map(line =>
          line.includes('databases/orders') ? 'request' : 'binding',
        ),
      ).toEqual(
        { none: [], both: ['binding', 'request'] }[written] ?? [written],
      );
    },
  );

  it('says what was written if the caller may not start the run again', async () => {
    const asking = failedWith('v1', 'v2');
    test.script({
      // Only writes name a field manager.
      [object]: query =>
        query.has('fieldManager')
          ? rbacRefusal('patch', 'databases', 'demo.example.com', 'team-a')
          : labelled,
      [promise]: offering('Database'),
      [bindings]: { body: { items: [asking] } },
      [`${bindings}/orders-db-1`]: { body: asking },
      [`${platform}/promiserevisions`]: {
        body: { items: [revision('v2', true)] },
      },
    });
    await expect(
      test.services.actions.upgrade({ ...ref, version: 'v2' }, caller),
    ).rejects.toMatchObject({
      code: 'forbidden',
      hint: expect.stringContaining(
        'The ResourceBinding asks for this version',
      ),
    });
  });

  it('S40: names the uid of the request in its audit event', async () => {
    await upgrade(offering('Database'));
    expect(test.audited).toMatchObject([
      { isSuccess: true, meta: { verb: 'upgrade', uid: 'u' } },
    ]);
  });

  it('S2: does not change the binding of a Promise that does not offer the kind, even if the label of the request names this Promise', async () => {
    await expect(upgrade(offering('Bucket'))).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('is not a request of Promise db'),
    });
    expect(test.sent().join()).not.toContain('resourcebindings');
  });
});

describe('the actions on a request that Kratix has not picked up', () => {
  let test: TestServices;
  beforeEach(async () => {
    test = await TestServices.start();
  });
  afterEach(() => test.stop());

  const act = async (
    action: ResourceActionName,
    kind: string,
    labels: JsonObject = {},
    precondition: { uid?: string } = {},
    promises: ScriptedResponse = { body: { items: [offering(kind).body] } },
  ) => {
    test.script({
      [object]: {
        body: { metadata: { uid: 'u', resourceVersion: '1', labels } },
      },
      [`${platform}/promises`]: promises,
    });
    return test.services.actions.act(
      action,
      { ...ref, ...precondition },
      caller,
    );
  };

  it.each(['reconcile', 'pause'] as const)(
    'set their label on a request of a Promise: %s',
    async action => {
      await expect(act(action, 'Database')).resolves.toMatchObject({
        changed: true,
      });
    },
  );

  it.each(['reconcile', 'pause'] as const)(
    'set their label also for a caller who may not list Promises: %s',
    async action => {
      const refusal = rbacRefusal('list', 'promises', 'platform.kratix.io', '');
      await expect(
        act(action, 'Database', {}, {}, refusal),
      ).resolves.toMatchObject({ changed: true });
    },
  );

  it('resume a request that was created with the label paused', async () => {
    await expect(
      act('resume', 'Database', { 'kratix.io/paused': 'true' }),
    ).resolves.toMatchObject({ changed: true });
  });

  it('explain that resume does not help without a label', async () => {
    await expect(act('resume', 'Database')).rejects.toMatchObject({
      code: 'conflict',
      hint: expect.stringContaining('needs a rerun (reconcile)'),
    });
  });

  it.each(['reconcile', 'pause'] as const)(
    'reject an object that no Promise offers: %s',
    async action => {
      const error = await act(action, 'Bucket').catch(thrown => thrown);
      expect(error).toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('no Promise offers its kind'),
      });
      // The hint must not advise the action that was rejected.
      expect(error.hint).not.toContain('reconcile');
    },
  );

  it.each(['reconcile', 'pause', 'resume'] as const)(
    'write nothing if the object has another uid: %s',
    async action => {
      await expect(
        act(action, 'Database', { 'kratix.io/paused': 'true' }, { uid: 'x' }),
      ).rejects.toMatchObject({ code: 'conflict' });
      expect(test.sent().join()).not.toContain('PATCH');
    },
  );

  it.each([
    ['succeeds', 'Database', true],
    ['is rejected', 'Bucket', false],
  ])(
    'S40: name the uid in the audit event of an action that %s',
    async (_, kind, isSuccess) => {
      await act('reconcile', kind).catch(() => undefined);
      expect(test.audited).toMatchObject([
        { isSuccess, meta: { verb: 'reconcile', uid: 'u' } },
      ]);
    },
  );
});
