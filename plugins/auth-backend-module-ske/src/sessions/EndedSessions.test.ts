import { TestDatabases } from '@backstage/backend-test-utils';
import { EndedSessions } from './EndedSessions';
import { SessionStore } from './SessionStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
/** The longest wait of a request. It is so long that no test reaches it. */
const LONG_MS = 1_000_000;

describe('EndedSessions', () => {
  let store: SessionStore;

  beforeEach(async () => {
    const knex = await databases.init('SQLITE_3');
    store = await SessionStore.create({ getClient: async () => knex });
    await store.insert({
      sessionId: 'one',
      userRef: 'user:default/jane',
      providerId: 'okta',
      fingerprint: 'okta',
      handleHash: 'hash',
      version: 1,
      content: 'encrypted',
      keyId: 'key',
      refreshAt: 0,
      expiresAt: undefined,
      now: await store.now(),
    });
  });

  const waitFor = (
    ended: EndedSessions,
    signal = new AbortController().signal,
  ) => ended.list({ since: undefined, waitMs: LONG_MS, signal });

  /** Resolves when a request has found nothing and waits. */
  function untilWaiting(): Promise<void> {
    const { listEndedSince } = store;
    return new Promise(resolve => {
      jest.spyOn(store, 'listEndedSince').mockImplementation(async time => {
        const found = await listEndedSince.call(store, time);
        setImmediate(resolve);
        return found;
      });
    });
  }

  it('responds when a session ends in this process', async () => {
    const ended = new EndedSessions({ store });
    const waiting = untilWaiting();
    const list = waitFor(ended);
    await waiting;

    await store.end({ sessionId: 'one' });
    ended.changed();

    expect((await list).ended).toEqual(['one']);
  });

  it('responds when a session has ended at another replica', async () => {
    const list = waitFor(new EndedSessions({ store }));
    await store.end({ sessionId: 'one' });

    expect((await list).ended).toEqual(['one']);
  });

  it('responds at once to a request that does not wait', async () => {
    const { ended, now } = await new EndedSessions({ store }).list({
      since: undefined,
      waitMs: 0,
      signal: new AbortController().signal,
    });

    expect(ended).toEqual([]);
    expect(now).toBeGreaterThan(0);
  });

  it('responds with an empty list when the wait is over', async () => {
    const { ended } = await new EndedSessions({ store }).list({
      since: undefined,
      waitMs: 50,
      signal: new AbortController().signal,
    });

    expect(ended).toEqual([]);
  });

  it('lists the sessions that ended between two requests', async () => {
    const since = await store.now();
    await store.end({ sessionId: 'one' });

    const { ended } = await new EndedSessions({ store }).list({
      since,
      waitMs: 0,
      signal: new AbortController().signal,
    });
    expect(ended).toEqual(['one']);
  });

  it.each([
    ['the backend stops', (ended: EndedSessions) => ended.stop()],
    [
      'the caller disconnects',
      (_: EndedSessions, caller: AbortController) => caller.abort(),
    ],
  ])('ends the wait when %s', async (_, end) => {
    const ended = new EndedSessions({ store });
    const caller = new AbortController();
    const waiting = untilWaiting();
    const list = waitFor(ended, caller.signal);
    await waiting;

    end(ended, caller);

    expect((await list).ended).toEqual([]);
  });
});
