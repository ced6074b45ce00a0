import { setTimeout as delay } from 'node:timers/promises';
import {
  PortalUser,
  type Platform,
  Teardown,
} from '@kratix-portal/test-cluster';
import {
  reservePortalPlace,
  startSessionPortal,
} from '../portal/__testUtils__/startSessionPortal';
import { StoredSessions } from './StoredSessions';

jest.setTimeout(400_000);

/** Short, so that ten lifetimes do not take minutes. */
const TOKEN_SECONDS = 6;
const LIFETIMES = 10;
/** S16 */
const CLOSED_WITHIN_MILLISECONDS = 5_000;

/** Reads a stream of server-sent events. */
class EventReader {
  readonly names: string[] = [];
  ended: { reason: string } | undefined;
  /** Resolves when the response is complete. */
  readonly closed: Promise<void>;
  #isSynced = false;

  constructor(response: Response) {
    this.closed = this.#read(response);
  }

  get isSynced(): boolean {
    return this.#isSynced;
  }

  async #read(response: Response): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      const frames = text.split('\n\n');
      text = frames.pop() ?? '';
      frames.forEach(frame => this.#onFrame(frame));
    }
  }

  #onFrame(frame: string): void {
    const type = /^event: (.*)$/m.exec(frame)?.[1];
    const data = JSON.parse(/^data: (.*)$/m.exec(frame)?.[1] ?? '{}');
    if (type === 'synced') {
      this.#isSynced = true;
    } else if (type === 'end') {
      this.ended = data;
    } else if (type === 'ADDED') {
      // Only POST /watch wraps the object.
      this.names.push((data.object ?? data).metadata.name);
    }
  }
}

describe('streams of a session on a real API server', () => {
  const teardown = new Teardown();
  let platform: Platform;
  let portalUrl: string;
  let person: PortalUser;
  let sessions: StoredSessions;

  beforeAll(async () => {
    const place = await reservePortalPlace(teardown);
    ({ portalUrl } = place);
    platform = await startSessionPortal({
      teardown,
      place,
      platform: { accessTokenTtlSeconds: TOKEN_SECONDS },
    });
    sessions = await StoredSessions.open(place.stateDir);
    const user = platform.endpoints.users.find(({ groups }) =>
      groups.includes('kube-admin'),
    );
    person = await PortalUser.signIn({
      portalUrl,
      providerId: 'oidc',
      user: user ?? platform.endpoints.users[0],
    });
  });

  afterAll(() => teardown.run());

  async function open(): Promise<EventReader[]> {
    const query = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'streams' };
    const headers = { authorization: `Bearer ${person.tokens().backstage}` };
    const responses = [
      await fetch(`${portalUrl}/api/ske/watch?${new URLSearchParams(query)}`, {
        headers,
      }),
      await fetch(`${portalUrl}/api/ske/watch`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ subscriptions: [{ id: 'one', ...query }] }),
      }),
    ];
    const readers = responses.map(response => {
      expect(response.status).toBe(200);
      return new EventReader(response);
    });
    while (!readers.every(({ isSynced }) => isSynced)) {
      await delay(50);
    }
    return readers;
  }

  it('S26: outlive ten token lifetimes without a gap, and end within five seconds of a sign-out in another tab', async () => {
    await platform.kubectl(['create', 'namespace', 'streams']);
    const readers = await open();
    readers.forEach(reader => reader.names.splice(0));
    const before = sessions.read(String(person.claims().sub)).version;
    const created: string[] = [];
    const until = performance.now() + LIFETIMES * TOKEN_SECONDS * 1000;

    while (performance.now() < until) {
      const name = `change-${created.length}`;
      const { code } = await platform.kubectl([
        'create',
        'configmap',
        name,
        '--namespace=streams',
      ]);
      expect(code).toBe(0);
      created.push(name);
    }
    while (readers.some(({ names }) => names.length < created.length)) {
      expect(readers.map(({ ended }) => ended)).toEqual([undefined, undefined]);
      await delay(50);
    }

    for (const { names, ended } of readers) {
      expect(names).toEqual(created);
      expect(ended).toBeUndefined();
    }
    const after = sessions.read(String(person.claims().sub)).version;
    expect(after - before).toBeGreaterThanOrEqual(LIFETIMES);
    const watches = (await platform.readAuditLog()).filter(
      ({ userAgent, verb, objectRef }) =>
        userAgent === 'kratix-portal' &&
        verb === 'watch' &&
        objectRef?.namespace === 'streams',
    );
    expect(new Set(watches.map(({ user }) => user.username))).toEqual(
      new Set(['user-admin@example.com']),
    );
    expect(watches.length).toBeGreaterThanOrEqual(2 * LIFETIMES);

    const start = performance.now();
    await person.signOut();
    await Promise.all(readers.map(({ closed }) => closed));

    expect(performance.now() - start).toBeLessThan(CLOSED_WITHIN_MILLISECONDS);
    expect(readers.map(({ ended }) => ended?.reason)).toEqual([
      'session-ended',
      'session-ended',
    ]);
  });
});
