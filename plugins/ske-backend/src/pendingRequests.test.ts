import type { PendingRequest } from '@kratix-portal/plugin-ske-common';
import { callerPlugin } from './__testUtils__/callerPlugin';
import { until } from './__testUtils__/skeClientFor';
import { unsignedJwt } from './__testUtils__/unsignedJwt';
import { SERVICE_TOKEN, useSkeBackend } from './__testUtils__/useSkeBackend';

const tok = unsignedJwt({ sub: 'jane' });
const jane = 'user:default/jane';
const REVIEW = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const DATABASES = '/apis/demo.example.com/v1/namespaces/team-a/databases';

const input = {
  action: 'Request',
  promiseName: 'database',
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  namespace: 'team-a',
  name: 'orders',
};

describe('B8: POST /pending-requests', () => {
  const api = useSkeBackend({
    ske: { pendingRequests: { perUser: 3 } },
    features: [callerPlugin('catalog'), callerPlugin('other')],
  });
  let token: string;
  let isAllowed: boolean;
  let users = 0;

  beforeAll(async () => {
    token = await signIn(jane);
  });
  beforeEach(async () => {
    isAllowed = true;
    api.apiServer.intercept = ({ path, body }, response) => {
      if (path !== REVIEW) {
        return false;
      }
      const status = { allowed: isAllowed, reason: 'by a rule of the test' };
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ...(body as object), status }));
      return true;
    };
    const left = await listed();
    await call('catalog', '/.ske/pending-requests/seen', {
      seen: left.map(({ id, requestedAt }) => ({ id, requestedAt })),
    });
  });

  async function signIn(userEntityRef = `user:default/u${(users += 1)}`) {
    return api.backend.userTokens.sign({ userEntityRef, claims: { tok } });
  }

  const record = (more: object = {}, as = token) =>
    api.backend.request({
      method: 'POST',
      path: '/api/ske/pending-requests',
      token: as,
      body: { ...input, ...more },
    });

  async function call(plugin: string, path: string, body?: object) {
    const answer = await api.backend.request({
      method: 'POST',
      path: `/api/${plugin}/call`,
      body: { path, body },
    });
    return answer.body as { status: number; text: string };
  }

  async function listed(): Promise<PendingRequest[]> {
    const { status, text } = await call(
      'catalog',
      '/.ske/pending-requests?cluster=kratix-platform',
    );
    expect(status).toBe(200);
    return JSON.parse(text).items;
  }

  const configure = (spec: object) =>
    api.backend.request({
      method: 'POST',
      path: '/api/ske/configure-resource',
      token,
      body: {
        manifest: JSON.stringify({
          apiVersion: input.apiVersion,
          kind: input.kind,
          metadata: { name: 'made', namespace: 'team-a' },
          spec,
        }),
      },
    });

  it('records a request for the calling user, whom no field of the body can change', async () => {
    const { status, body } = await record({ labels: { team: 'a' } });
    expect([status, body]).toEqual([
      200,
      {
        outcome: 'recorded',
        exists: false,
        apiVersion: 'demo.example.com/v1',
        kind: 'Database',
        namespace: 'team-a',
        name: 'orders',
      },
    ]);
    expect(await listed()).toEqual([
      expect.objectContaining({
        requestedBy: jane,
        group: 'demo.example.com',
        version: 'v1',
        kind: 'Database',
        plural: 'databases',
        namespace: 'team-a',
        name: 'orders',
        state: 'requested',
        labels: { team: 'a' },
      }),
    ]);
    const forged = await record({ requestedBy: 'user:default/joe' });
    expect(forged.status).toBe(400);
  });

  it.each([
    ['name', '../etc'],
    ['namespace', 'Team'],
    ['apiVersion', 'a/b/c'],
    ['promiseName', 'Redis!'],
    ['action', 'request'],
    ['pullRequestUrl', 'ftp://git.example.com/1'],
    ['pullRequestUrl', 'data:text/html,1'],
    ['pullRequestUrl', 'https://jane:secret@git.example.com/1'],
    ['pullRequestUrl', 'https:jane:secret@git.example.com/1'],
    ['pullRequestUrl', 'https://'],
    ['requestsRepoUrl', 'jane@git.example.com?repo=x'],
    ['spec', { password: 'hunter2' }],
  ])('S22: rejects the field %s with %j', async (field, value) => {
    const { status, body } = await record({ [field]: value });
    expect(status).toBe(400);
    expect(JSON.stringify(body.error)).toContain(field);
    expect(await listed()).toEqual([]);
  });

  it('S20: records no request of a kind that the portal refuses or that the cluster does not serve', async () => {
    const secret = await record({ apiVersion: 'v1', kind: 'Secret' });
    expect(secret.body.error.code).toBe('kind-not-allowed');
    const unknown = await record({ kind: 'Nothing' });
    expect(unknown.body.error.code).toBe('kind-not-served');
    expect(await listed()).toEqual([]);
  });

  it('rejects a request that the cluster does not let the user create', async () => {
    isAllowed = false;
    const { status, body } = await record();
    expect(status).toBe(403);
    expect(body.error).toMatchObject({
      code: 'forbidden',
      message:
        'You may not create Database orders in namespace team-a, so its request is not recorded.',
      detail: 'by a rule of the test',
    });
    expect(await listed()).toEqual([]);
    // A request in a pull request is applied by another user.
    const reviewed = await record({
      pullRequestUrl: 'https://git.example.com/1',
    });
    expect(reviewed.status).toBe(200);
  });

  it('S1: rejects a user without a token for the cluster', async () => {
    const without = await api.backend.userTokens.sign({ userEntityRef: jane });
    const { status } = await record({}, without);
    expect(status).toBe(401);
    expect(await listed()).toEqual([]);
  });

  it('limits the records of each user, and lets a user replace one', async () => {
    for (const name of ['a', 'b', 'c', 'c']) {
      expect((await record({ name })).status).toBe(200);
    }
    const { status, body } = await record({ name: 'd' });
    expect(status).toBe(429);
    expect(body.error.message).toContain('You have 3 recorded requests');
    expect((await record({ name: 'd' }, await signIn())).status).toBe(200);
  });

  it('withdraws the record of the user on Delete, and no record of another user', async () => {
    await record();
    await record({}, await signIn('user:default/joe'));
    const { body } = await record({ action: 'Delete' });
    expect(body.outcome).toBe('withdrawn');
    expect((await listed()).map(({ requestedBy }) => requestedBy)).toEqual([
      'user:default/joe',
    ]);
  });

  it('stores that the resource exists, when the request is recorded or when the portal creates the resource', async () => {
    api.apiServer.put(`${DATABASES}/orders`, {
      apiVersion: input.apiVersion,
      kind: input.kind,
      metadata: { name: 'orders', namespace: 'team-a' },
    });
    expect((await record()).body.exists).toBe(true);
    expect((await record({ name: 'made' })).body.exists).toBe(false);
    expect((await configure({ size: 1 })).body.operation).toBe('created');
    const existed = await until(
      async () =>
        (await listed()).map(({ name, existed: value }) => [name, value]),
      found => found.every(([, value]) => value),
    );
    expect(existed.sort()).toEqual([
      ['made', true],
      ['orders', true],
    ]);
  });

  it('S7: stores why a create failed, without the values that the cluster quotes', async () => {
    await record({ name: 'refused' });
    api.apiServer.intercept = ({ method }, response) => {
      if (method !== 'POST') {
        return false;
      }
      response.writeHead(422, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({
          kind: 'Status',
          apiVersion: 'v1',
          status: 'Failure',
          reason: 'Invalid',
          code: 422,
          message: 'Database "refused" is invalid: spec.size: "hunter2"',
          details: {
            causes: [
              {
                reason: 'FieldValueInvalid',
                field: 'spec.size',
                message: 'Invalid value: "hunter2"',
              },
            ],
          },
        }),
      );
      return true;
    };
    const { status } = await api.backend.request({
      method: 'POST',
      path: '/api/ske/configure-resource',
      token,
      body: {
        manifest: JSON.stringify({
          apiVersion: input.apiVersion,
          kind: input.kind,
          metadata: { name: 'refused', namespace: 'team-a' },
          spec: { size: 'hunter2' },
        }),
      },
    });
    expect(status).toBe(422);
    const [found] = await until(
      async () => listed(),
      ([each]) => each.reason.includes('failed'),
    );
    expect(found.reason).toBe(
      'The last attempt to create it failed. The cluster rejected these fields: spec.size.',
    );
  });

  it('S40: audits each record with the user, the task and the object', async () => {
    api.backend.auditEvents.length = 0;
    await api.backend.request({
      method: 'POST',
      path: '/api/ske/pending-requests',
      token,
      body: input,
      headers: { 'x-ske-task-id': 'task-7' },
    });
    expect(
      api.backend.auditEvents.map(({ eventId, status }) => [eventId, status]),
    ).toEqual([
      ['request-record', 'initiated'],
      ['request-record', 'succeeded'],
    ]);
    expect(api.backend.auditEvents[1].meta).toMatchObject({
      user: jane,
      clusterUser: 'test-user',
      verb: 'record',
      kind: 'Database',
      name: 'orders',
      namespace: 'team-a',
      code: 'ok',
    });
  });

  describe('S5: the routes of the catalog', () => {
    const path = '/.ske/pending-requests?cluster=kratix-platform';

    it('rejects other plugins, users, services with static tokens, and callers without a token', async () => {
      expect((await call('other', path)).status).toBe(403);
      expect(
        (await call('other', '/.ske/pending-requests/seen', { seen: [] }))
          .status,
      ).toBe(403);
      const direct = (as?: string) =>
        api.backend.request({ path: `/api/ske${path}`, token: as });
      expect((await direct(token)).status).toBe(403);
      expect((await direct()).status).toBe(401);
      expect((await direct(SERVICE_TOKEN)).status).toBe(403);
    });

    it('rejects a call without a cluster, and a call with an invalid body', async () => {
      expect((await call('catalog', '/.ske/pending-requests')).status).toBe(
        400,
      );
      const seen = await call('catalog', '/.ske/pending-requests/seen', {
        seen: [{ id: 1 }],
      });
      expect(seen.status).toBe(400);
    });

    it('responds in the same format as all other routes, even on an unknown path or method', async () => {
      const answers = await Promise.all([
        call('other', path),
        call('catalog', '/.ske/pending-requests'),
        call('catalog', '/.ske/unknown'),
        call('catalog', path, { seen: [] }),
      ]);
      const read = answers.map(({ status, text }) => {
        const { code, requestId } = JSON.parse(text).error;
        return [status, code, typeof requestId];
      });
      expect(read).toEqual([
        [403, 'forbidden', 'string'],
        [400, 'invalid-input', 'string'],
        [404, 'not-found', 'string'],
        [405, 'method-not-allowed', 'string'],
      ]);
    });

    it('S7: rejects an expired token before Backstage logs its claims', async () => {
      const secret = unsignedJwt({ sub: 'jane', secret: 'still-valid' });
      const expired = await api.backend.userTokens.sign({
        userEntityRef: 'user:default/jane',
        claims: { tok: secret },
        expiresAt: new Date(Date.now() - 60_000),
      });
      for (const each of [path, '/.ske/unknown']) {
        const { status, body } = await api.backend.request({
          path: `/api/ske${each}`,
          token: expired,
        });
        expect([status, typeof body.error.requestId]).toEqual([401, 'string']);
      }
      expect(api.backend.logs.join('\n')).not.toContain(secret);
    });

    it('lists the records of the named cluster only', async () => {
      await record();
      const other = await call(
        'catalog',
        '/.ske/pending-requests?cluster=other',
      );
      expect(JSON.parse(other.text)).toEqual({ items: [] });
      expect(await listed()).toHaveLength(1);
    });
  });
});
