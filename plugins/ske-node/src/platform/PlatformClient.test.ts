import { createServer, Server, ServerResponse } from 'node:http';
import { AddressInfo, createServer as createTcpServer } from 'node:net';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { PlatformConfig } from '../config';
import { ServiceIdentity, UserIdentity } from '../credentials';
import { AccessToken } from '../credentials/AccessToken';
import { RecordingApiServer } from '../testUtils';
import { objectPath } from './ApiPath';
import type { CallSubject } from './PlatformCall';
import { PlatformClient } from './PlatformClient';
import type { PlatformLimits } from './PlatformLimits';

const claims = { iss: 'https://idp.example.com', aud: 'kube' };
const tokenText = `e30.${Buffer.from(JSON.stringify(claims)).toString(
  'base64url',
)}.c2ln`;
const identity = new UserIdentity({
  userEntityRef: 'user:default/jane',
  token: AccessToken.parse(tokenText, new Date()),
});
const path = objectPath(
  { group: '', version: 'v1', plural: 'configmaps', namespace: 'a' },
  'b',
);

function subject(verb: CallSubject['verb'] = 'get'): CallSubject {
  return {
    verb,
    cluster: 'kratix-platform',
    target: {
      type: 'object',
      ref: { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'a', name: 'b' },
    },
  };
}

function platformAt(url: string): PlatformConfig {
  return {
    name: 'kratix-platform',
    url,
    tls: { skipVerify: false },
    identity: { mode: 'user', oidcTokenProvider: 'oidc' },
  };
}

