import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { UnsecuredJWT } from 'jose';
import { TaskTokens } from './TaskTokens';

const HOUR_MS = 60 * 60_000;
const start = Date.parse('2030-01-01T00:00:00Z');

function tokenUntil(time: number, claims: object = {}): string {
  return new UnsecuredJWT({ ...claims, exp: time / 1000 }).encode();
}

/** A token that does not come from the user's own sign-in. */
function tokenOfType(typ: string, time: number): string {
  const header = JSON.stringify({ alg: 'none', typ });
  const [, payload] = tokenUntil(time).split('.');
  return `${Buffer.from(header).toString('base64url')}.${payload}.`;
}

/** A token that only the catalog accepts. The scaffolder gives such a token to a task that is retried. */
const catalogToken = tokenOfType('vnd.backstage.plugin', start + HOUR_MS);

describe('TaskTokens', () => {
  let server: Server;
  let now: number;
  let requests: Array<{ path: string; body: Record<string, string> }>;
  let answer: (path: string) => { status: number; body: object };

  beforeEach(async () => {
    now = start;
    requests = [];
    answer = path =>
      path.endsWith('/exchange')
        ? { status: 200, body: { token: tokenUntil(now + HOUR_MS) } }
        : { status: 200, body: { grant: 'the-grant' } };
    server = createServer(async (req, res) => {
      let text = '';
      for await (const chunk of req) {
        text += chunk;
      }
      const path = req.url ?? '';
      requests.push({ path, body: text === '' ? {} : JSON.parse(text) });
      const { status, body } = answer(path);
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(JSON.stringify(body));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  function createTokens(
    providerId: string | undefined = 'okta',
    options: { pollMs?: number; recoversTasks?: boolean } = {},
  ) {
    const discovery = mockServices.discovery.mock();
    const { port } = server.address() as AddressInfo;
    discovery.getBaseUrl.mockImplementation(
      async plugin => `http://127.0.0.1:${port}/${plugin}`,
    );
    return new TaskTokens({
      auth: mockServices.auth(),
      discovery,
      providerId,
      now: () => now,
      ...options,
    });
  }

  const contextOf = (
    backstageToken: string,
    id = '1',
    initiator: BackstageCredentials = mockCredentials.user(),
  ) => ({
    logger: mockServices.logger.mock(),
    secrets: { backstageToken },
    task: { id },
    getInitiatorCredentials: async () => initiator,
  });

  it('S18: takes one grant while the token is valid, and exchanges the grant after the token has expired', async () => {
    const tokens = createTokens();
    const first = tokenUntil(start + HOUR_MS);

    expect(await tokens.tokenOf(contextOf(first))).toBe(first);
    expect(await tokens.tokenOf(contextOf(first))).toBe(first);
    now += 3 * HOUR_MS;
    const later = await tokens.tokenOf(contextOf(first));

    expect(later).toBe(tokenUntil(now + HOUR_MS));
    expect(await tokens.tokenOf(contextOf(first))).toBe(later);
    expect(requests).toEqual([
      { path: '/auth/.ske/grants', body: { taskId: '1', provider: 'okta' } },
      {
        path: '/auth/.ske/grants/exchange',
        body: { taskId: '1', grant: 'the-grant' },
      },
    ]);
  });

  it('does not use the grant of another task', async () => {
    const tokens = createTokens();
    const first = tokenUntil(start + HOUR_MS);
    await tokens.tokenOf(contextOf(first));
    now += 3 * HOUR_MS;

    expect(await tokens.tokenOf(contextOf(first, '2'))).toBe(first);
  });

  it.each([
    ['has completed', 200, { status: 'completed' }],
    ['has failed', 200, { status: 'failed' }],
    ['was cancelled', 200, { status: 'cancelled' }],
    ['was deleted', 404, {}],
  ])('S18: releases the grant of a task that %s', async (_, status, body) => {
    const tokens = createTokens('okta', { pollMs: 5 });
    const first = tokenUntil(start + HOUR_MS);
    let polls = 0;
    const released = new Promise<object>(resolve => {
      answer = path => {
        if (path === '/scaffolder/v2/tasks/1') {
          polls += 1;
          const states = [
            { status: 200, body: { status: 'processing' } },
            { status: 500, body: {} },
          ];
          return states[polls - 1] ?? { status, body };
        }
        if (path === '/auth/.ske/grants/release') {
          resolve(requests[requests.length - 1].body);
        }
        return { status: 200, body: { grant: 'the-grant' } };
      };
    });

    await tokens.tokenOf(contextOf(first));

    expect(await released).toEqual({ taskId: '1', grant: 'the-grant' });
    expect(polls).toBe(3);
    now += 3 * HOUR_MS;
    expect(await tokens.tokenOf(contextOf(first))).toBe(first);
  });

  describe('if the scaffolder continues tasks of a stopped process', () => {
    const recovers = { recoversTasks: true };
    const secretOfRequest = (index: number) => {
      const { secret, grant } = requests[index].body;
      return secret ?? grant;
    };

    it('S18: exchanges the grant of a stopped process in another process', async () => {
      const first = tokenUntil(start + HOUR_MS);
      await createTokens('okta', recovers).tokenOf(contextOf(first));
      now += 3 * HOUR_MS;

      const other = createTokens('okta', recovers);
      expect(await other.tokenOf(contextOf(first))).toBe(
        tokenUntil(now + HOUR_MS),
      );

      expect(requests.map(({ path }) => path)).toEqual([
        '/auth/.ske/grants',
        '/auth/.ske/grants/exchange',
      ]);
      expect(secretOfRequest(0)).toMatch(/^[\w-]{43}$/);
      expect(secretOfRequest(1)).toBe(secretOfRequest(0));
    });

    it('S18: uses a different secret for each task and each token', async () => {
      const tokens = createTokens('okta', recovers);
      const first = tokenUntil(start + HOUR_MS);
      await tokens.tokenOf(contextOf(first));
      await tokens.tokenOf(contextOf(first, '2'));
      await tokens.tokenOf(
        contextOf(tokenUntil(start + HOUR_MS, { a: 1 }), '3'),
      );

      const secrets = requests.map((_, index) => secretOfRequest(index));
      expect(new Set(secrets).size).toBe(3);
    });

    it('rejects a task whose stopped process had no grant, because the user has no session', async () => {
      answer = () => ({
        status: 401,
        body: { error: { code: 'session-ended', message: 'It has ended.' } },
      });
      const expired = tokenUntil(start - HOUR_MS);

      await expect(
        createTokens('okta', recovers).tokenOf(contextOf(expired)),
      ).rejects.toMatchObject({ code: 'session-ended' });
    });
  });

  describe('a task that is retried', () => {
    const own = tokenUntil(start + HOUR_MS, { sub: 'user:default/mallory' });
    const retrier = { ...mockCredentials.user(), token: own };
    const retried = contextOf(catalogToken, '1', retrier);

    it('S18: acts as the user who retries it, with a grant of this user', async () => {
      const tokens = createTokens();
      await tokens.tokenOf(contextOf(tokenUntil(start + HOUR_MS)));

      answer = path =>
        path.endsWith('/exchange')
          ? { status: 200, body: { token: own } }
          : { status: 200, body: { grant: 'the-second-grant' } };
      expect(await tokens.tokenOf(retried)).toBe(own);
      now += 3 * HOUR_MS;
      await tokens.tokenOf(retried);

      const exchanges = requests.filter(({ path }) =>
        path.endsWith('/exchange'),
      );
      expect(exchanges.map(({ body }) => body.grant)).toEqual([
        'the-second-grant',
      ]);
      expect(requests).toContainEqual({
        path: '/auth/.ske/grants/release',
        body: { taskId: '1', grant: 'the-grant' },
      });
    });

    it('has the token of the user in mode tok too', async () => {
      const tokens = new TaskTokens({
        auth: mockServices.auth(),
        discovery: mockServices.discovery(),
        providerId: undefined,
      });
      expect(await tokens.tokenOf(retried)).toBe(own);
    });

    it('gets a token for the ske plugin if another plugin started the task', async () => {
      const limited = tokenOfType(
        'vnd.backstage.limited-user',
        start + HOUR_MS,
      );
      const initiator = { ...mockCredentials.user(), token: limited };

      const token = await createTokens().tokenOf(
        contextOf(limited, '1', initiator),
      );

      expect(token).toBe(
        mockCredentials.service.token({
          onBehalfOf: mockCredentials.user(),
          targetPluginId: 'ske',
        }),
      );
    });
  });

  it('says that the session has ended', async () => {
    const tokens = createTokens();
    const first = tokenUntil(start + HOUR_MS);
    await tokens.tokenOf(contextOf(first));
    now += 3 * HOUR_MS;
    answer = () => ({
      status: 401,
      body: { error: { code: 'session-ended', message: 'It has ended.' } },
    });

    await expect(tokens.tokenOf(contextOf(first))).rejects.toMatchObject({
      code: 'session-ended',
    });
  });

  it('continues without a grant, and says so', async () => {
    const tokens = createTokens();
    const first = tokenUntil(start + HOUR_MS);
    answer = () => ({ status: 404, body: {} });
    const context = contextOf(first);

    expect(await tokens.tokenOf(context)).toBe(first);
    expect(context.logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('no grant'),
    );
  });

  it('takes no grant in mode tok, and forgets grants after 12 hours', async () => {
    const first = tokenUntil(start + HOUR_MS);
    const auth = mockServices.auth();
    const discovery = mockServices.discovery.mock();
    await new TaskTokens({ auth, discovery, providerId: undefined }).tokenOf(
      contextOf(first),
    );
    expect(requests).toEqual([]);

    const tokens = createTokens();
    await tokens.tokenOf(contextOf(first));
    now += 12 * HOUR_MS;
    expect(await tokens.tokenOf(contextOf(first))).toBe(first);
  });
});
