import { SkeErrorCode, skeErrorCodes } from '@kratix-portal/plugin-ske-common';
import { apiDocument } from './__testUtils__/apiDocument';
import {
  namedRoutes,
  ref,
  tok,
  toRequest,
  useApiRoutes,
  userEntityRef,
} from './__testUtils__/useApiRoutes';
import { unsignedJwt } from './__testUtils__/unsignedJwt';
import { SERVICE_TOKEN } from './__testUtils__/useSkeBackend';

describe('each route of the HTTP API', () => {
  const api = useApiRoutes();

  /** Reads the first `end` of a stream, and returns the status of its error. */
  async function readEnd({
    method,
    path,
    body,
  }: ReturnType<typeof toRequest>): Promise<{ status: number }> {
    const response = await fetch(`${api.backend.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${api.token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    let text = '';
    // Leaving the loop closes the stream.
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString('utf8');
      const end = /event: end\ndata: (.*)\n\n/.exec(text)?.[1];
      if (end !== undefined) {
        const code: SkeErrorCode = JSON.parse(end).error.code;
        return { status: skeErrorCodes[code].status };
      }
    }
    throw new Error(`The stream has no end: ${text}`);
  }

  it('has a test in this file', () => {
    const documented = Object.entries(apiDocument.paths ?? {}).flatMap(
      ([path, item]) =>
        ['GET', 'POST']
          .filter(method => method.toLowerCase() in (item ?? {}))
          .map(method => `${method} ${path}`),
    );
    expect(
      namedRoutes.map(({ method, path }) => `${method} ${path}`).sort(),
    ).toEqual(documented.sort());
  });

  describe.each(namedRoutes)('$method $path', route => {
    const request = toRequest(route);

    it('S1: sends nothing without a Backstage token', async () => {
      const { status, body } = await api.backend.request(request);
      expect(status).toBe(401);
      expect(body.error.code).toBe('no-credentials');
      expect(api.apiServer.requests).toEqual([]);
    });

    it('S1: sends nothing for a Backstage token without a usable tok', async () => {
      for (const claims of [
        {},
        { tok: 1 },
        { tok: 'two words' },
        { tok: unsignedJwt({ exp: 1_700_000_000 }) },
      ]) {
        const bad = await api.backend.userTokens.sign({
          userEntityRef,
          claims,
        });
        const { status, headers } = await api.backend.request({
          ...request,
          token: bad,
        });
        expect(status).toBe(route.isReport ? 200 : 401);
        expect(headers.get('content-type')).toMatch(/^application\/json/);
      }
      expect(api.apiServer.requests).toEqual([]);
    });

    it('S5: sends nothing for a service', async () => {
      const { status } = await api.backend.request({
        ...request,
        token: SERVICE_TOKEN,
      });
      expect(status).toBe(403);
      expect(api.apiServer.requests).toEqual([]);
    });

    it('S2: sends only the token of the caller, or nothing', async () => {
      // The API server responds to every request with 403.
      api.apiServer.intercept = ({ path }, response) => {
        if (path === '/api' || path === '/apis') {
          return false;
        }
        response.writeHead(403);
        response.end(JSON.stringify({ kind: 'Status', message: 'no' }));
        return true;
      };
      const { status } = route.refusesInStream
        ? await readEnd(request)
        : await api.backend.request({ ...request, token: api.token });
      expect(status).toBe(route.isReport ? 200 : 403);
      expect(
        new Set(
          api.apiServer.requests.map(({ authorization }) => authorization),
        ),
      ).toEqual(new Set([`Bearer ${tok}`]));
    });

    it('S22: rejects an unknown field', async () => {
      const { status, body } = await api.backend.request({
        ...toRequest(
          route.body
            ? { ...route, body: { ...route.body, impersonate: 'admin' } }
            : { ...route, query: { ...route.query, impersonate: 'admin' } },
        ),
        token: api.token,
      });
      expect(status).toBe(400);
      expect(body.error).toMatchObject({
        code: 'invalid-input',
        name: 'InputError',
        causes: [
          {
            field: 'impersonate',
            message: 'impersonate is not a known field.',
          },
        ],
      });
      expect(api.apiServer.requests).toEqual([]);
    });

    it('S25: responds with no-store and a request id', async () => {
      const { headers } = await api.backend.request(request);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    });
  });

  const withRef = namedRoutes.filter(
    ({ query, body }) => (query ?? body)?.kind !== undefined,
  );

  describe.each(withRef)('$method $path', route => {
    const withField = (field: string, value: unknown) =>
      toRequest(
        route.body
          ? { ...route, body: { ...route.body, [field]: value } }
          : { ...route, query: { ...route.query, [field]: String(value) } },
      );

    it.each([
      ['apiVersion', 'a/b/c'],
      ['kind', '../pods'],
      ['namespace', 'Team_A'],
    ])('S21: rejects %s "%s"', async (field, value) => {
      const { status, body } = await api.backend.request({
        ...withField(field, value),
        token: api.token,
      });
      expect(status).toBe(400);
      expect(body.error.causes).toEqual([
        { field, message: expect.stringMatching(/^\w+ (?:is|does) not .*\.$/) },
      ]);
      expect(api.apiServer.requests).toEqual([]);
    });

    it('S22: rejects a field that is missing, repeated or of another type', async () => {
      const input = route.query ?? route.body ?? {};
      const missing = Object.fromEntries(
        Object.entries(input).filter(([field]) => field !== 'kind'),
      );
      const without = await api.backend.request({
        ...toRequest(
          route.body
            ? { ...route, body: missing }
            : { ...route, query: missing as Record<string, string> },
        ),
        token: api.token,
      });
      expect(without.body.error.causes).toContainEqual({
        field: 'kind',
        message: 'kind is missing.',
      });
      const request = toRequest(route);
      const twice = await api.backend.request({
        ...(route.body
          ? withField('kind', ['Database', 'Region'])
          : { ...request, path: `${request.path}&kind=Region` }),
        token: api.token,
      });
      expect(twice.body.error.causes).toEqual([
        {
          field: 'kind',
          message: 'kind is of the wrong type, or given more than once.',
        },
      ]);
      expect(api.apiServer.requests).toEqual([]);
    });

    it('S20: refuses a kind that is never allowed', async () => {
      const { status, body } = await api.backend.request({
        ...toRequest(
          route.body
            ? {
                ...route,
                body: { ...route.body, apiVersion: 'v1', kind: 'Secret' },
              }
            : {
                ...route,
                query: { ...route.query, apiVersion: 'v1', kind: 'Secret' },
              },
        ),
        token: api.token,
      });
      expect(status).toBe(403);
      expect(body.error.code).toBe('kind-not-allowed');
      expect(api.apiServer.requests).toEqual([]);
    });
  });

  it.each([
    ['/watch', 'GET, POST'],
    ['/resource/logs', 'GET'],
  ])('HEAD %s opens no stream', async (path, allow) => {
    const response = await fetch(
      `${api.backend.url}/api/ske${path}?${new URLSearchParams({ ...ref })}`,
      { method: 'HEAD', headers: { authorization: `Bearer ${api.token}` } },
    );
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allow);
    expect(api.apiServer.requests).toEqual([]);
  });

  it('S2: sends nothing to the cluster of the kubeconfig in the environment', () => {
    expect(api.ambient.requests).toEqual([]);
  });
});
