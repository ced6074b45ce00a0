import { ResponseError } from '@backstage/errors';
import {
  later,
  manifest,
  path,
  ref,
  routes,
  tok,
  userEntityRef,
} from './__testUtils__/settingsRequests';
import { unsignedJwt } from './__testUtils__/unsignedJwt';
import { SERVICE_TOKEN, useSkeBackend } from './__testUtils__/useSkeBackend';

// The access token in expired Backstage tokens. Its signature differs, so that a search for the other tokens does not find it.
const deadTok = unsignedJwt({ sub: 'jane', exp: later }).replace(
  /[^.]+$/,
  'ZGVhZA',
);

describe('the ske plugin', () => {
  // All tests here run with an ambient identity, which must never be used.
  const api = useSkeBackend({
    cluster: { serviceAccountToken: 'service-account-token' },
  });
  let token: string;

  beforeAll(async () => {
    token = await api.backend.userTokens.sign({
      userEntityRef,
      claims: { tok },
    });
  });

  it('B9, B10: reads, configures and deletes over HTTP, as the caller', async () => {
    const created = await api.backend.request({ ...routes[2], token });
    expect(created.status).toBe(200);
    expect(created.body).toEqual({
      resourceId: 'uid-of-settings',
      operation: 'created',
      dryRun: false,
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace: 'default',
      name: 'settings',
      uid: 'uid-of-settings',
      changes: [{ field: 'data.a', change: 'added', after: '"1"' }],
      kubectl: expect.stringMatching(/^printf '%s' '\{.*\| kubectl create/),
      notices: [],
    });
    const read = await api.backend.request({ ...routes[0], token });
    expect(read.status).toBe(200);
    expect(read.body).toEqual({ manifest: api.apiServer.object(path) });
    const deleted = await api.backend.request({ ...routes[1], token });
    expect(deleted.status).toBe(200);
    expect(deleted.body).toMatchObject({ status: 'Success' });
    expect(new Set(api.apiServer.requests.map(r => r.authorization))).toEqual(
      new Set([`Bearer ${tok}`]),
    );
  });

  it('accepts dryRun, onExisting and fieldManager', async () => {
    const configure = (body: object) =>
      api.backend.request({ ...routes[2], body: { manifest, ...body }, token });
    const planned = await configure({ dryRun: true, fieldManager: 'team-a' });
    expect(planned.body).toMatchObject({ operation: 'created', dryRun: true });
    expect(planned.body.uid).toBeUndefined();
    expect(api.apiServer.object(path)).toBeUndefined();
    expect(api.apiServer.requests.at(-1)?.path).toMatch(/fieldManager=team-a/);
    expect(api.backend.auditEvents.at(-1)?.meta).toMatchObject({
      dryRun: true,
      operation: 'created',
    });
    await configure({});
    const refused = await configure({ onExisting: 'fail' });
    expect(refused.status).toBe(409);
    expect(refused.body.error.code).toBe('already-exists');
    await api.backend.request({ ...routes[1], token });
  });

  it('S34: returns a conflict with typed causes', async () => {
    const live = api.apiServer.put(path, {
      metadata: {
        name: 'settings',
        managedFields: [
          {
            manager: 'kubectl-edit',
            operation: 'Update',
            time: '2026-11-24T10:00:00Z',
            fieldsV1: { 'f:data': { 'f:a': {} } },
          },
        ],
      },
      data: { a: '2' },
    });
    const stale = JSON.stringify({
      ...ref,
      name: undefined,
      metadata: { name: 'settings', resourceVersion: '0' },
      data: { a: '1' },
    });
    const { status, body } = await api.backend.request({
      ...routes[2],
      body: { manifest: stale },
      token,
    });
    expect(status).toBe(409);
    const { resourceVersion } = live.metadata as { resourceVersion: string };
    expect(body.error).toMatchObject({
      name: 'ConflictError',
      code: 'conflict',
      message:
        'ConfigMap settings in namespace default was changed since the manifest was made from it, last by kubectl-edit (Update) at 2026-11-24T10:00:00Z; nothing was written.',
      detail: 'kubectl-edit (Update) at 2026-11-24T10:00:00Z wrote data.a.',
      causes: [
        {
          field: 'metadata.resourceVersion',
          reason: 'ResourceVersionChanged',
          live: JSON.stringify(resourceVersion),
          submitted: '"0"',
        },
        {
          field: 'data.a',
          reason: 'FieldChanged',
          message:
            'data.a is "2" on the cluster and "1" in the manifest; it was written by kubectl-edit (Update) at 2026-11-24T10:00:00Z.',
          live: '"2"',
          submitted: '"1"',
          managers: [
            {
              name: 'kubectl-edit',
              operation: 'Update',
              time: '2026-11-24T10:00:00Z',
            },
          ],
        },
      ],
    });
    await api.backend.request({ ...routes[1], token });
  });

  it('S25: responds in JSON with no-store and a request id', async () => {
    for (const route of routes) {
      const { headers } = await api.backend.request({ ...route, token });
      expect(headers.get('content-type')).toMatch(/^application\/json/);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.get('audit-id')).toBeNull();
    }
  });

  describe.each(routes)('S1: $path sends nothing', route => {
    it.each<[string, Record<string, unknown>, string, RegExp]>([
      ['without tok', {}, 'no-credentials', /has no tok claim/],
      ['with tok null', { tok: null }, 'no-credentials', /not a string/],
      ['with tok a number', { tok: 1 }, 'no-credentials', /not a string/],
      ['with tok a list', { tok: [tok] }, 'no-credentials', /not a string/],
      ['with tok blank', { tok: ' ' }, 'no-credentials', /is blank/],
      [
        'with a line break in tok',
        { tok: `${tok}\n` },
        'no-credentials',
        /a character that is not allowed/,
      ],
      [
        'with tok expired',
        { tok: unsignedJwt({ exp: 1_700_000_000 }) },
        'session-ended',
        /expired at 2023-/,
      ],
    ])('%s', async (_, claims, code, message) => {
      const bad = await api.backend.userTokens.sign({ userEntityRef, claims });
      const { status, body } = await api.backend.request({
        ...route,
        token: bad,
      });
      expect(status).toBe(401);
      expect(body.error.code).toBe(code);
      expect(body.error.message).toMatch(message);
      expect(body.error.hint).toMatch(/sign in/i);
      expect(api.apiServer.requests).toEqual([]);
    });

    it('S5: for a service', async () => {
      const { status, body } = await api.backend.request({
        ...route,
        token: SERVICE_TOKEN,
      });
      expect(status).toBe(403);
      expect(body.error.code).toBe('forbidden');
      expect(api.apiServer.requests).toEqual([]);
    });

    it('with a token in a cookie or another header', async () => {
      const bad = await api.backend.userTokens.sign({ userEntityRef });
      const { status } = await api.backend.request({
        ...route,
        token: bad,
        headers: {
          cookie: `backstage-auth=${token}`,
          'x-forwarded-authorization': `Bearer ${token}`,
          'backstage-kubernetes-authorization-oidc-oidc': tok,
        },
      });
      expect(status).toBe(401);
      expect(api.apiServer.requests).toEqual([]);
    });
  });

  it('S24: forwards no header of the caller to the cluster', async () => {
    await api.backend.request({
      ...routes[0],
      token,
      headers: { 'impersonate-user': 'system:admin', 'x-remote-user': 'root' },
    });
    expect(api.apiServer.requests.length).toBeGreaterThan(0);
    expect(JSON.stringify(api.apiServer.requests)).not.toMatch(/admin|root/);
  });

  it("returns all errors in the format that Backstage's ResponseError reads", async () => {
    api.apiServer.intercept = (_, response) => {
      response.writeHead(403);
      response.end(
        JSON.stringify({
          kind: 'Status',
          reason: 'Forbidden',
          message:
            'configmaps "settings" is forbidden: User "jane@example.com" cannot get resource "configmaps" in API group "" in the namespace "default"',
        }),
      );
      return true;
    };
    const response = await fetch(`${api.backend.url}${routes[0].path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const error = await ResponseError.fromResponse(response);
    expect(error.statusCode).toBe(403);
    expect(error.cause.name).toBe('NotAllowedError');
    expect(error.body).toEqual({
      error: {
        name: 'NotAllowedError',
        code: 'forbidden',
        message:
          'jane@example.com may not get ConfigMap (configmaps) in namespace default on cluster kratix-platform.',
        hint: expect.stringContaining('Ask the platform team for a role'),
        detail: expect.stringContaining('configmaps "settings" is forbidden'),
        requestId: response.headers.get('x-request-id'),
      },
      request: { method: 'GET', url: '/resource' },
      response: { statusCode: 403 },
    });
  });

  it('returns Retry-After with a 429', async () => {
    api.apiServer.intercept = (_, response) => {
      response.writeHead(429, { 'retry-after': '30' });
      response.end(JSON.stringify({ kind: 'Status', message: 'busy' }));
      return true;
    };
    const { status, headers } = await api.backend.request({
      ...routes[0],
      token,
    });
    expect(status).toBe(429);
    expect(headers.get('retry-after')).toBe('30');
  });

  it('cancels the request to the cluster when the caller disconnects, and logs no error', async () => {
    api.backend.logs.length = 0;
    api.backend.auditEvents.length = 0;
    const gone = new AbortController();
    const closed = new Promise<void>(resolve => {
      api.apiServer.intercept = ({ method }, response) => {
        if (method === 'GET' && !gone.signal.aborted) {
          response.on('close', resolve);
          gone.abort();
        }
        return true;
      };
    });
    const call = fetch(`${api.backend.url}${routes[0].path}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: gone.signal,
    });
    await expect(call).rejects.toThrow(/abort/);
    await closed;
    const ended = await eventually(() =>
      api.backend.auditEvents.find(({ status }) => status === 'failed'),
    );
    expect(ended.meta?.code).toBe('cancelled');
    expect(api.backend.logs.filter(line => line.startsWith('error'))).toEqual(
      [],
    );
  });

  it('S7: writes no token to a log line, an audit event or a response', async () => {
    const marked = unsignedJwt({
      iss: 'x',
      exp: later,
      marker: 'marked-token',
    });
    const markedToken = await api.backend.userTokens.sign({
      userEntityRef,
      claims: { tok: marked },
    });
    const answers: string[] = [];
    for (const status of [200, 401, 403, 404, 409, 422, 500]) {
      api.apiServer.intercept = (_, response) => {
        response.writeHead(status);
        response.end(JSON.stringify({ kind: 'Status', message: 'no' }));
        return true;
      };
      for (const route of routes) {
        const { text } = await api.backend.request({
          ...route,
          token: markedToken,
        });
        answers.push(text);
      }
    }
    api.apiServer.intercept = (_, response) => {
      response.destroy();
      return true;
    };
    for (const route of routes) {
      const { text, status } = await api.backend.request({
        ...route,
        token: markedToken,
      });
      expect(status).toBe(502);
      answers.push(text);
    }
    const traces = [
      ...api.backend.logs,
      ...answers,
      JSON.stringify(api.backend.auditEvents),
    ].join('\n');
    for (const secret of [marked, markedToken, tok, token]) {
      for (const part of secret.split('.').slice(1)) {
        expect(traces).not.toContain(part);
        expect(traces).not.toContain(Buffer.from(part).toString('base64'));
        expect(traces).not.toContain(encodeURIComponent(part));
      }
    }
    expect(traces).not.toContain('service-account-token');
    expect(traces).not.toContain('ambient-token');
  });

  it('S7: rejects an expired Backstage token before Backstage’s core logs its claims', async () => {
    api.backend.logs.length = 0;
    const expired = await api.backend.userTokens.sign({
      userEntityRef,
      claims: { tok: deadTok },
      expiresAt: new Date(Date.now() - 60_000),
    });
    for (const url of [routes[0].path, '/api/ske/nothing']) {
      const { status, body } = await api.backend.request({
        path: url,
        token: expired,
      });
      expect(status).toBe(401);
      expect(body.error.code).toBe('no-credentials');
      expect(body.error.detail).toMatch(/^The Backstage token expired at 20/);
    }
    expect(api.backend.logs.join('\n')).not.toContain(deadTok);
    expect(api.backend.logs.join('\n')).not.toContain('Failed to verify');
  });

  it('S2: sends nothing to the cluster of the kubeconfig in the environment', () => {
    expect(api.ambient.requests).toEqual([]);
  });
});

/** Waits for something that happens in the same process. */
async function eventually<T>(find: () => T | undefined): Promise<T> {
  for (;;) {
    const found = find();
    if (found !== undefined) {
      return found;
    }
    await new Promise(resolve => setImmediate(resolve));
  }
}
