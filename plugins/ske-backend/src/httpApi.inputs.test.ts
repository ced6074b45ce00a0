import { ofKind, ref, useApiRoutes } from './__testUtils__/useApiRoutes';

describe('an invalid input of the HTTP API', () => {
  const api = useApiRoutes();

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
    const { status, body } = await api.backend.request({
      path: `/api/ske${path}`,
      token: api.token,
    });
    expect(status).toBe(400);
    expect(body.error.causes).toEqual([
      { field, message: `${field} ${message}.` },
    ]);
    expect(api.apiServer.requests).toEqual([]);
  });

  it('S22: POST /access names the invalid fields of a question', async () => {
    const { body } = await api.backend.request({
      method: 'POST',
      path: '/api/ske/access',
      token: api.token,
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
      'an invalid resourceVersion',
      [{ id: 'a', ...ofKind, resourceVersion: '0' }],
      'subscriptions.0.resourceVersion',
      'is neither the id of a watch event nor the version of a list',
    ],
  ])(
    'S21, S22: POST /watch rejects %s',
    async (_, subscriptions, field, message) => {
      const { status, body } = await api.backend.request({
        method: 'POST',
        path: '/api/ske/watch',
        token: api.token,
        body: { subscriptions },
      });
      expect(status).toBe(400);
      expect(body.error.causes).toEqual([
        { field, message: `${field} ${message}.` },
      ]);
      expect(api.apiServer.requests).toEqual([]);
    },
  );

  it('S21: POST /access names the invalid kind of a question', async () => {
    const { body } = await api.backend.request({
      method: 'POST',
      path: '/api/ske/access',
      token: api.token,
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
      const { status, body } = await api.backend.request({
        path: `/api/ske/watch?${new URLSearchParams(ofKind)}`,
        token: api.token,
        headers: { 'last-event-id': id },
      });
      expect(status).toBe(400);
      expect(body.error.causes).toEqual([
        {
          field: 'Last-Event-ID',
          message: 'Last-Event-ID is not the id of a watch event.',
        },
      ]);
      expect(api.apiServer.requests).toEqual([]);
    },
  );

  it('S2: sends nothing to the cluster of the kubeconfig in the environment', () => {
    expect(api.ambient.requests).toEqual([]);
  });
});
