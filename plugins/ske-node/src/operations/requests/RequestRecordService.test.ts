import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { caller } from '../__testUtils__/TestOperations';
import { rbacRefusal, TestServices } from '../__testUtils__/TestServices';

const reviews = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const path = '/apis/demo.example.com/v1/namespaces/team-a/databases/orders';
const ref = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  namespace: 'team-a',
  name: 'orders',
};
const answers = (allowed: boolean) => ({ body: { status: { allowed } } });

describe('B8: RequestRecordService', () => {
  let test: TestServices;
  afterEach(() => test.stop());

  const save = jest.fn(async checked => checked);
  beforeEach(() => save.mockClear());

  const record = (waitsForReview = false) =>
    test.services.requests.record({ ref, waitsForReview }, caller, save);

  it('saves the request if the user may create the resource, with the Backstage name and the cluster name of the user', async () => {
    test = await TestServices.start();
    test.script({ [reviews]: answers(true) });
    expect(await record()).toEqual({
      ref,
      plural: 'databases',
      exists: false,
      requester: {
        userEntityRef: caller.credentials.principal.userEntityRef,
        clusterUser: 'test-user',
      },
    });
    expect(test.audited).toEqual([
      expect.objectContaining({ eventId: 'request-record', isSuccess: true }),
    ]);
  });

  it('saves the request without an access review if the resource exists', async () => {
    test = await TestServices.start();
    test.apiServer.put(path, {
      apiVersion: ref.apiVersion,
      kind: ref.kind,
      metadata: { name: ref.name, namespace: ref.namespace },
    });
    expect((await record()).exists).toBe(true);
    expect(test.sent().join()).not.toContain('selfsubjectaccessreviews');
  });

  it('S2: saves no request if RBAC does not allow the user to create the resource', async () => {
    test = await TestServices.start();
    test.script({ [reviews]: answers(false) });
    await expect(record()).rejects.toMatchObject({ code: 'forbidden' });
    expect(save).not.toHaveBeenCalled();
  });

  it('saves no request if the policy of the portal does not allow the user to create the resource', async () => {
    test = await TestServices.start({
      policy: permission => ({
        result: permission.endsWith('.create')
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
      }),
    });
    test.script({ [reviews]: answers(true) });
    for (const waitsForReview of [false, true]) {
      await expect(record(waitsForReview)).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
    expect(save).not.toHaveBeenCalled();
  });

  it('saves the request if the user may create but not read the resource, unless the request waits in a pull request', async () => {
    test = await TestServices.start();
    const refusal = rbacRefusal('get', 'databases', 'demo.example.com');
    test.script({ [reviews]: answers(true), [path]: refusal });
    expect((await record()).exists).toBe(false);
    await expect(record(true)).rejects.toMatchObject({ code: 'forbidden' });
    expect(save).toHaveBeenCalledTimes(1);
  });

  it('saves no request if it cannot read whether the resource exists', async () => {
    test = await TestServices.start();
    test.script({ [path]: { code: 500, body: { kind: 'Status' } } });
    await expect(record()).rejects.toMatchObject({ code: 'cluster-error' });
    expect(save).not.toHaveBeenCalled();
  });

  it('withdraws a record without a request to the cluster', async () => {
    test = await TestServices.start();
    const remove = jest.fn(async () => 'removed');
    expect(await test.services.requests.withdraw(ref, caller, remove)).toBe(
      'removed',
    );
    expect(test.apiServer.requests).toEqual([]);
  });
});
