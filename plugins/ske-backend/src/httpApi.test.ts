import { SkeErrorCode, skeErrorCodes } from '@kratix-portal/plugin-ske-common';
import { RecordingApiServer } from '@kratix-portal/plugin-ske-node/testUtils';
import { setUpAmbientIdentity } from './__testUtils__/ambientIdentity';
import { apiDocument } from './__testUtils__/apiDocument';
import { platformConfig } from './__testUtils__/platformConfig';
import { SkeBackend, startSkeBackend } from './__testUtils__/startSkeBackend';

jest.setTimeout(30_000);

const userEntityRef = 'user:default/jane';

function jwt(claims: object): string {
  const encode = (part: object) =>
    Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encode({ alg: 'RS256' })}.${encode(claims)}.c2lnbmF0dXJl`;
}

const tok = jwt({ sub: 'jane', exp: Math.floor(Date.now() / 1000) + 600 });
const ref = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  namespace: 'team-a',
  name: 'orders',
};
const { name, ...ofKind } = ref;

interface Route {
  method?: 'GET' | 'POST';
  path: string;
  query?: Record<string, string>;
  body?: Record<string, unknown>;
  /** The refusals of the cluster are events of a stream that stays open. */
  refusesInStream?: boolean;
  /** The refusals of the cluster, and a missing token, are findings of a report. */
  isReport?: boolean;
}

/** Each route with a valid input. */
const routes: Route[] = [
  { path: '/resource', query: ref },
  { method: 'POST', path: '/delete-resource', body: ref },
  {
    method: 'POST',
    path: '/configure-resource',
    body: {
      manifest: JSON.stringify({ ...ref, metadata: { name: ref.name } }),
    },
  },
  { path: '/resources', query: ofKind },
  {
    method: 'POST',
    path: '/access',
    body: { questions: [{ verb: 'get', ...ref }] },
  },
  { path: '/resource/events', query: ref },
  { path: '/resource/pipelines', query: ref },
  { path: '/resource/logs', query: { ...ref, pod: 'p', container: 'c' } },
  { method: 'POST', path: '/resource/actions/reconcile', body: ref },
  { method: 'POST', path: '/resource/actions/pause', body: ref },
  { method: 'POST', path: '/resource/actions/resume', body: ref },
  {
    method: 'POST',
    path: '/resource/actions/upgrade',
    body: { ...ref, version: 'latest' },
  },
  { path: '/watch', query: ofKind },
  {
    method: 'POST',
    path: '/watch',
    body: { subscriptions: [{ id: 'a', ...ofKind }] },
    refusesInStream: true,
  },
  {
    method: 'POST',
    path: '/pending-requests',
    body: { action: 'Request', promiseName: 'database', ...ref },
  },
  { path: '/whoami' },
  { path: '/diagnosis', isReport: true },
];
const namedRoutes = routes.map(route => ({ method: 'GET' as const, ...route }));

function toRequest({ method, path, query, body }: Route) {
  const search = query ? `?${new URLSearchParams(query)}` : '';
  return { method, path: `/api/ske${path}${search}`, body };
}

describe('each route of the HTTP API', () => {
  let ambient: RecordingApiServer;
  let apiServer: RecordingApiServer;
  let removeAmbientIdentity: () => void;
  let backend: SkeBackend;
  let token: string;

  beforeAll(async () => {
    ambient = await RecordingApiServer.start();
    apiServer = await RecordingApiServer.start();
    removeAmbientIdentity = setUpAmbientIdentity(ambient);
    backend = await startSkeBackend({
      config: {
        ...platformConfig({
          url: apiServer.url,
          serviceAccountToken: 'service-account-token',
        }),
        auth: {
          providers: {
            oidc: {
              development: {
                clientId: 'portal',
                clientSecret: 'of-the-portal',
                metadataUrl:
                  'https://127.0.0.1:1/.well-known/openid-configuration',
              },
            },
          },
        },
        backend: {
          auth: {
            externalAccess: [
              {
                type: 'static',
                options: { token: 'another-service', subject: 'a-service' },
              },
            ],
          },
        },
      },
    });
    token = await backend.userTokens.sign({ userEntityRef, claims: { tok } });
  });
  beforeEach(() => apiServer.clear());
  afterAll(async () => {
    removeAmbientIdentity();
    await backend.stop();
    await apiServer.stop();
    await ambient.stop();
  });

  /** Reads the first `end` of a stream, and returns the status of its error. */
  async function readEnd({
    method,
    path,
    body,
  }: ReturnType<typeof toRequest>): Promise<{ status: number }> {
    const response = await fetch(`${backend.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
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
      const { status, body } = await backend.request(request);
      expect(status).toBe(401);
      expect(body.error.code).toBe('no-credentials');
      expect(apiServer.requests).toEqual([]);
    });

    it('S1: sends nothing for a Backstage token without a usable tok', async () => {
      for (const claims of [
        {},
        { tok: 1 },
        { tok: 'two words' },
        { tok: jwt({ exp: 1_700_000_000 }) },
      ]) {
        const bad = await backend.userTokens.sign({ userEntityRef, claims });
        const { status, headers } = await backend.request({
          ...request,
          token: bad,
        });
        expect(status).toBe(route.isReport ? 200 : 401);
        expect(headers.get('content-type')).toMatch(/^application\/json/);
      }
      expect(apiServer.requests).toEqual([]);
    });

    it('S5: sends nothing for a service', async () => {
      const { status } = await backend.request({
        ...request,
        token: 'another-service',
      });
      expect(status).toBe(403);
      expect(apiServer.requests).toEqual([]);
    });

    it('S2: sends only the token of the caller, or nothing', async () => {
      // The API server answers every request with 403.
      apiServer.intercept = ({ path }, response) => {
        if (path === '/api' || path === '/apis') {
          return false;
        }
        response.writeHead(403);
        response.end(JSON.stringify({ kind: 'Status', message: 'no' }));
        return true;
      };
      const { status } = route.refusesInStream
        ? await readEnd(request)
        : await backend.request({ ...request, token });
      expect(status).toBe(route.isReport ? 200 : 403);
      expect(
        new Set(apiServer.requests.map(({ authorization }) => authorization)),
      ).toEqual(new Set([`Bearer ${tok}`]));
    });

    it('S22: rejects an unknown field', async () => {
      const { status, body } = await backend.request({
        ...toRequest(
          route.body
            ? { ...route, body: { ...route.body, impersonate: 'admin' } }
            : { ...route, query: { ...route.query, impersonate: 'admin' } },
        ),
        token,
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
      expect(apiServer.requests).toEqual([]);
    });

    it('S25: responds with no-store and a request id', async () => {
      const { headers } = await backend.request(request);
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
      const { status, body } = await backend.request({
        ...withField(field, value),
        token,
      });
      expect(status).toBe(400);
      expect(body.error.causes).toEqual([
        { field, message: expect.stringMatching(/^\w+ (?:is|does) not .*\.$/) },
      ]);
      expect(apiServer.requests).toEqual([]);
    });

    it('S22: rejects a field that is missing, repeated or of another type', async () => {
      const input = route.query ?? route.body ?? {};
      const missing = Object.fromEntries(
        Object.entries(input).filter(([field]) => field !== 'kind'),
      );
      const without = await backend.request({
        ...toRequest(
          route.body
            ? { ...route, body: missing }
            : { ...route, query: missing as Record<string, string> },
        ),
        token,
      });
      expect(without.body.error.causes).toContainEqual({
        field: 'kind',
        message: 'kind is missing.',
      });
      const request = toRequest(route);
      const twice = await backend.request({
        ...(route.body
          ? withField('kind', ['Database', 'Region'])
          : { ...request, path: `${request.path}&kind=Region` }),
        token,
      });
      expect(twice.body.error.causes).toEqual([
        {
          field: 'kind',
          message: 'kind is of the wrong type, or given more than once.',
        },
      ]);
      expect(apiServer.requests).toEqual([]);
    });

    it('S20: rejects a kind that is always refused', async () => {
      const { status, body } = await backend.request({
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
        token,
      });
      expect(status).toBe(403);
      expect(body.error.code).toBe('kind-not-allowed');
      expect(apiServer.requests).toEqual([]);
    });
  });

  it.each<[string, string, string]>([
    ['/resources?limit=0', 'limit', 'is not a whole number from 1 to 500'],
    ['/resources?limit=501', 'limit', 'is not a whole number from 1 to 500'],
    ['/resources?limit=1e2', 'limit', 'is not a whole number from 1 to 500'],
    ['/resources?promise=Not_One', 'promise', 'is not the name of a Promise'],
    [
      '/resources?promise=a&kind=B',
      'kind',
      'cannot be combined with promise. Give one or the other',
    ],
    [
      `/resource/events?${new URLSearchParams({ ...ref, uid: 'a,type=b' })}`,
      'uid',
      'is not the uid of an object',
    ],
    [
      `/resource/logs?${new URLSearchParams({ ...ref, pod: '../x', container: 'c' })}`,
      'pod',
      'is not the name of a Pod',
    ],
    [
      `/resource/logs?${new URLSearchParams({ ...ref, pod: 'p', container: 'c', follow: '1' })}`,
      'follow',
      'is neither "true" nor "false"',
    ],
    [
      `/resource/logs?${new URLSearchParams({ ...ref, pod: 'p', container: 'c', tailLines: '-1' })}`,
      'tailLines',
      'is not a whole number from 0 to 100000',
    ],
    [
      `/watch?${new URLSearchParams({ ...ofKind, resourceVersion: '1\n2' })}`,
      'resourceVersion',
      'is neither the id of a watch event nor the version of a list',
    ],
    ...['abc', '1e3', '007', '18446744073709551616'].map(
      (version): [string, string, string] => [
        `/watch?${new URLSearchParams({ ...ofKind, resourceVersion: version })}`,
        'resourceVersion',
        'is neither the id of a watch event nor the version of a list',
      ],
    ),
  ])('S22: rejects %s', async (path, field, message) => {
    const { status, body } = await backend.request({
      path: `/api/ske${path}`,
      token,
    });
    expect(status).toBe(400);
    expect(body.error.causes).toEqual([
      { field, message: `${field} ${message}.` },
    ]);
    expect(apiServer.requests).toEqual([]);
  });

  it('S22: names the invalid question', async () => {
    const { body } = await backend.request({
      method: 'POST',
      path: '/api/ske/access',
      token,
      body: {
        questions: [
          { verb: 'get', ...ref },
          { verb: 'impersonate', ...ref, group: 'x' },
        ],
      },
    });
    expect(body.error.causes).toEqual([
      {
        field: 'questions.1.verb',
        message: 'questions.1.verb is not a verb of this API.',
      },
      {
        field: 'questions.1.group',
        message: 'questions.1.group is not a known field.',
      },
    ]);
  });

  it.each<[string, object[], string, string]>([
    ['no subscription', [], 'subscriptions', 'is empty'],
    [
      '51 subscriptions',
      Array.from({ length: 51 }, (_, id) => ({ id: `${id}`, ...ofKind })),
      'subscriptions',
      'has more than 50 entries',
    ],
    ['an empty id', [{ id: '', ...ofKind }], 'subscriptions.0.id', 'is empty'],
    [
      'a long id',
      [{ id: 'x'.repeat(65), ...ofKind }],
      'subscriptions.0.id',
      'is longer than 64 characters',
    ],
    ['no id', [ofKind], 'subscriptions.0.id', 'is missing'],
    [
      'an id that is used twice',
      ['a', 'b', 'a'].map(id => ({ id, ...ofKind })),
      'subscriptions.2.id',
      'is the id of another subscription',
    ],
    [
      'an unknown field',
      [{ id: 'a', ...ofKind, impersonate: 'admin' }],
      'subscriptions.0.impersonate',
      'is not a known field',
    ],
    [
      'an invalid kind',
      [
        { id: 'a', ...ofKind },
        { id: 'b', ...ofKind, kind: '../pods' },
      ],
      'subscriptions.1.kind',
      'is not a Kubernetes kind',
    ],
    [
      'an invalid version',
      [{ id: 'a', ...ofKind, resourceVersion: '0' }],
      'subscriptions.0.resourceVersion',
      'is neither the id of a watch event nor the version of a list',
    ],
  ])(
    'S21, S22: POST /watch rejects %s',
    async (_, subscriptions, field, message) => {
      const { status, body } = await backend.request({
        method: 'POST',
        path: '/api/ske/watch',
        token,
        body: { subscriptions },
      });
      expect(status).toBe(400);
      expect(body.error.causes).toEqual([
        { field, message: `${field} ${message}.` },
      ]);
      expect(apiServer.requests).toEqual([]);
    },
  );

  it('S21: names the part of a question that is invalid', async () => {
    const { body } = await backend.request({
      method: 'POST',
      path: '/api/ske/access',
      token,
      body: {
        questions: [
          { verb: 'get', ...ref },
          { verb: 'get', ...ref, kind: '../pods' },
        ],
      },
    });
    expect(body.error.causes).toEqual([
      {
        field: 'questions.1.kind',
        message: 'questions.1.kind is not a Kubernetes kind.',
      },
    ]);
  });

  it.each(['abc', '007', '18446744073709551616', 'x'.repeat(300)])(
    'S22: names the header when it rejects the Last-Event-ID %s',
    async id => {
      const { status, body } = await backend.request({
        path: `/api/ske/watch?${new URLSearchParams(ofKind)}`,
        token,
        headers: { 'last-event-id': id },
      });
      expect(status).toBe(400);
      expect(body.error.causes).toEqual([
        {
          field: 'Last-Event-ID',
          message: 'Last-Event-ID is not the id of a watch event.',
        },
      ]);
      expect(apiServer.requests).toEqual([]);
    },
  );

  it.each([
    ['/watch', 'GET, POST'],
    ['/resource/logs', 'GET'],
  ])('HEAD %s opens no stream', async (path, allow) => {
    const response = await fetch(
      `${backend.url}/api/ske${path}?${new URLSearchParams({ ...ref })}`,
      { method: 'HEAD', headers: { authorization: `Bearer ${token}` } },
    );
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allow);
    expect(apiServer.requests).toEqual([]);
  });

  it('S2: sends nothing to the cluster of the kubeconfig in the environment', () => {
    expect(ambient.requests).toEqual([]);
  });
});
