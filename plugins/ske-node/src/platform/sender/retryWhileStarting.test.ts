import {
  identity,
  path,
  refusal,
  status,
  subject,
  usePlatformClients,
} from '../client/__testUtils__/platformClients';

const rbac = status(
  'Forbidden',
  'configmaps "b" is forbidden: User "jane" cannot get resource "configmaps" in API group "" in the namespace "a"',
);

describe('retryWhileStarting', () => {
  const clients = usePlatformClients();

  /** An API server that rejects everything until it has been asked this many times whether it is ready. */
  function starting(checks: number): { sent: () => string[] } {
    let asked = 0;
    clients.apiServer.intercept = (request, response) => {
      if (request.path === '/readyz') {
        asked += 1;
        response.writeHead(asked >= checks ? 200 : 500).end('etcd ok');
        return true;
      }
      if (asked >= checks) {
        return false;
      }
      response.writeHead(403).end(JSON.stringify(rbac));
      return true;
    };
    return {
      sent: () =>
        clients.apiServer.requests.map(request =>
          request.path === '/readyz' ? 'readyz' : request.method,
        ),
    };
  }

  beforeEach(() => {
    clients.apiServer.put(path, { kind: 'ConfigMap' });
  });

  /** A client whose connection was closed by the API server, as when that restarts. */
  async function connect() {
    const client = clients.connect();
    clients.apiServer.intercept = (_, response) => {
      response.setHeader('connection', 'close');
      return false;
    };
    await client.get(path, { identity, subject: subject() });
    while (client.poolState().connections > 0) {
      await new Promise(resolve => setImmediate(resolve));
    }
    clients.apiServer.clear();
    return client;
  }

  it('retries a read that is rejected because RBAC is not loaded yet', async () => {
    const client = await connect();
    const { sent } = starting(2);
    const { body } = await client.get(path, { identity, subject: subject() });
    expect(body.kind).toBe('ConfigMap');
    expect(sent()).toEqual(['GET', 'readyz', 'GET', 'readyz', 'GET']);
  });

  it('reports that the cluster has just started when that takes longer', async () => {
    const client = await connect();
    starting(100);
    const error = await refusal(
      client.get(path, { identity, subject: subject() }),
    );
    expect(error).toMatchObject({
      code: 'cluster-unreachable',
      message: expect.stringContaining('has just started'),
      retryAfterSeconds: 2,
    });
  });

  it('does not retry a write', async () => {
    const client = await connect();
    const { sent } = starting(2);
    const error = await refusal(
      client.mergePatch(path, {}, { identity, subject: subject('patch') }),
    );
    expect(error.message).toContain('has just started');
    expect(sent()).toEqual(['PATCH', 'readyz']);
  });

  it.each([
    ['is ready', 2],
    ['has not closed a connection', 1],
  ])('returns the refusal of a cluster that %s', async (_, requests) => {
    const client = requests === 2 ? await connect() : clients.connect();
    clients.apiServer.intercept = (request, response) => {
      const isReady = request.path === '/readyz';
      response.writeHead(isReady ? 200 : 403).end(JSON.stringify(rbac));
      return true;
    };
    const error = await refusal(
      client.get(path, { identity, subject: subject() }),
    );
    expect(error.code).toBe('forbidden');
    expect(clients.apiServer.requests).toHaveLength(requests);
  });
});
