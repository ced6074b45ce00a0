import {
  callOf,
  paths,
  StreamingServer,
} from '../streams/__testUtils__/StreamingServer';

describe('PlatformClient.getText', () => {
  const server = StreamingServer.use();

  it('returns the JSON as the API server sent it, with its audit id and warnings', async () => {
    const json = '{ "kind" : "ConfigMap"}\n';
    server.answer = (_, response) => {
      response
        .writeHead(200, {
          'content-type': 'application/json',
          'content-length': json.length,
          'audit-id': 'a-2',
          warning: '299 - "old"',
        })
        .end(json);
    };
    await expect(
      server.connect().getText(paths.object, callOf('get')),
    ).resolves.toEqual({ json, auditId: 'a-2', warnings: ['old'] });
  });

  it.each([
    ['is cut off, and looks like JSON', '{"kind":"ConfigMap","data":"}'],
    ['starts with a byte order mark', '\ufeff{"kind":"ConfigMap"}'],
  ])('rejects an object without a length that %s', async (_, json) => {
    server.answer = (_request, response) => {
      response.useChunkedEncodingByDefault = false;
      response.shouldKeepAlive = false;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(json);
    };
    const read = server.connect().getText(paths.object, callOf('get'));
    await expect(read).rejects.toMatchObject({ code: 'cluster-error' });
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
  ])('S25: rejects %s of type %s', async (status, type, body, code) => {
    server.answer = (_, response) => {
      response.writeHead(status, type ? { 'content-type': type } : {});
      response.end(body);
    };
    await expect(
      server.connect().getText(paths.object, callOf('get')),
    ).rejects.toMatchObject({ code });
  });
});
