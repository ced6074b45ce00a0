import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { AccessQuestion } from '@kratix-portal/plugin-ske-common';
import { caller } from '../__testUtils__/TestOperations';
import { TestServices } from '../__testUtils__/TestServices';

const reviews = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const of = { apiVersion: 'demo.example.com/v1', kind: 'Database' };
const inTeamA = { ...of, namespace: 'team-a' };

describe('AccessService', () => {
  let test: TestServices;
  afterEach(() => test.stop());

  const yes = () => ({ body: { status: { allowed: true, reason: 'a role' } } });

  function asked() {
    return test.apiServer.requests
      .filter(({ path }) => path === reviews)
      .map(({ body }: any) => body.spec.resourceAttributes);
  }

  it('sends the plural of each kind to the cluster, in order', async () => {
    test = await TestServices.start();
    test.script({ [reviews]: yes });
    const answers = await test.services.access.check(
      [
        { verb: 'create', ...inTeamA },
        { verb: 'list', ...of },
      ],
      caller,
    );
    expect(answers).toEqual([
      { allowed: true, reason: 'a role' },
      { allowed: true, reason: 'a role' },
    ]);
    expect(asked()).toEqual([
      {
        verb: 'create',
        group: 'demo.example.com',
        resource: 'databases',
        namespace: 'team-a',
      },
      { verb: 'list', group: 'demo.example.com', resource: 'databases' },
    ]);
  });

  it('denies an access that the portal itself forbids, without a request to the cluster', async () => {
    test = await TestServices.start({
      policy: permission => ({
        result: permission.endsWith('.delete')
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
      }),
    });
    test.script({ [reviews]: yes });
    const questions: AccessQuestion[] = [
      { verb: 'get', apiVersion: 'v1', kind: 'Secret' },
      { verb: 'delete', ...inTeamA },
      { verb: 'get', ...of, kind: 'Nothing' },
      { verb: 'get', apiVersion: 'v1', kind: 'Pod', subresource: 'log' },
      { verb: 'create', apiVersion: 'v1', kind: 'Pod' },
    ];
    const answers = await test.services.access.check(questions, caller);
    expect(answers.map(({ allowed, code }) => [allowed, code])).toEqual([
      [false, 'kind-not-allowed'],
      [false, 'forbidden'],
      [false, 'kind-not-served'],
      [true, undefined],
      [false, 'kind-not-allowed'],
    ]);
    expect(asked()).toEqual([
      { verb: 'get', group: '', resource: 'pods', subresource: 'log' },
    ]);
  });

  it('throws an error, and does not deny access, when the access review fails with a 500', async () => {
    test = await TestServices.start();
    test.script({ [reviews]: { code: 500, body: { kind: 'Status' } } });
    await expect(
      test.services.access.check([{ verb: 'get', ...of }], caller),
    ).rejects.toMatchObject({ code: 'cluster-error' });
  });
});
