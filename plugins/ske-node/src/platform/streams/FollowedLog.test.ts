import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { UserIdentity } from '../../credentials';
import { AccessToken } from '../../credentials/identity/AccessToken';
import { unsignedJwt } from '../../credentials/__testUtils__/unsignedJwt';
import {
  callOf,
  paths,
  StreamingServer,
  useFakeClock,
} from './__testUtils__/StreamingServer';
import { FollowedLog } from './FollowedLog';

const TOKEN_MS = 30_000;
const LONG_MS = 900_000;
const lines = (from: number, to: number) =>
  Array.from(
    { length: to - from + 1 },
    (_, index) => `2026-11-29T10:00:01.${from + index}Z line ${from + index}\n`,
  ).join('');

describe('FollowedLog', () => {
  const server = StreamingServer.use();
  let requests: IncomingMessage[];
  /** The streams of the API server, which send these texts and stay open. */
  let responses: ServerResponse[];
  let sent: string[];
  let deadline: number;

  beforeEach(() => {
    deadline = performance.now() + 30_000;
    useFakeClock();
    requests = [];
    responses = [];
    sent = [];
    server.respond = (request, response) => {
      requests.push(request);
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.flushHeaders();
      response.write(sent.shift() ?? '');
      responses.push(response);
    };
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  /** A user whose session returns the next of these tokens each time, until the session ends. */
  function userWith(
    tokens: number,
    failure = new SkeError({ code: 'session-ended', message: 'Ended.' }),
  ): UserIdentity {
    const claims = { exp: (Date.now() + TOKEN_MS) / 1000, left: tokens };
    return new UserIdentity({
      userEntityRef: 'user:default/jane',
      token: AccessToken.parse(unsignedJwt(claims), new Date(0)),
      session: {
        renew: async () => {
          if (tokens === 1) {
            throw failure;
          }
          return userWith(tokens - 1, failure);
        },
        renewRejected: async () => undefined,
        onEnd: () => () => {},
      },
    });
  }

  function open(
    identity: UserIdentity,
    options: { streamMs?: number; tailLines?: number } = {},
  ): Promise<FollowedLog> {
    const client = server.connect();
    const { streamMs = LONG_MS, tailLines } = options;
    return FollowedLog.open({
      query: { container: 'main', follow: true, tailLines },
      identity,
      open: (query, user, restMs) =>
        client.logs(paths.log, query, {
          ...callOf('get'),
          identity: user,
          streamMs: restMs,
        }),
      streamMs,
      shutdown: new AbortController().signal,
    });
  }

  async function until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) {
      await new Promise(resolve => setImmediate(resolve));
      expect(performance.now()).toBeLessThan(deadline);
    }
  }

  const untilRequests = (count: number) =>
    until(() => responses.length >= count);

  /** Reads until this number of characters has arrived. */
  async function readText(log: FollowedLog, length: number): Promise<string> {
    let read = '';
    await until(() => {
      read += log.body.read() ?? '';
      return read.length >= length;
    });
    return read;
  }

  it('S26: continues with the next token, without a lost or a repeated line', async () => {
    sent = [`${lines(1, 2)}2026-11-29T10:00:01.3Z li`, lines(1, 3)];
    const log = await open(userWith(2), { tailLines: 100 });
    expect(await readText(log, 14)).toBe('line 1\nline 2\n');

    jest.advanceTimersByTime(TOKEN_MS);
    await untilRequests(2);
    responses[1].end(lines(4, 4));

    expect(await text(log.body)).toBe('line 3\nline 4\n');
    expect(await log.ended).toEqual({ reason: 'cluster-ended' });
    const [first, second] = requests.map(
      ({ url }) => new URL(url ?? '', 'http://cluster').searchParams,
    );
    expect(Object.fromEntries(first)).toEqual({
      container: 'main',
      follow: 'true',
      timestamps: 'true',
      tailLines: '100',
    });
    expect(Object.fromEntries(second)).toEqual({
      container: 'main',
      follow: 'true',
      timestamps: 'true',
      sinceTime: '2026-11-29T10:00:00Z',
    });
    expect(requests[0].headers.authorization).not.toBe(
      requests[1].headers.authorization,
    );
  });

  it('S26: ends when the session ends', async () => {
    sent = [lines(1, 1)];
    const log = await open(userWith(1));
    expect(await readText(log, 7)).toBe('line 1\n');

    jest.advanceTimersByTime(TOKEN_MS);

    expect(await text(log.body)).toBe('');
    expect(await log.ended).toEqual({ reason: 'session-ended' });
  });

  it('S26: ends after its time limit, which covers all tokens', async () => {
    const log = await open(userWith(5), { streamMs: 1_000 });

    jest.advanceTimersByTime(1_000);

    expect(await text(log.body)).toBe('');
    expect(await log.ended).toEqual({ reason: 'time-limit' });
    expect(requests).toHaveLength(1);
  });

  it('fails if there is no next token', async () => {
    const failure = new SkeError({ code: 'idp-unavailable', message: 'Down.' });
    const log = await open(userWith(1, failure));

    jest.advanceTimersByTime(TOKEN_MS);

    await expect(text(log.body)).rejects.toBe(failure);
    expect(await log.ended).toEqual({ reason: 'failed', error: failure });
  });

  it('S26: closes the connection to the cluster when the reader stops reading', async () => {
    const log = await open(userWith(2));
    jest.advanceTimersByTime(TOKEN_MS);
    await untilRequests(2);
    const closed = new Promise(resolve => {
      responses[1].once('close', resolve);
    });

    log.body.destroy();

    await closed;
    expect(await log.ended).toEqual({ reason: 'caller-left' });
  });
});
