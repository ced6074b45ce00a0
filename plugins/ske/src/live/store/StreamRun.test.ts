import type { WatchManyEvent } from '@kratix-portal/plugin-ske-common';
import { FakeEnvironment } from '../__testUtils__';
import { Collection } from './Collection';
import type { LiveTransport } from './LiveTransport';
import { StreamRun } from './StreamRun';

const QUEUES = { apiVersion: 'demo.example.com/v1', kind: 'Queue' };
const BOOKMARK: WatchManyEvent = {
  type: 'BOOKMARK',
  subscription: '0',
  id: '7',
};

function setUp(watchMany: LiveTransport['watchMany']) {
  const environment = new FakeEnvironment();
  const listener = {
    onActivity: jest.fn(),
    onEvent: jest.fn(),
    onEnd: jest.fn(),
  };
  const run = new StreamRun({
    members: [new Collection('queues', QUEUES)],
    attempt: 0,
    environment,
    listener,
  });
  run.start({ watchMany } as LiveTransport);
  return { environment, listener, run };
}

describe('StreamRun', () => {
  it('reports nothing after it was closed, even if the events were already received', async () => {
    const { environment, listener, run } = setUp(async function* events() {
      // The client yields all events of a chunk without checking the AbortSignal between them.
      yield BOOKMARK;
      yield BOOKMARK;
      yield BOOKMARK;
    });
    listener.onEvent.mockImplementationOnce(() => run.close());
    await environment.advance(0);

    expect(listener.onEvent).toHaveBeenCalledTimes(1);
    expect(listener.onEnd).not.toHaveBeenCalled();
    expect(environment.leftovers).toBe(0);
  });

  it('ignores the events of an unknown subscription', async () => {
    const { environment, listener } = setUp(async function* events() {
      yield { ...BOOKMARK, subscription: 'other' };
    });
    await environment.advance(0);

    expect(listener.onEvent).not.toHaveBeenCalled();
  });

  it('reports an error if the stream ends without the `end` event', async () => {
    const { environment, listener } = setUp(async function* events() {
      yield BOOKMARK;
    });
    await environment.advance(0);

    expect(listener.onEnd).toHaveBeenCalledTimes(1);
    expect(listener.onEnd).toHaveBeenCalledWith({
      cause: 'error',
      error: expect.any(Error),
    });
  });
});
