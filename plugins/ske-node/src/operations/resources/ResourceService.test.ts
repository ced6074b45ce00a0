import {
  caller,
  manifest,
  path,
  ref,
  TestOperations,
  tok,
} from '../__testUtils__/TestOperations';
import { TestServices } from '../__testUtils__/TestServices';

describe('ResourceService', () => {
  let operations: TestOperations;

  beforeEach(async () => {
    operations = await TestOperations.start();
  });
  afterEach(() => operations.stop());

  it('B9: reads an object as the cluster sent it', async () => {
    const live = operations.apiServer.put(path, { ...ref, spec: { size: 1 } });
    const text = await operations.service.getText(ref, caller);
    expect(JSON.parse(text)).toEqual(live);
  });

  it('B10: deletes with the same options as kubectl', async () => {
    operations.apiServer.put(path, { ...ref, spec: {} });
    await expect(operations.service.delete(ref, caller)).resolves.toMatchObject(
      {
        kind: 'Status',
        status: 'Success',
      },
    );
    expect(operations.apiServer.requests.at(-1)?.body).toMatchObject({
      propagationPolicy: 'Background',
    });
    expect(
      (await operations.refusal(operations.service.delete(ref, caller))).code,
    ).toBe('not-found');
  });

  it('sends uid and resourceVersion as preconditions of a delete', async () => {
    operations.apiServer.put(path, { ...ref, spec: {} });
    const preconditions = { uid: 'uid-1', resourceVersion: '7' };
    await operations.service.delete({ ...ref, ...preconditions }, caller);
    expect(operations.apiServer.requests.at(-1)?.body).toMatchObject({
      preconditions,
    });
  });

  it('explains a delete whose preconditions do not hold', async () => {
    operations.respond(['DELETE'], 409, {
      kind: 'Status',
      reason: 'Conflict',
      message: 'the UID in the precondition does not match',
    });
    const error = await operations.refusal(
      operations.service.delete({ ...ref, uid: 'uid-1' }, caller),
    );
    expect(error.code).toBe('conflict');
    expect(error.message).toMatch(/is not the object that you looked at/);
  });

  it.each([
    [
      'a Status',
      { kind: 'Status', status: 'Success', details: { uid: 'uid-1' } },
    ],
    ['the object', { ...ref, metadata: { name: 'orders', uid: 'uid-1' } }],
  ])(
    'S40: names the uid in the audit event of a delete that returns %s',
    async (_, body) => {
      const test = await TestServices.start();
      test.script({ [path]: { body } });
      await test.services.resources.delete(ref, caller);
      expect(test.audited).toEqual([
        {
          eventId: 'resource-delete',
          isSuccess: true,
          meta: expect.objectContaining({ name: 'orders', uid: 'uid-1' }),
        },
      ]);
      await test.stop();
    },
  );

  it('S2: sends every request with the token of the user who made the call', async () => {
    await operations.service.configure(manifest({ size: 1 }), caller);
    await operations.service.getText(ref, caller);
    await operations.service.delete(ref, caller);
    expect(
      new Set(
        operations.apiServer.requests.map(request => request.authorization),
      ),
    ).toEqual(new Set([`Bearer ${tok}`]));
  });

  it.each([
    ['v1', 'Secret'],
    ['v1', 'Pod'],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
  ])('S20: rejects %s %s before anything is sent', async (apiVersion, kind) => {
    const target = { apiVersion, kind, name: 'a' };
    const text = JSON.stringify({
      apiVersion,
      kind,
      metadata: { name: 'a' },
    });
    for (const call of [
      () => operations.service.getText(target, caller),
      () => operations.service.delete(target, caller),
      () => operations.service.configure(text, caller),
    ]) {
      expect((await operations.refusal(call())).code).toBe('kind-not-allowed');
    }
    expect(operations.apiServer.requests).toEqual([]);
  });

  it.each([
    { ...ref, name: '../../secrets/a' },
    { ...ref, name: '..' },
    { ...ref, name: 'a%2fb' },
    { ...ref, namespace: '..' },
    { ...ref, kind: 'databases/status' },
    { ...ref, apiVersion: '../api/v1' },
    { ...ref, apiVersion: 'v1/..' },
  ])('S21: rejects %j before anything is sent', async target => {
    expect(
      (await operations.refusal(operations.service.getText(target, caller)))
        .code,
    ).toBe('invalid-input');
    expect(operations.apiServer.requests).toEqual([]);
  });
});
