import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserIdentity } from '../../../credentials';
import { AccessToken } from '../../../credentials/identity/AccessToken';
import { unsignedJwt } from '../../../credentials/__testUtils__/unsignedJwt';
import { collectionPath, objectPath, podLogPath } from '../../calls/ApiPath';
import type { PlatformCall } from '../../calls/PlatformCall';
import { PlatformClient } from '../../client/PlatformClient';
import type { PlatformLimits } from '../../calls/PlatformLimits';

const location = {
  group: '',
  version: 'v1',
  plural: 'configmaps',
  namespace: 'a',
};
export const paths = {
  collection: collectionPath(location),
  object: objectPath(location, 'b'),
  log: podLogPath('a', 'pod'),
};

/** A user whose token expires at this time, in milliseconds since 1970. */
export function userUntil(expiresAtMs?: number): UserIdentity {
  const claims = expiresAtMs === undefined ? {} : { exp: expiresAtMs / 1000 };
  return new UserIdentity({
    userEntityRef: 'user:default/jane',
    token: AccessToken.parse(unsignedJwt(claims), new Date(0)),
  });
}

export function callOf(verb: 'get' | 'list' | 'watch'): PlatformCall {
  return {
    identity: userUntil(),
    subject: {
      verb,
      cluster: 'kratix-platform',
      target: {
        type: 'kind',
        apiVersion: 'v1',
        kind: 'ConfigMap',
        namespace: 'a',
      },
    },
  };
}

/**
 * Fakes only `setTimeout` and the date, so that servers and sockets still work. Advance the fake clock only after the stream is open.
 */
export function useFakeClock(): void {
  jest.useFakeTimers({
    now: Date.now(),
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
    ],
  });
}

type Respond = (request: IncomingMessage, response: ServerResponse) => void;

/** A server for the tests of a file, and clients of it. Each test sets how the server responds. */
export class StreamingServer {
  respond: Respond = (_, response) => response.end();
  readonly #clients: PlatformClient[] = [];
  readonly #server = createServer((request, response) =>
    this.respond(request, response),
  );

  /** Starts the server before the tests of a file, and stops it after them. */
  static use(): StreamingServer {
    const server = new StreamingServer();
    beforeAll(
      () =>
        new Promise<void>(done => server.#server.listen(0, '127.0.0.1', done)),
    );
    afterEach(async () => {
      await Promise.all(server.#clients.splice(0).map(made => made.close()));
    });
    afterAll(async () => {
      server.#server.closeAllConnections();
      await new Promise(done => server.#server.close(done));
    });
    return server;
  }

  connect(limits: Partial<PlatformLimits> = {}): PlatformClient {
    const { port } = this.#server.address() as AddressInfo;
    const client = new PlatformClient({
      platform: {
        name: 'kratix-platform',
        url: `http://127.0.0.1:${port}`,
        tls: { skipVerify: false },
        identity: { mode: 'user', oidcTokenProvider: 'oidc' },
      },
      limits,
    });
    this.#clients.push(client);
    return client;
  }

  /** Responds with JSON that never ends. `closed` resolves when the client closes the connection. */
  respondOpen(first = ''): {
    response: Promise<ServerResponse>;
    closed: Promise<void>;
    requested: string[];
  } {
    const requested: string[] = [];
    let tellClosed: () => void;
    let tellResponse: (response: ServerResponse) => void;
    const closed = new Promise<void>(resolve => {
      tellClosed = resolve;
    });
    const response = new Promise<ServerResponse>(resolve => {
      tellResponse = resolve;
    });
    this.respond = (request, given) => {
      requested.push(request.url ?? '');
      given.writeHead(200, {
        'content-type': 'application/json',
        'audit-id': 'a-1',
      });
      given.flushHeaders();
      given.write(first);
      given.on('close', tellClosed);
      tellResponse(given);
    };
    return { response, closed, requested };
  }
}
