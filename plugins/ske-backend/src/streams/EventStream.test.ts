import type { Server } from 'node:http';
import { AddressInfo, connect, Socket } from 'node:net';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { WatchMessage } from '@kratix-portal/plugin-ske-node';
import express from 'express';
import { sendEvents } from './EventStream';
import { toWatchText } from './eventText';
import { Heartbeat } from './Heartbeat';
import { DEFAULT_STREAM_LIMITS, StreamLimits } from './StreamLimits';

describe('sendEvents', () => {
  let server: Server;
  let socket: Socket;
  let sending: Promise<void>;

  afterEach(async () => {
    socket.destroy();
    await new Promise(resolve => server.close(resolve));
  });

  /** Sends to one client that has opened its connection and does not read yet. */
  async function sendTo(
    messages: AsyncIterable<WatchMessage>,
    limits: Partial<StreamLimits> = {},
  ): Promise<void> {
    const all = { ...DEFAULT_STREAM_LIMITS, ...limits };
    const heartbeat = new Heartbeat(all.heartbeatMs);
    let reportRequest = () => {};
    const asked = new Promise<void>(resolve => {
      reportRequest = resolve;
    });
    const app = express();
    app.get('/', (_req, res) => {
      res.locals.requestId = 'request-1';
      sending = sendEvents(messages, res, {
        heartbeat,
        limits: all,
        toText: toWatchText,
      });
      reportRequest();
    });
    server = await new Promise<Server>(resolve => {
      const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
    });
    const { port } = server.address() as AddressInfo;
    socket = connect(port, '127.0.0.1');
    socket.pause();
    socket.write('GET / HTTP/1.0\r\n\r\n');
    await asked;
  }

  async function readAll(): Promise<string> {
    let text = '';
    for await (const chunk of socket) {
      text += chunk;
    }
    return text;
  }

  async function* from(...messages: WatchMessage[]) {
    yield* messages;
  }

  it('writes each event in the format of the standard, and ends after the last event', async () => {
    await sendTo(
      from(
        { type: 'ADDED', json: '{"a":1}' },
        { type: 'synced', id: '7' },
        { type: 'MODIFIED', json: '{"a":2}', id: '8' },
        { type: 'relist' },
        {
          type: 'end',
          reason: 'failed',
          error: new SkeError({ code: 'timeout', message: 'late' }),
        },
      ),
    );
    const [head, ...events] = (await readAll())
      .split('\r\n\r\n')
      .join('\n\n')
      .split('\n\n');
    expect(head).toMatch(/content-type: text\/event-stream/i);
    expect(head).toMatch(/cache-control: no-store, no-transform/i);
    expect(events).toEqual([
      'event: ADDED\ndata: {"a":1}',
      'event: synced\nid: 7\ndata: {}',
      'event: MODIFIED\nid: 8\ndata: {"a":2}',
      'event: relist\ndata: {}',
      'event: end\ndata: {"reason":"failed","error":{"name":"TimeoutError","code":"timeout","message":"late","requestId":"request-1"}}',
      '',
    ]);
    await sending;
  });

  it('omits an id that contains a line break', async () => {
    await sendTo(from({ type: 'BOOKMARK', id: '7\ndata: forged' }));
    expect(await readAll()).toMatch(/event: BOOKMARK\ndata: \{\}\n\n$/);
  });

  it('sends comments while there are no events', async () => {
    let stop = () => {};
    const stopped = new Promise<void>(resolve => {
      stop = resolve;
    });
    async function* quiet(): AsyncGenerator<WatchMessage> {
      await stopped;
      yield { type: 'relist' };
    }
    await sendTo(quiet(), { heartbeatMs: 20 });
    let text = '';
    for await (const chunk of socket) {
      text += chunk;
      if (text.includes(':\n\n:\n\n')) {
        stop();
      }
    }
    expect(text).toMatch(/:\n\n:\n\n.*event: relist\ndata: \{\}\n\n$/s);
    await sending;
  });

  it('S26: closes the connection of a client that reads nothing', async () => {
    let taken = 0;
    async function* endless(): AsyncGenerator<WatchMessage> {
      for (;;) {
        taken += 1;
        yield { type: 'MODIFIED', json: `"${'x'.repeat(64 * 1024)}"` };
      }
    }
    await sendTo(endless(), { slowClientMs: 100, lastWordMs: 100 });
    await sending;
    const before = taken;
    // Only as much data as fits into the socket buffers of this machine was taken from the watch.
    expect(before * 64 * 1024).toBeLessThan(64 * 1024 * 1024);
    await new Promise<void>(resolve => {
      socket.on('close', () => resolve());
      socket.on('error', () => resolve());
      socket.resume();
    });
    expect(taken).toBe(before);
  });

  it('S26: sends the reason of the end to a slow client that starts to read again in time', async () => {
    async function* endless(): AsyncGenerator<WatchMessage> {
      for (;;) {
        yield { type: 'MODIFIED', json: `"${'x'.repeat(64 * 1024)}"` };
      }
    }
    await sendTo(endless(), { slowClientMs: 100, lastWordMs: 30_000 });
    await sending;
    expect((await readAll()).slice(-200)).toMatch(
      /event: end\ndata: \{"reason":"slow-client"\}\n\n$/,
    );
  });

  it('ends the watch when the client disconnects', async () => {
    let isReturned = false;
    async function* endless(): AsyncGenerator<WatchMessage> {
      try {
        for (;;) {
          yield { type: 'MODIFIED', json: `"${'x'.repeat(64 * 1024)}"` };
        }
      } finally {
        isReturned = true;
      }
    }
    await sendTo(endless());
    socket.destroy();
    await sending;
    expect(isReturned).toBe(true);
  });
});