describe('PlatformClient', () => {
  const clients: PlatformClient[] = [];
  let apiServer: RecordingApiServer;

  beforeAll(async () => {
    apiServer = await RecordingApiServer.start();
  });
  beforeEach(() => apiServer.clear());
  afterEach(async () => {
    await Promise.all(clients.splice(0).map(client => client.close()));
  });
  afterAll(() => apiServer.stop());

  function connect(
    url: string = apiServer.url,
    limits: Partial<PlatformLimits> = {},
  ): PlatformClient {
    const client = new PlatformClient({ platform: platformAt(url), limits });
    clients.push(client);
    return client;
  }

  async function refusal(call: Promise<unknown>): Promise<SkeError> {
    const error = await call.then(
      () => undefined,
      thrown => thrown,
    );
    if (!SkeError.is(error)) {
      throw new Error(`no SkeError but ${error}`);
    }
    expect(`${error.message} ${error.hint} ${error.detail}`).not.toContain(
      tokenText,
    );
    return error;
  }

  function answerWith(
    code: number,
    body: unknown,
    headers: Record<string, string> = {},
  ) {
    apiServer.intercept = (_, response) => {
      response.writeHead(code, headers);
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
      return true;
    };
  }

  function status(reason: string, message: string, details?: object) {
    return { kind: 'Status', status: 'Failure', reason, message, details };
  }

  it('sends the identity of the call, unaltered, and a fixed set of headers', async () => {
    apiServer.put(path, { kind: 'ConfigMap', metadata: { name: 'b' } });
    let headers: object = {};
    const probe = await listen((request, response) => {
      headers = request.headers;
      response.end('{}');
    });
    await connect(probe.url).get(path, { identity, subject: subject() });
    await probe.stop();
    expect(headers).toEqual({
      accept: 'application/json',
      authorization: `Bearer ${tokenText}`,
      connection: 'keep-alive',
      host: expect.any(String),
      'user-agent': 'kratix-portal',
    });
  });

  it('keeps the path of the address', async () => {
    const client = connect(`${apiServer.url}/k8s/clusters/c-1`);
    await refusal(client.get(path, { identity, subject: subject() }));
    expect(apiServer.requests[0].path).toBe(`/k8s/clusters/c-1${path}`);
  });

  it('S2: an identity of another mode is refused before anything is sent', async () => {
    const other = new ServiceIdentity({
      credentials: { authorization: async () => 'Bearer service' },
    });
    const error = await refusal(
      connect().get(path, { identity: other, subject: subject() }),
    );
    expect(error.code).toBe('no-credentials');
    expect(apiServer.requests).toEqual([]);
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
      /changed by someone/,
    ],
    [
      409,
      status('AlreadyExists', 'exists'),
      'already-exists',
      409,
      /exists already/,
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
    [200, '<html>Sign in</html>', 'cluster-error', 502, /not an object/],
    [200, '[]', 'cluster-error', 502, /not an object/],
    [200, '{"kind":', 'cluster-error', 502, /not an object/],
    [200, '', 'cluster-error', 502, /not an object/],
  ])(
    'errors: %s %j becomes %s (%s)',
    async (httpStatus, body, code, expected, message) => {
      answerWith(httpStatus, body, { location: 'http://127.0.0.1:1/' });
      const error = await refusal(
        connect().create(path, {}, { identity, subject: subject('create') }),
      );
      expect(error.code).toBe(code);
      expect(error.status).toBe(expected);
      expect(error.message).toMatch(message);
      expect(error.message).not.toContain('<html>');
      expect(apiServer.requests).toHaveLength(1);
    },
  );

  it('a refusal says what to ask the platform team for, and keeps the raw text as its detail', async () => {
    answerWith(403, status('Forbidden', rbac));
    const error = await refusal(
      connect().create(path, {}, { identity, subject: subject('create') }),
    );
    expect(error.hint).toBe(
      'Ask the platform team for a role that allows the verb "create" on resource "configmaps" of API group "" in namespace a.',
    );
    expect(error.detail).toBe(rbac);
  });

  it('S41: shows foreign text without control characters, and only a kilobyte of it', async () => {
    answerWith(
      403,
      status('Forbidden', `evil\u001b[2J\u202etxt ${'x'.repeat(5000)}`),
    );
    const { detail } = await refusal(
      connect().get(path, { identity, subject: subject() }),
    );
    expect(detail).toHaveLength(1024);
    // eslint-disable-next-line no-control-regex
    expect(detail).not.toMatch(/[\u001b\u202e]/);
  });

  it('passes on what the API server warns of, and its audit id', async () => {
    answerWith(
      200,
      { kind: 'ConfigMap' },
      {
        'audit-id': 'a-1',
        warning: '299 - "unknown field \\"spec.x\\"", 299 - "two"',
      },
    );
    await expect(
      connect().create(path, {}, { identity, subject: subject('create') }),
    ).resolves.toEqual({
      body: { kind: 'ConfigMap' },
      auditId: 'a-1',
      warnings: ['unknown field "spec.x"', 'two'],
    });
  });

  describe('429', () => {
    const busy = status('TooManyRequests', 'storage is (re)initializing');

    it('repeats a read until the API server takes it', async () => {
      apiServer.put(path, { kind: 'ConfigMap' });
      apiServer.intercept = (_, response) => {
        if (apiServer.requests.length < 3) {
          response.writeHead(429, { 'retry-after': '0' });
          response.end(JSON.stringify(busy));
          return true;
        }
        return false;
      };
      await connect().get(path, { identity, subject: subject() });
      expect(apiServer.requests).toHaveLength(3);
    });

    it('gives up in time, and says when to come back', async () => {
      answerWith(429, busy, { 'retry-after': '7' });
      const error = await refusal(
        connect(apiServer.url, { retryMs: 1000 }).get(path, {
          identity,
          subject: subject(),
        }),
      );
      expect(error).toMatchObject({
        code: 'too-many-requests',
        status: 429,
        retryAfterSeconds: 7,
      });
      expect(apiServer.requests).toHaveLength(1);
    });

    it.each([
      ['-5', undefined, 1],
      ['soon', -5, 1],
      ['2.4', undefined, 3],
      [undefined, 1e300, 3_600],
    ])(
      'of %s and %s it makes whole seconds: %s',
      async (header, inBody, wait) => {
        answerWith(
          429,
          { ...busy, details: { retryAfterSeconds: inBody } },
          header === undefined ? {} : { 'retry-after': header },
        );
        const call = { identity, subject: subject('create') };
        const error = await refusal(connect().create(path, {}, call));
        expect(error.retryAfterSeconds).toBe(wait);
        expect(error.hint).toContain(`in ${wait} s`);
      },
    );

    it('never repeats a write', async () => {
      answerWith(429, busy, { 'retry-after': '0' });
      const client = connect();
      const call = { identity, subject: subject('create') };
      await refusal(client.create(path, {}, call));
      await refusal(client.mergePatch(path, {}, call));
      await refusal(client.delete(path, {}, call));
      expect(apiServer.requests).toHaveLength(3);
    });

    it('stops waiting when the caller goes away', async () => {
      const gone = new AbortController();
      answerWith(429, busy, { 'retry-after': '9' });
      const call = connect().get(path, {
        identity,
        subject: subject(),
        signal: gone.signal,
      });
      setTimeout(() => gone.abort(new Error('gone')), 50);
      await expect(call).rejects.toThrow('gone');
    });
  });

  describe('S24: what does not answer', () => {
    const quick = { headersMs: 200, idleMs: 200, deadlineMs: 600 };

    it('nobody listens: 503', async () => {
      const probe = await listen(() => {});
      await probe.stop();
      const error = await refusal(
        connect(probe.url).get(path, { identity, subject: subject() }),
      );
      expect(error.code).toBe('cluster-unreachable');
      expect(error.status).toBe(503);
    });

    it('a name that does not exist: 503', async () => {
      const error = await refusal(
        connect('https://cluster.invalid').get(path, {
          identity,
          subject: subject(),
        }),
      );
      expect(error.code).toBe('cluster-unreachable');
    });

    it('no TLS where TLS is expected: 503', async () => {
      const url = apiServer.url.replace('http:', 'https:');
      const error = await refusal(
        connect(url).get(path, { identity, subject: subject() }),
      );
      expect(error.code).toBe('cluster-untrusted');
      expect(apiServer.requests).toEqual([]);
    });

    it('no header in time: 504, and a write says that its outcome is unknown', async () => {
      apiServer.intercept = () => true;
      const client = connect(apiServer.url, quick);
      const read = await refusal(
        client.get(path, { identity, subject: subject() }),
      );
      expect(read).toMatchObject({ code: 'timeout', status: 504 });
      const write = await refusal(
        client.create(path, {}, { identity, subject: subject('create') }),
      );
      expect(write.hint).toMatch(/is not known: look at it before/);
    });

    it('a body that stops: 504', async () => {
      apiServer.intercept = (_, response) => {
        response.writeHead(200);
        response.write('{');
        return true;
      };
      const error = await refusal(
        connect(apiServer.url, quick).get(path, {
          identity,
          subject: subject(),
        }),
      );
      expect(error.code).toBe('timeout');
    });

    it('a body that trickles on for ever: 504', async () => {
      let timer: NodeJS.Timeout | undefined;
      apiServer.intercept = (_, response) => {
        response.writeHead(200);
        timer = setInterval(() => response.write(' '), 20);
        return true;
      };
      const error = await refusal(
        connect(apiServer.url, quick).get(path, {
          identity,
          subject: subject(),
        }),
      );
      clearInterval(timer);
      expect(error.code).toBe('timeout');
    });

    it('a connection cut in the middle: 502', async () => {
      apiServer.intercept = (_, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{');
        response.socket?.end();
        return true;
      };
      const error = await refusal(
        connect().get(path, { identity, subject: subject() }),
      );
      expect(error.code).toBe('cluster-error');
      expect(error.message).toMatch(/before the answer was whole/);
    });

    it('what speaks no HTTP: 502', async () => {
      const server = createTcpServer(socket => {
        socket.on('error', () => socket.destroy());
        socket.end('220 mail.example.com ESMTP\r\n');
      });
      await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
      const { port } = server.address() as AddressInfo;
      const error = await refusal(
        connect(`http://127.0.0.1:${port}`).get(path, {
          identity,
          subject: subject(),
        }),
      );
      server.close();
      expect(error.code).toBe('cluster-error');
    });

    it('an answer over the limit: 502', async () => {
      answerWith(200, { data: 'x'.repeat(10_000) });
      const error = await refusal(
        connect(apiServer.url, { answerBytes: 1000 }).get(path, {
          identity,
          subject: subject(),
        }),
      );
      expect(error.code).toBe('cluster-error');
      expect(error.message).toMatch(/larger than/);
    });

    it('the caller who goes away takes the call along', async () => {
      const gone = new AbortController();
      const closed = new Promise<void>(resolve => {
        apiServer.intercept = (_, response) => {
          response.on('close', resolve);
          gone.abort(new Error('gone'));
          return true;
        };
      });
      await expect(
        connect().get(path, {
          identity,
          subject: subject(),
          signal: gone.signal,
        }),
      ).rejects.toThrow('gone');
      await closed;
    });
  });

  it('uses a bounded number of connections for all users together', async () => {
    let open = 0;
    let most = 0;
    const probe = await listen((_, response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        response.end('{}');
      }, 5);
    });
    const client = connect(probe.url, { connections: 4 });
    await Promise.all(
      Array.from({ length: 40 }, () =>
        client.get(path, { identity, subject: subject() }),
      ),
    );
    await probe.stop();
    expect(most).toBe(4);
  });
});

async function listen(
  answer: (request: { headers: object }, response: ServerResponse) => void,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server: Server = createServer(answer);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>(resolve => server.close(() => resolve()));
    },
  };
}
