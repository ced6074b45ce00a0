import { text } from 'node:stream/consumers';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import {
  callOf,
  paths,
  StreamingServer,
} from './__testUtils__/StreamingServer';

describe('openBody', () => {
  const server = StreamingServer.use();

  it('comes as it is, with what its headers say', async () => {
    const json = '{ "kind" : "ConfigMap"}\n';
    server.answer = (_, response) => {
      response
        .writeHead(200, {
          'content-type': 'application/json',
          'content-length': json.length,
          'audit-id': 'a-2',
          warning: '299 - "old"',
          'set-cookie': 'a=b',
        })
        .end(json);
    };
    const { body, ...rest } = await server
      .connect()
      .getStream(paths.object, callOf('get'));
    expect(await text(body)).toBe(json);
    expect(rest).toEqual({
      contentType: 'application/json',
      contentLength: json.length,
      auditId: 'a-2',
      warnings: ['old'],
    });
    await expect(
      server.connect().getText(paths.object, callOf('get')),
    ).resolves.toEqual({ json, auditId: 'a-2', warnings: ['old'] });
  });

  it.each([
    ['ends with its connection in the middle', '{"kind":"ConfigMap","data":"}'],
    ['begins with a mark that is no JSON', '\ufeff{"kind":"ConfigMap"}'],
  ])('an object that %s is no object', async (_, json) => {
    server.answer = (_request, response) => {
      response.useChunkedEncodingByDefault = false;
      response.shouldKeepAlive = false;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(json);
    };
    const read = server.connect().getText(paths.object, callOf('get'));
    await expect(read).rejects.toMatchObject({ code: 'cluster-error' });
  });

  it('a list of 10 MB is never in memory, however slow its reader is', async () => {
    const chunk = Buffer.alloc(64 * 1024, 'x');
    const chunks = 160;
    server.answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      let sent = 0;
      const send = () => {
        while (sent < chunks) {
          sent += 1;
          if (!response.write(chunk)) {
            response.once('drain', send);
            return;
          }
        }
        response.end();
      };
      send();
    };
    const { body } = await server
      .connect()
      .listStream(paths.collection, { limit: 500 }, callOf('list'));
    let bytes = 0;
    let most = 0;
    for await (const part of body) {
      bytes += part.length;
      await new Promise(resolve => setTimeout(resolve, 1));
      most = Math.max(most, body.readableLength);
    }
    expect(bytes).toBe(chunks * chunk.length);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(3 * 64 * 1024);
  });

  it.each([
    [200, 'text/html', '<html>Sign in</html>', 'cluster-error'],
    [200, undefined, '{}', 'cluster-error'],
    [502, 'text/html', '<html>Bad Gateway</html>', 'cluster-error'],
    [
      403,
      'application/json',
      '{"kind":"Status","message":"no"}',
      'policy-denied',
    ],
  ])(
    'S25: %s of type %s is no body to pass on',
    async (status, type, body, code) => {
      server.answer = (_, response) => {
        response.writeHead(status, type ? { 'content-type': type } : {});
        response.end(body);
      };
      const client = server.connect();
      for (const call of [
        client.getStream(paths.object, callOf('get')),
        client.getText(paths.object, callOf('get')),
      ]) {
        await expect(call).rejects.toMatchObject({ code });
      }
    },
  );

  it('ends at the deadline, also when its reader is the slow one', async () => {
    server.answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write(Buffer.alloc(8 * 1024 * 1024, 'x'));
    };
    const client = server.connect({ deadlineMs: 1_000 });
    const { body } = await client.getStream(paths.object, callOf('get'));
    const error = await new Promise(resolve => body.on('error', resolve));
    expect(SkeError.is(error) && error.code).toBe('timeout');
    expect(client.poolState().running).toBe(0);
  });

  it('is too large: one of our errors', async () => {
    server.answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(Buffer.alloc(10_000, 'x'));
    };
    const { body } = await server
      .connect({ answerBytes: 1000 })
      .getStream(paths.object, callOf('get'));
    await expect(text(body)).rejects.toMatchObject({ code: 'cluster-error' });
  });

  it('a reader who goes away takes the call along', async () => {
    const { closed } = server.answerOpen('{');
    const client = server.connect();
    const { body } = await client.getStream(paths.object, callOf('get'));
    body.destroy();
    await closed;
    expect(client.poolState().running).toBe(0);
  });
});
