import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { TokenExchangeConfig } from '../../../config';
import { unsignedJwt } from '../../__testUtils__/unsignedJwt';
import { AccessToken } from '../../identity/AccessToken';
import { UserIdentity } from '../../identity/PlatformIdentity';

/** Only the clock is controlled: the requests are real. */
const notClocks: Array<
  | 'setTimeout'
  | 'clearTimeout'
  | 'setInterval'
  | 'clearInterval'
  | 'setImmediate'
  | 'clearImmediate'
  | 'nextTick'
  | 'queueMicrotask'
  | 'performance'
> = [
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'clearImmediate',
  'nextTick',
  'queueMicrotask',
  'performance',
];

const START = new Date('2026-11-29T10:00:00Z');

export const secondsAfterStart = (seconds: number) =>
  START.getTime() / 1000 + seconds;

export const subjectOf = (user: string, exp = secondsAfterStart(3600)) =>
  unsignedJwt({ sub: user, aud: 'portal', exp });

export function identityOf(user: string, text = subjectOf(user)): UserIdentity {
  return new UserIdentity({
    userEntityRef: `user:default/${user}`,
    token: AccessToken.parse(text, new Date()),
  });
}

/** The access token that the provider issues in exchange for a token of this user. */
export const exchanged = (user: string, seconds = 300) =>
  unsignedJwt({ sub: user, aud: 'kube-b', exp: secondsAfterStart(seconds) });

interface Answer {
  status: number;
  body: object | string;
}

/** Responds like a provider that issues a token with the same subject and with the audience of the request. */
export function issue(form: Record<string, string>, more = {}): Answer {
  const { sub } = JSON.parse(
    Buffer.from(form.subject_token.split('.')[1], 'base64url').toString(),
  );
  return {
    status: 200,
    body: {
      access_token: exchanged(sub),
      token_type: 'Bearer',
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      expires_in: 300,
      ...more,
    },
  };
}

/** The token endpoint of a provider, and a clock that stands still. */
export interface TokenEndpoint {
  /** The requests of the current test. */
  readonly requests: Array<{
    authorization?: string;
    form: Record<string, string>;
  }>;
  /** Responds to the requests; {@link issue} by default. */
  answer: (form: Record<string, string>) => Answer | Promise<Answer>;
  configured(more?: Partial<TokenExchangeConfig>): TokenExchangeConfig;
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
}

/** Serves a {@link TokenEndpoint} during each test of a file. */
export function useTokenEndpoint(): TokenEndpoint {
  let server: Server;
  let port: number;

  const listen = (wanted: number) =>
    new Promise<void>(resolve => server.listen(wanted, '127.0.0.1', resolve));
  const goDown = async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  };
  const urlOf = () => `http://127.0.0.1:${port}`;

  const endpoint: TokenEndpoint = {
    requests: [],
    answer: issue,
    configured: (more = {}) => ({
      path: 'clusters[0].tokenExchange',
      providerId: 'keycloak',
      metadataUrl: `${urlOf()}/.well-known/openid-configuration`,
      client: {
        id: 'portal',
        secret: 'se:cret',
        authMethod: 'client_secret_basic',
      },
      target: { audience: 'kube-b' },
      subjectTokenType: 'urn:ietf:params:oauth:token-type:access_token',
      requestedTokenType: 'urn:ietf:params:oauth:token-type:access_token',
      ...more,
    }),
    goDown,
    comeBack: () => listen(port),
  };

  beforeEach(async () => {
    jest.useFakeTimers({ now: START, doNotFake: notClocks });
    endpoint.requests.length = 0;
    endpoint.answer = issue;
    server = createServer(async (request, response) => {
      if (request.url === '/.well-known/openid-configuration') {
        response.setHeader('content-type', 'application/json');
        response.end(
          JSON.stringify({
            issuer: urlOf(),
            token_endpoint: `${urlOf()}/token`,
          }),
        );
        return;
      }
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      const form = Object.fromEntries(
        new URLSearchParams(Buffer.concat(chunks).toString()),
      );
      endpoint.requests.push({
        authorization: request.headers.authorization,
        form,
      });
      const { status, body } = await endpoint.answer(form);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
    await listen(0);
    ({ port } = server.address() as AddressInfo);
  });

  afterEach(async () => {
    jest.useRealTimers();
    await goDown();
  });

  return endpoint;
}

/** The error with which a call is rejected. */
export async function refusal(call: Promise<unknown>): Promise<SkeError> {
  const error = await call.then(
    () => undefined,
    thrown => thrown,
  );
  if (!SkeError.is(error)) {
    throw new Error(`expected a SkeError, got ${error}`);
  }
  // S7: neither a token nor the secret of the client is in an error.
  const text = inspect(error, { depth: 10 });
  expect(text).not.toContain(subjectOf('jane').split('.')[1]);
  expect(text).not.toContain('se:cret');
  return error;
}
