import {
  callOf,
  paths,
  StreamingServer,
} from '../streams/__testUtils__/StreamingServer';

describe('PlatformClient.getText', () => {
  const server = StreamingServer.use();

  it('returns the JSON as the API server sent it, with its audit id and warnings', async () => {
    const json = '{ "kind" : "ConfigMap"}\n';
    server.respond = (_, response) => {
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
    ['is cut off and looks like JSON', '{"kind":"ConfigMap","data":"}'],
    ['starts with a byte order mark', '\ufeff{"kind":"ConfigMap"}'],
  ])(
    'rejects a response without Content-Length whose text %s',
    async (_, json) => {
      server.respond = (_request, response) => {
        response.useChunkedEncodingByDefault = false;
        response.shouldKeepAlive = false;
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(json);
      };
      const read = server.connect().getText(paths.object, callOf('get'));
      await expect(read).rejects.toMatchObject({ code: 'cluster-error' });
    },
  );

  it.each([
    '{"kind":"ConfigMap"}{"kind":"ConfigMap"}',
    '{kind: ConfigMap}',
    '{"kind":"ConfigMap",}',
    '[{}]',
  ])('rejects %s, which only looks like an object in JSON', async text => {
    server.respond = (_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(text);
    };
    await expect(
      server.connect().getText(paths.object, callOf('get')),
    ).rejects.toMatchObject({ code: 'cluster-error' });
  });

  it.each([
    ['b2c4f9d2-9a4c-4c58-9f0e-0a9d6f6f6f6f', true],
    ['Bearer abcdefgh1234', false],
    ['eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJqYW5lIn0.c2ln', false],
    ['x'.repeat(65), false],
  ])(
    'S7: tells whether the audit id %s is returned: %s',
    async (auditId, isReturned) => {
      server.respond = (_, response) => {
        response.writeHead(200, {
          'content-type': 'application/json',
          'audit-id': auditId,
        });
        response.end('{}');
      };
      const response = await server
        .connect()
        .getText(paths.object, callOf('get'));
      expect(response.auditId).toBe(isReturned ? auditId : undefined);
    },
  );

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
    server.respond = (_, response) => {
      response.writeHead(status, type ? { 'content-type': type } : {});
      response.end(body);
    };
    await expect(
      server.connect().getText(paths.object, callOf('get')),
    ).rejects.toMatchObject({ code });
  });
});
