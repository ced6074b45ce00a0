import type { ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  callOf,
  paths,
  StreamingServer,
  userUntil,
} from './__testUtils__/StreamingServer';

describe('openLogs', () => {
  const server = StreamingServer.use();

  const lines = (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.flushHeaders();
    response.write('one\ntwo\n');
  };

  it('passes them on as they are', async () => {
    const requested: unknown[] = [];
    server.answer = (request, response) => {
      requested.push(request.url, request.headers.accept);
      lines(response);
      response.end();
    };
    const stream = await server
      .connect()
      .logs(paths.log, { container: 'main', tailLines: 2 }, callOf('get'));
    expect(stream.contentType).toBe('text/plain');
    expect(await text(stream.body)).toBe('one\ntwo\n');
    expect(await stream.ended).toEqual({ reason: 'cluster-ended' });
    expect(requested).toEqual([
      `${paths.log}?container=main&tailLines=2`,
      'application/json, */*',
    ]);
  });

  it('S26: end with the token, in good order', async () => {
    server.answer = (_, response) => lines(response);
    const client = server.connect();
    const stream = await client.logs(
      paths.log,
      { follow: true },
      { ...callOf('get'), identity: userUntil(Date.now() + 1_500) },
    );
    expect(client.poolState().logs).toBe(1);
    expect(await text(stream.body)).toBe('one\ntwo\n');
    expect(await stream.ended).toEqual({ reason: 'token-expired' });
    expect(client.poolState().logs).toBe(0);
  });

  it('S26: a reader who goes away takes the call along', async () => {
    const closed = new Promise<void>(resolve => {
      server.answer = (_, response) => {
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

  it('say how they failed', async () => {
    server.answer = (_, response) => {
      lines(response);
      setTimeout(() => response.destroy(), 50);
    };
    const stream = await server.connect().logs(paths.log, {}, callOf('get'));
    await expect(text(stream.body)).rejects.toMatchObject({
      code: 'cluster-error',
    });
    expect(await stream.ended).toMatchObject({
      reason: 'failed',
      error: { code: 'cluster-error' },
    });
  });

  it('a failure that nobody listens to ends no process', async () => {
    server.answer = (_, response) => {
      lines(response);
      setTimeout(() => response.destroy(), 50);
    };
    const stream = await server.connect().logs(paths.log, {}, callOf('get'));
    expect((await stream.ended).reason).toBe('failed');
  });
});
