import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import express from 'express';
import { createErrorHandler } from '../errors';
import { mockServices } from '@backstage/backend-test-utils';
import { readBody } from './readBody';

describe('readBody', () => {
  let server: Server;
  let hasParsed: () => void;
  const parsed = () =>
    new Promise<void>(resolve => {
      hasParsed = resolve;
    });

  beforeAll(async () => {
    const app = express();
    app.use((_req, _res, next) => {
      hasParsed?.();
      next();
    });
    app.post('/', readBody, (req, res) => {
      res.json(req.body);
    });
    app.use(createErrorHandler(mockServices.logger.mock()));
    server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    jest.useRealTimers();
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('S22: rejects a body that does not end, and closes its connection', async () => {
    jest.useFakeTimers({
      doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance'],
    });
    const { port } = server.address() as AddressInfo;
    const started = parsed();
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', chunk => {
      text += chunk;
    });
    socket.write(
      'POST / HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"a":',
    );
    await started;
    jest.advanceTimersByTime(30_000);
    await once(socket, 'close');
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect(text).toContain('body was not received within 30 s.');
  });

  it('parses a body that arrives in time', async () => {
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"a":1}',
    });
    expect(await answer.json()).toEqual({ a: 1 });
  });
});
