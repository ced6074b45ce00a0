import { ServiceIdentity } from '../../credentials';
import {
  identity,
  listen,
  path,
  refusal,
  status,
  subject,
  tokenText,
  usePlatformClients,
} from './__testUtils__/platformClients';

describe('PlatformClient', () => {
  const clients = usePlatformClients();

  it('sends the identity of the call unchanged, with a fixed set of headers', async () => {
    clients.apiServer.put(path, { kind: 'ConfigMap', metadata: { name: 'b' } });
    let headers: object = {};
    const probe = await listen((request, response) => {
      headers = request.headers;
      response.end('{}');
    });
    await clients
      .connect(probe.url)
      .get(path, { identity, subject: subject() });
    await probe.stop();
    expect(headers).toEqual({
      accept: 'application/json',
      authorization: `Bearer ${tokenText}`,
      connection: 'keep-alive',
      host: expect.any(String),
      'user-agent': 'kratix-portal',
    });
  });

  it('keeps the path of the cluster’s configured URL in each request', async () => {
    const client = clients.connect(`${clients.apiServer.url}/k8s/clusters/c-1`);
    await refusal(client.get(path, { identity, subject: subject() }));
    expect(clients.apiServer.requests[0].path).toBe(`/k8s/clusters/c-1${path}`);
  });

  it('S2: rejects a service account’s identity on a cluster where users act as themselves, and sends nothing', async () => {
    const other = new ServiceIdentity({
      credentials: { authorization: async () => 'Bearer service' },
    });
    const error = await refusal(
      clients.connect().get(path, { identity: other, subject: subject() }),
    );
    expect(error.code).toBe('no-credentials');
    expect(clients.apiServer.requests).toEqual([]);
  });

  const rbac =
    'configmaps is forbidden: User "jane@example.com" cannot create resource "configmaps" in API group "" in the namespace "a"';

  it.each<[number, unknown, string, number, RegExp]>([
    [
      401,
      status('Unauthorized', 'Unauthorized'),
      'identity-rejected',
      401,
      /does not accept your sign-in \(issuer https:\/\/idp\.example\.com; audience kube/,
    ],
    [401, '<html>', 'identity-rejected', 401, /does not accept/],
    [
      403,
      status('Forbidden', rbac),
      'forbidden',
      403,
      /^jane@example\.com may not create ConfigMap \(configmaps\) in namespace a on cluster kratix-platform\.$/,
    ],
    [
      403,
      status(
        'Forbidden',
        'databases.demo.example.com is forbidden: User "jane" cannot get resource "databases" in API group "demo.example.com" at the cluster scope',
      ),
      'forbidden',
      403,
      /jane may not get ConfigMap \(databases\.demo\.example\.com\) at the cluster scope/,
    ],
    [
      403,
      status('Forbidden', 'pods "x" is forbidden: exceeded quota: compute'),
      'policy-denied',
      403,
      /policy/,
    ],
    [
      400,
      status(
        'BadRequest',
        'admission webhook "check.example.com" denied the request: no',
      ),
      'policy-denied',
      403,
      /policy/,
    ],
    [
      404,
      status('NotFound', 'configmaps "b" not found', {
        name: 'b',
        kind: 'configmaps',
      }),
      'not-found',
      404,
      /ConfigMap b in namespace a does not exist/,
    ],
    [
      404,
      status('NotFound', 'namespaces "a" not found', {
        name: 'a',
        kind: 'namespaces',
      }),
      'not-found',
      404,
      /Namespace a does not exist/,
    ],
    [
      404,
      status('NotFound', 'the server could not find the requested resource'),
      'kind-not-served',
      404,
      /does not serve kind ConfigMap of v1/,
    ],
    [
      404,
      '404 page not found\n',
      'kind-not-served',
      404,
      /does not serve kind ConfigMap of v1/,
    ],
    [404, 'page not found', 'cluster-error', 502, /in a form that no API/],
    [
      409,
      status('Conflict', 'modified'),
      'conflict',
      409,
      /changed by someone else/,
    ],
    [
      409,
      status('AlreadyExists', 'exists'),
      'already-exists',
      409,
      /already exists/,
    ],
    [
      422,
      status('Invalid', 'spec.size: too big', {
        causes: [
          {
            reason: 'FieldValueInvalid',
            field: 'spec.size',
            message: 'Invalid value: 9: must be 3 at most',
          },
        ],
      }),
      'invalid',
      422,
      /spec\.size: Invalid value: 9: must be 3 at most/,
    ],
    [400, status('BadRequest', 'bad'), 'invalid-input', 400, /\(400\)/],
    [405, status('MethodNotAllowed', 'no'), 'invalid-input', 400, /\(405\)/],
    [500, status('InternalError', 'etcd'), 'cluster-error', 502, /500/],
    [503, status('ServiceUnavailable', 'x'), 'cluster-error', 502, /503/],
    [504, status('Timeout', 'slow'), 'timeout', 504, /in time/],
    [502, '<html>Bad Gateway</html>', 'cluster-error', 502, /no API server/],
    [301, '', 'cluster-error', 502, /301/],
    [
      200,
      '<html>Sign in</html>',
      'cluster-error',
      502,
      /not a Kubernetes object/,
    ],
    [200, '[]', 'cluster-error', 502, /not a Kubernetes object/],
    [200, '{"kind":', 'cluster-error', 502, /not a Kubernetes object/],
    [200, '', 'cluster-error', 502, /not a Kubernetes object/],
  ])(
    'errors: %s %j becomes %s (%s)',
    async (httpStatus, body, code, expected, message) => {
      clients.respondWith(httpStatus, body, {
        location: 'http://127.0.0.1:1/',
      });
      const error = await refusal(
        clients
          .connect()
          .create(path, {}, { identity, subject: subject('create') }),
      );
      expect(error.code).toBe(code);
      expect(error.status).toBe(expected);
      expect(error.message).toMatch(message);
      expect(error.message).not.toContain('<html>');
      expect(clients.apiServer.requests).toHaveLength(1);
    },
  );

  it('names the missing role in the hint, and the cluster’s own words in the detail', async () => {
    clients.respondWith(403, status('Forbidden', rbac));
    const error = await refusal(
      clients
        .connect()
        .create(path, {}, { identity, subject: subject('create') }),
    );
    expect(error.hint).toBe(
      'Ask the platform team for a role that allows the verb "create" on resource "configmaps" of API group "" in namespace a.',
    );
    expect(error.detail).toBe(rbac);
  });

  it('S41: removes control characters from the cluster’s text, and shows one kilobyte of it', async () => {
    clients.respondWith(
      403,
      status('Forbidden', `evil\u001b[2J\u202etxt ${'x'.repeat(5000)}`),
    );
    const { detail } = await refusal(
      clients.connect().get(path, { identity, subject: subject() }),
    );
    expect(detail).toHaveLength(1024);
    // eslint-disable-next-line no-control-regex
    expect(detail).not.toMatch(/[\u001b\u202e]/);
  });

  it('returns the warnings of the API server, and its audit id', async () => {
    clients.respondWith(
      200,
      { kind: 'ConfigMap' },
      {
        'audit-id': 'a-1',
        warning: '299 - "unknown field \\"spec.x\\"", 299 - "two"',
      },
    );
    await expect(
      clients
        .connect()
        .create(path, {}, { identity, subject: subject('create') }),
    ).resolves.toEqual({
      body: { kind: 'ConfigMap' },
      auditId: 'a-1',
      warnings: ['unknown field "spec.x"', 'two'],
    });
  });
});
