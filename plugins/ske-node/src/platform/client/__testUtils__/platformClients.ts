import { createServer, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { PlatformConfig } from '../../../config';
import { UserIdentity } from '../../../credentials';
import { unsignedJwt } from '../../../credentials/__testUtils__/unsignedJwt';
import { AccessToken } from '../../../credentials/identity/AccessToken';
import { RecordingApiServer } from '../../../testUtils';
import { objectPath } from '../../calls/ApiPath';
import type { CallSubject } from '../../calls/PlatformCall';
import { PlatformClient } from '../PlatformClient';
import type { PlatformLimits } from '../../calls/PlatformLimits';

/** The access token of the user who makes the calls. */
export const tokenText = unsignedJwt({
  iss: 'https://idp.example.com',
  aud: 'kube',
});
export const identity = new UserIdentity({
  userEntityRef: 'user:default/jane',
  token: AccessToken.parse(tokenText, new Date()),
});
/** The object that the calls are about. */
export const path = objectPath(
  { group: '', version: 'v1', plural: 'configmaps', namespace: 'a' },
  'b',
);

export function subject(verb: CallSubject['verb'] = 'get'): CallSubject {
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

/** An API server in memory for the tests of one file, and clients of it that are closed after each test. */
export function usePlatformClients() {
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

  return {
    get apiServer(): RecordingApiServer {
      return apiServer;
    },

    connect(
      url: string = apiServer.url,
      limits: Partial<PlatformLimits> = {},
    ): PlatformClient {
      const client = new PlatformClient({ platform: platformAt(url), limits });
      clients.push(client);
      return client;
    },

    respondWith(
      code: number,
      body: unknown,
      headers: Record<string, string> = {},
    ): void {
      apiServer.intercept = (_, response) => {
        response.writeHead(code, headers);
        response.end(typeof body === 'string' ? body : JSON.stringify(body));
        return true;
      };
    },
  };
}

/** The SkeError that a call rejects with. Any other result fails the test, and so does a token in the error. */
export async function refusal(call: Promise<unknown>): Promise<SkeError> {
  const error = await call.then(
    () => undefined,
    thrown => thrown,
  );
  if (!SkeError.is(error)) {
    throw new Error(`expected a SkeError, got ${error}`);
  }
  expect(`${error.message} ${error.hint} ${error.detail}`).not.toContain(
    tokenText,
  );
  return error;
}

/** A Status of the API server. */
export function status(reason: string, message: string, details?: object) {
  return { kind: 'Status', status: 'Failure', reason, message, details };
}

/** Starts a server with a custom response. */
export async function listen(
  response: (request: { headers: object }, response: ServerResponse) => void,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server: Server = createServer(response);
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
