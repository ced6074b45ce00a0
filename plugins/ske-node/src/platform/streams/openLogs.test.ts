import type { ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  callOf,
  paths,
  StreamingServer,
  useFakeClock,
  userUntil,
} from './__testUtils__/StreamingServer';

describe('openLogs', () => {
  const server = StreamingServer.use();

  afterEach(() => {
    jest.useRealTimers();
  });

  const lines = (response: ServerResponse) => {
    response.writeHead(200, {
      'content-type': 'text/plain',
      'audit-id': 'a-3',
    });
    response.flushHeaders();
    response.write('one\ntwo\n');
  };

  function respondWithLines(): Promise<ServerResponse> {
    return new Promise(resolve => {
      server.respond = (_, response) => {
        lines(response);
        resolve(response);
      };
    });
  }

  it('streams the text as the API server sends it', async () => {
    const requested: unknown[] = [];
    server.respond = (request, response) => {
      requested.push(request.url, request.headers.accept);
      lines(response);
      response.end();
    };
    const stream = await server
      .connect()
      .logs(paths.log, { container: 'main', tailLines: 2 }, callOf('get'));
    expect(stream.auditId).toBe('a-3');
    expect(await text(stream.body)).toBe('one\ntwo\n');
    expect(await stream.ended).toEqual({ reason: 'cluster-ended' });
    expect(requested).toEqual([
      `${paths.log}?container=main&tailLines=2`,
      'application/json, */*',
    ]);
  });

  it('S26: ends without an error when the token expires', async () => {
    useFakeClock();
    server.respond = (_, response) => lines(response);
    const client = server.connect();
    const stream = await client.logs(
      paths.log,
      { follow: true },
      { ...callOf('get'), identity: userUntil(Date.now() + 1_500) },
    );
    expect(client.poolState().logs).toBe(1);
    jest.advanceTimersByTime(1_500);
    expect(await text(stream.body)).toBe('one\ntwo\n');
    expect(await stream.ended).toEqual({ reason: 'token-expired' });
    expect(client.poolState().logs).toBe(0);
  });

  it('S26: ends when the token expires while the API server holds back its headers', async () => {
    useFakeClock();
    server.respond = () => jest.advanceTimersByTime(1_900);
    const stream = await server
      .connect()
      .logs(
        paths.log,
        { follow: true },
        { ...callOf('get'), identity: userUntil(Date.now() + 1_900) },
      );
    expect(await text(stream.body)).toBe('');
    expect(await stream.ended).toEqual({ reason: 'token-expired' });
  });

  it('S26: closes the connection to the cluster when the reader stops reading', async () => {
    const closed = new Promise<void>(resolve => {
      server.respond = (_, response) => {
        lines(response);
        response.on('close', resolve);
      };
    });
    const stream = await server
      .connect()
      .logs(paths.log, { follow: true }, callOf('get'));
    stream.body.destroy();
    await closed;
    expect(await stream.ended).toEqual({ reason: 'caller-left' });
  });

  it('reports why it failed', async () => {
    const given = respondWithLines();
    const stream = await server.connect().logs(paths.log, {}, callOf('get'));
    (await given).destroy();
    await expect(text(stream.body)).rejects.toMatchObject({
      code: 'cluster-error',
    });
    expect(await stream.ended).toMatchObject({
      reason: 'failed',
      error: { code: 'cluster-error' },
    });
  });

  it('does not end the process if a log fails without a listener', async () => {
    const given = respondWithLines();
    const stream = await server.connect().logs(paths.log, {}, callOf('get'));
    (await given).destroy();
    expect((await stream.ended).reason).toBe('failed');
  });
});
