import { randomUUID } from 'node:crypto';
import type { WatchEvent } from '@kratix-portal/plugin-ske-common';
import { schemaAt } from './__testUtils__/apiDocument';
import { refusalOf, until } from './__testUtils__/skeClientFor';
import {
  bucket,
  checkAuditEvents,
  checkUsersInAuditLog,
  useHttpApi,
} from './__testUtils__/useHttpApi';

jest.setTimeout(120_000);

describe('watches on a real API server', () => {
  const api = useHttpApi();
  const { namespace } = api;

  describe('GET /watch', () => {
    const isEvent = schemaAt('#/components/schemas/WatchEvent');

    /** Reads events until `isLast` matches. */
    async function read(
      events: AsyncIterator<WatchEvent>,
      isLast: (event: WatchEvent) => boolean,
    ): Promise<any[]> {
      const found: WatchEvent[] = [];
      for (;;) {
        const { value, done } = await events.next();
        if (done) {
          throw new Error('The watch ended');
        }
        found.push(value);
        if (isLast(value)) {
          return found;
        }
      }
    }

    const isSynced = ({ type }: WatchEvent) => type === 'synced';
    const names = (events: any[]) =>
      events.flatMap(({ object }) => object?.metadata.name ?? []);

    it('sends all objects and then the changes to a user who may only read', async () => {
      const watch = api.dev.watch({ ...bucket, namespace });
      const list = await read(watch, isSynced);
      expect(names(list).sort()).toEqual(['letters', 'photos', 'videos']);
      await api.configure(bucket, 'music', { team: 'media' });
      const added = (await read(watch, ({ type }) => type === 'ADDED')).pop();
      expect(added.object).toMatchObject({
        ...bucket,
        metadata: { name: 'music' },
      });
      expect(added.id).toBe(added.object.metadata.resourceVersion);
      await watch.return();
    });

    it('sends only events that the document describes', async () => {
      const abort = new AbortController();
      const response = await fetch(
        `${api.backend.url}/api/ske/watch?${new URLSearchParams({ ...bucket, namespace })}`,
        {
          headers: { authorization: `Bearer ${api.token}` },
          signal: abort.signal,
        },
      );
      expect(response.headers.get('content-type')).toMatch(
        /^text\/event-stream/,
      );
      expect(response.headers.get('cache-control')).toBe(
        'no-store, no-transform',
      );
      expect(response.headers.get('content-encoding')).toBeNull();
      let text = '';
      for await (const chunk of response.body ?? []) {
        text += Buffer.from(chunk).toString('utf8');
        if (text.includes('event: synced')) {
          break;
        }
      }
      abort.abort();
      const events = text.split('\n\n').filter(part => part.includes('data:'));
      expect(events.length).toBeGreaterThan(3);
      for (const part of events) {
        const fields = Object.fromEntries(
          part
            .split('\n')
            .map(line => [
              line.slice(0, line.indexOf(':')),
              line.slice(line.indexOf(':') + 2),
            ]),
        );
        isEvent({ ...fields, data: JSON.parse(fields.data) });
        expect(isEvent.errors ?? []).toEqual([]);
      }
    });

    it('resumes after an id without a list, and sends the missed changes', async () => {
      const first = api.dev.watch({ ...bucket, namespace });
      const list = await read(first, isSynced);
      await first.return();
      await api.configure(bucket, 'missed', { team: 'media' });
      const second = api.dev.watch({
        ...bucket,
        namespace,
        resourceVersion: list[list.length - 1].id,
      });
      const missed = await read(
        second,
        event => 'object' in event && names([event])[0] === 'missed',
      );
      expect(missed.map(({ type }) => type)).not.toContain('synced');
      await second.return();
    });

    it('410: relists when the resourceVersion is too old', async () => {
      const watch = api.dev.watch({
        ...bucket,
        namespace,
        resourceVersion: '1',
      });
      const events = await read(watch, isSynced);
      expect(events[0]).toEqual({ type: 'relist' });
      expect(names(events)).toContain('photos');
      await watch.return();
    });

    it('watches one object, even before it exists', async () => {
      const watch = api.dev.watch({ ...bucket, namespace, name: 'later' });
      expect(await read(watch, isSynced)).toHaveLength(1);
      await api.configure(bucket, 'other', { team: 'media' });
      await api.configure(bucket, 'later', { team: 'media' });
      const [first] = await read(watch, event => 'object' in event);
      expect(first.object.metadata.name).toBe('later');
      await watch.return();
    });

    it('responds with 403 and 404 before any event', async () => {
      const lease = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' };
      expect(
        await refusalOf(api.dev.watch({ ...lease, namespace }).next()),
      ).toMatchObject({ code: 'forbidden' });
      expect(
        await refusalOf(api.dev.watch({ ...bucket, kind: 'Nothing' }).next()),
      ).toMatchObject({ code: 'kind-not-served' });
      expect(
        await refusalOf(
          api.dev.watch({ ...bucket, resourceVersion: '0' }).next(),
        ),
      ).toMatchObject({ code: 'invalid-input' });
    });

    it('S26: ends the watch at the API server when the client disconnects', async () => {
      const own = `http-${randomUUID().slice(0, 8)}`;
      const watch = api.dev.watch({ ...bucket, namespace: own });
      await read(watch, isSynced);
      const ended = async () =>
        (await api.platform.current.readAuditLog()).filter(
          ({ verb, objectRef, stage }) =>
            verb === 'watch' &&
            objectRef?.namespace === own &&
            stage === 'ResponseComplete',
        );
      expect(await ended()).toEqual([]);
      await watch.return();
      // The time-out of this test is two minutes. The watch would end by itself only after 15 minutes.
      await until(ended, events => events.length === 1);
    });
  });

  it('S2: the audit log of the API server names only the users', async () => {
    await expect(
      checkUsersInAuditLog(api, { moreThan: 10 }),
    ).resolves.toBeUndefined();
  });

  it('S6, S40: audits every operation with its outcome and the cluster user', async () => {
    await expect(
      checkAuditEvents(api, ['resource-configure', 'resource-watch']),
    ).resolves.toBeUndefined();
  });
});
