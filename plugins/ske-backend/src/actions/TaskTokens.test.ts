import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { UnsecuredJWT } from 'jose';
import { TaskTokens } from './TaskTokens';

const HOUR_MS = 60 * 60_000;
const start = Date.parse('2030-01-01T00:00:00Z');

function tokenUntil(time: number): string {
  return new UnsecuredJWT({ exp: time / 1000 }).encode();
}

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
    pollMs?: number,
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
      pollMs,
    });
  }

  const contextOf = (backstageToken: string, id = '1') => ({
    logger: mockServices.logger.mock(),
    secrets: { backstageToken },
    task: { id },
    getInitiatorCredentials: async () => mockCredentials.user(),
  });

  it('S18: takes one grant while the token is valid, and exchanges it after that', async () => {
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

  it('has no grant of another task', async () => {
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
    const tokens = createTokens('okta', 5);
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
