import { manifest, ref, routes } from './__testUtils__/settingsRequests';
import type { RecordedAuditEvent } from './__testUtils__/startSkeBackend';
import { unsignedJwt } from './__testUtils__/unsignedJwt';
import { useSkeBackend } from './__testUtils__/useSkeBackend';

const tok = unsignedJwt({ email: 'claimed@example.com' });
const READ = '/api/ske/resource?apiVersion=v1&kind=ConfigMap&name=settings';

describe('audit and limits over HTTP', () => {
  const api = useSkeBackend({
    ske: {
      limits: { concurrentRequests: 2, requestsPerMinute: 30, streams: 1 },
    },
  });

  beforeEach(() => {
    api.backend.auditEvents.length = 0;
  });

  const tokenOf = (name: string) =>
    api.backend.userTokens.sign({
      userEntityRef: `user:default/${name}`,
      claims: { tok },
    });
  const ended = (): RecordedAuditEvent[] =>
    api.backend.auditEvents.filter(event => event.status !== 'initiated');

  it('S40: names the user, the task from the header, and the outcome', async () => {
    const token = await tokenOf('jane');
    await api.backend.request({
      path: READ,
      token,
      headers: { 'x-ske-task-id': '0b8f2d5e-task' },
    });
    await api.backend.request({
      path: READ,
      token,
      headers: { 'x-ske-task-id': 'not an id; DROP' },
    });
    const [first, second] = ended();
    expect(first.meta).toMatchObject({
      user: 'user:default/jane',
      taskId: '0b8f2d5e-task',
      verb: 'get',
      code: 'not-found',
    });
    expect(second.meta).not.toHaveProperty('taskId');
  });

  it('S6, S40: reads the user name on the cluster from a 403 if the cluster does not serve SelfSubjectReview, and never from a claim; the event of a failure has the audit id of the API server', async () => {
    const token = await tokenOf('joe');
    api.apiServer.intercept = ({ path }, response) => {
      const isReview = path.endsWith('/selfsubjectreviews');
      if (isReview) {
        response.writeHead(404).end();
      }
      return isReview;
    };
    await api.backend.request({ path: READ, token });
    api.apiServer.intercept = (_request, response) => {
      response
        .writeHead(403, {
          'content-type': 'application/json',
          'audit-id': 'of-the-api-server',
        })
        .end(
          JSON.stringify({
            kind: 'Status',
            apiVersion: 'v1',
            status: 'Failure',
            reason: 'Forbidden',
            message:
              'configmaps "settings" is forbidden: User "joe@example.com" cannot get resource "configmaps" in API group "" in the namespace "default"',
            code: 403,
          }),
        );
      return true;
    };
    await api.backend.request({ path: READ, token });
    api.apiServer.intercept = undefined;
    await api.backend.request({ path: READ, token });
    const [before, refused, after] = ended().map(event => event.meta);
    expect(before).not.toHaveProperty('clusterUser');
    expect(refused).toMatchObject({
      code: 'forbidden',
      clusterUser: 'joe@example.com',
      apiServerAuditId: 'of-the-api-server',
    });
    expect(after).toMatchObject({ clusterUser: 'joe@example.com' });
    expect(JSON.stringify(api.backend.auditEvents)).not.toContain('claimed');
  });

  it('S6, S40: writes the user name on the cluster into every event, and sends one SelfSubjectReview for each token', async () => {
    const token = await tokenOf('writer');
    await api.backend.request({ path: READ, token });
    await api.backend.request({
      method: 'POST',
      path: '/api/ske/delete-resource',
      token,
      body: { apiVersion: 'v1', kind: 'ConfigMap', name: 'settings' },
    });
    await api.backend.request({ path: '/api/ske/whoami', token });
    expect(
      ended().map(({ eventId, meta }) => [eventId, meta?.clusterUser]),
    ).toEqual([
      ['resource-read', 'test-user'],
      ['resource-delete', 'test-user'],
      ['identity-review', 'test-user'],
    ]);
    expect(
      api.apiServer.requests.filter(({ path }) =>
        path.endsWith('/selfsubjectreviews'),
      ),
    ).toHaveLength(2); // The second review is the request of the caller.
  });

  it('S40: writes at most one event a minute for refused requests without credentials', async () => {
    for (let count = 0; count < 5; count += 1) {
      const { status } = await api.backend.request({ path: READ });
      expect(status).toBe(401);
    }
    const forged = await api.backend.request({
      path: READ,
      token: 'e30.e30.c2ln',
    });
    expect(forged.status).toBe(401);
    expect(ended()).toEqual([
      {
        eventId: 'request-refusal',
        status: 'failed',
        error: expect.stringMatching(/^Error: no-credentials/),
        request: undefined,
        meta: {
          requestId: expect.any(String),
          route: 'GET /resource',
          code: 'no-credentials',
        },
      },
    ]);
    expect(api.apiServer.requests).toEqual([]);
  });

  it('S23: responds with 429 and Retry-After to a user over the quota, and to no other user', async () => {
    const busy = await tokenOf('busy');
    const other = await tokenOf('other');
    const held: Array<() => void> = [];
    api.apiServer.intercept = ({ path }, response) => {
      if (!path.includes('settings')) {
        return false;
      }
      held.push(() => response.writeHead(404).end('{}'));
      return true;
    };
    const read = (token: string) => api.backend.request({ path: READ, token });
    const [first, second] = [read(busy), read(busy)];
    while (held.length < 2) {
      await new Promise(resolve => setImmediate(resolve));
    }
    const refused = await read(busy);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(refused.body.error).toMatchObject({
      name: 'TooManyRequestsError',
      code: 'too-many-requests',
      retryAfterSeconds: 1,
    });
    expect(ended()).toEqual([
      expect.objectContaining({
        eventId: 'request-refusal',
        request: expect.objectContaining({ actorId: 'user:default/busy' }),
        meta: expect.objectContaining({
          code: 'too-many-requests',
          user: 'user:default/busy',
        }),
      }),
    ]);
    api.apiServer.intercept = undefined;
    expect((await read(other)).status).toBe(404);
    held.forEach(answer => answer());
    await Promise.all([first, second]);

    // During these requests the quota of the user refills, but more slowly than the requests use it up.
    let later = await read(busy);
    for (let count = 0; later.status !== 429 && count < 300; count += 1) {
      later = await read(busy);
    }
    expect(later.status).toBe(429);
    expect(Number(later.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await read(other)).status).toBe(404);
  });

  it.each(['/watch?', '/resource/logs?name=settings&pod=a&container=b&'])(
    'S23, S40: refuses and audits a stream over the quota: %s',
    async route => {
      const name = `streams-${route.length}`;
      const token = await tokenOf(name);
      api.apiServer.intercept = ({ path }, response) => {
        if (!path.includes('/configmaps')) {
          return false;
        }
        if (path.includes('watch=true')) {
          response.writeHead(200, { 'content-type': 'application/json' });
          response.flushHeaders();
        } else {
          response.writeHead(200, { 'content-type': 'application/json' });
          response.end('{"metadata":{"resourceVersion":"1"},"items":[]}');
        }
        return true;
      };
      const query = 'apiVersion=v1&kind=ConfigMap&namespace=default';
      const gone = new AbortController();
      const first = await fetch(`${api.backend.url}/api/ske/watch?${query}`, {
        headers: { authorization: `Bearer ${token}` },
        signal: gone.signal,
      });
      await first.body?.getReader().read();
      const second = await api.backend.request({
        path: `/api/ske${route}${query}`,
        token,
      });
      gone.abort();
      expect(second.status).toBe(429);
      expect(ended()).toContainEqual(
        expect.objectContaining({
          eventId: 'request-refusal',
          meta: {
            requestId: second.body.error.requestId,
            route: `GET ${route.split('?')[0]}`,
            code: 'too-many-requests',
            user: `user:default/${name}`,
          },
        }),
      );
    },
  );

  it('S41: an audit event names the fields that the cluster rejected, without their values', async () => {
    const token = await tokenOf('kim');
    api.apiServer.intercept = ({ method }, response) => {
      if (method !== 'POST') {
        return false;
      }
      response.writeHead(422);
      response.end(
        JSON.stringify({
          kind: 'Status',
          reason: 'Invalid',
          message: 'Invalid value: "hunter2"',
          details: {
            causes: [
              { field: 'data.password', message: 'Invalid value: "hunter2"' },
            ],
          },
        }),
      );
      return true;
    };
    const { status, body } = await api.backend.request({
      ...routes[2],
      body: { manifest: manifest.replace('settings', 'refused') },
      token,
    });
    expect(status).toBe(422);
    expect(body.error.message).toContain('hunter2');
    const event = api.backend.auditEvents.at(-1);
    expect(event?.error).toMatch(/invalid: data\.password/);
    expect(JSON.stringify(event)).not.toContain('hunter2');
  });

  it('S40: audits each operation with its outcome, even a refused one', async () => {
    const token = await tokenOf('kim');
    await api.backend.request({ ...routes[1], token });
    api.backend.auditEvents.length = 0;
    await api.backend.request({ ...routes[2], token });
    await api.backend.request({
      path: '/api/ske/resource?apiVersion=v1&kind=ConfigMap&name=absent',
      token,
    });
    const bad = await api.backend.userTokens.sign({
      userEntityRef: 'user:default/kim',
    });
    await api.backend.request({ ...routes[1], token: bad });
    const common = {
      cluster: 'kratix-platform',
      identity: 'user',
      requestId: expect.any(String),
    };
    expect(
      api.backend.auditEvents.filter(({ status }) => status !== 'initiated'),
    ).toMatchObject([
      {
        eventId: 'resource-configure',
        status: 'succeeded',
        meta: {
          ...common,
          ...ref,
          namespace: 'default',
          verb: 'configure',
          operation: 'created',
          apiServerAuditId: expect.any(String),
        },
      },
      {
        eventId: 'resource-read',
        status: 'failed',
        error: expect.stringContaining('not-found: ConfigMap absent'),
        meta: {
          ...common,
          ...ref,
          name: 'absent',
          namespace: 'default',
          verb: 'get',
          code: 'not-found',
        },
      },
      {
        eventId: 'resource-delete',
        status: 'failed',
        error: expect.stringContaining('no-credentials'),
        meta: { ...common, ...ref, verb: 'delete', code: 'no-credentials' },
      },
    ]);
  });

  it('S41: an audit event shows a rejected name cleaned and shortened', async () => {
    const token = await tokenOf('kim');
    const name = encodeURIComponent(`a\u001b[2J\n${'x'.repeat(3000)}`);
    await api.backend.request({
      path: `/api/ske/resource?apiVersion=v1&kind=ConfigMap&name=${name}`,
      token,
    });
    const [event] = api.backend.auditEvents;
    expect(String(event.meta?.name)).toHaveLength(1024);
    // eslint-disable-next-line no-control-regex
    expect(JSON.stringify(api.backend.auditEvents)).not.toMatch(/\\u001b/);
  });
});
