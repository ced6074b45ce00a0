import {
  identity,
  path,
  refusal,
  status,
  subject,
  usePlatformClients,
} from '../client/__testUtils__/platformClients';
import type { PlatformClient } from '../client/PlatformClient';

const rbac = status(
  'Forbidden',
  'configmaps "b" is forbidden: User "jane" cannot get resource "configmaps" in API group "" in the namespace "a"',
);

describe('retryWhileStarting', () => {
  const clients = usePlatformClients();

  /** An API server that refuses every call until it has received this number of requests to `/readyz`. */
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

  /** A client whose connection was closed by the API server, as during a restart of the API server. */
  async function connect(): Promise<PlatformClient> {
    const client = clients.connect();
    clients.apiServer.intercept = (_, response) => {
      const { socket } = response;
      response.once('finish', () => socket?.end());
      return false;
    };
    await client.get(path, { identity, subject: subject() });
    await allClosed(client);
    clients.apiServer.clear();
    return client;
  }

  it('retries a read that is refused because RBAC is not loaded yet', async () => {
    const client = await connect();
    const { sent } = starting(2);
    const { body } = await client.get(path, { identity, subject: subject() });
    expect(body.kind).toBe('ConfigMap');
    expect(sent()).toEqual(['GET', 'readyz', 'GET', 'readyz', 'GET']);
  });

  it('reports that the cluster has just started if this takes longer', async () => {
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

  it.each(['GET', 'PATCH'])(
    'sends a %s once more if the cluster becomes ready after it has refused the call',
    async method => {
      const client = await connect();
      const { sent } = starting(1);
      const call = { identity, subject: subject() };
      const { body } = await (method === 'GET'
        ? client.get(path, call)
        : client.mergePatch(path, {}, { identity, subject: subject('patch') }));
      expect(body.kind).toBe('ConfigMap');
      expect(sent()).toEqual([method, 'readyz', method]);
    },
  );

  /** An API server that is ready and does not allow the call. */
  function refusing(): void {
    clients.apiServer.intercept = (request, response) => {
      const isReady = request.path === '/readyz';
      response.writeHead(isReady ? 200 : 403).end(JSON.stringify(rbac));
      return true;
    };
  }

  it.each([
    ['is ready and rejects the call again', 3],
    ['has not closed a connection', 1],
  ])('returns the refusal of a cluster that %s', async (_, requests) => {
    const client = requests === 3 ? await connect() : clients.connect();
    refusing();
    const error = await refusal(
      client.get(path, { identity, subject: subject() }),
    );
    expect(error.code).toBe('forbidden');
    expect(clients.apiServer.requests).toHaveLength(requests);
  });

  /** Lets the portal end its only connection. */
  const ends: Record<string, (client: PlatformClient) => Promise<void>> = {
    'was idle': async client => {
      clients.apiServer.intercept = (_, response) => {
        // Undici closes the connection two seconds earlier than the API server would.
        response.setHeader('keep-alive', 'timeout=3');
        return false;
      };
      await client.get(path, { identity, subject: subject() });
    },
    'had a call that was rejected before its body was read': async client => {
      clients.apiServer.intercept = (_, response) => {
        response.writeHead(403, { connection: 'close' });
        response.end(JSON.stringify(rbac));
        return true;
      };
      await refusal(
        client.mergePatch(path, {}, { identity, subject: subject('patch') }),
      );
    },
    'had a call whose caller disconnected': async client => {
      const caller = new AbortController();
      clients.apiServer.intercept = () => {
        caller.abort(new Error('left'));
        return true;
      };
      await expect(
        client.get(path, {
          identity,
          subject: subject(),
          signal: caller.signal,
        }),
      ).rejects.toThrow('left');
    },
  };

  it.each(Object.keys(ends))(
    'returns a refusal at once if the portal itself has closed a connection that %s',
    async reason => {
      const client = clients.connect();
      await ends[reason](client);
      await allClosed(client);
      clients.apiServer.clear();
      refusing();
      const error = await refusal(
        client.get(path, { identity, subject: subject() }),
      );
      expect(error.code).toBe('forbidden');
      expect(clients.apiServer.requests).toHaveLength(1);
    },
  );
});

async function allClosed(client: PlatformClient): Promise<void> {
  while (client.poolState().connections > 0) {
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}
