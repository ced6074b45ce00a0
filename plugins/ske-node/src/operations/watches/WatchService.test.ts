import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { WatchQuery } from '@kratix-portal/plugin-ske-common';
import { caller } from '../__testUtils__/TestOperations';
import { TestServices } from '../__testUtils__/TestServices';
import type { WatchManyMessage, WatchMessage } from './WatchMessage';

const query = { apiVersion: 'demo.example.com/v1', kind: 'Database' };
const all = '/apis/demo.example.com/v1/databases';
const one = '/apis/demo.example.com/v1/namespaces/team-a/databases';

const object = (namespace: string, resourceVersion: string) => ({
  ...query,
  metadata: { name: 'orders', namespace, resourceVersion },
});

/** Long enough for a busy machine to list before the time limit. */
const LIMIT_MS = 3_000;

describe('WatchService', () => {
  let test: TestServices;
  afterEach(() => test.stop());

  /** Responds to lists with the given pages, and to watches with the given events. */
  function serve(pages: object[][], events: object[] = []) {
    test.apiServer.intercept = ({ path }, response) => {
      const { pathname, searchParams } = new URL(path, 'http://localhost');
      if (pathname !== all && pathname !== one) {
        return false;
      }
      response.writeHead(200, { 'content-type': 'application/json' });
      if (searchParams.has('watch')) {
        response.flushHeaders();
        events.forEach(event => response.write(`${JSON.stringify(event)}\n`));
      } else {
        const page = Number(searchParams.get('continue') ?? 0);
        const next = page + 1 < pages.length ? String(page + 1) : undefined;
        response.end(
          JSON.stringify({
            metadata: { resourceVersion: `${10 + page}`, continue: next },
            items: pages[page],
          }),
        );
      }
      return true;
    };
  }

  /** Ends the stream at the first message of a type. */
  const endAt =
    (type: WatchMessage['type']) =>
    (message: WatchMessage): void => {
      if (message.type === type) {
        test.services.endStreams();
      }
    };

  async function collect(
    onMessage?: (message: WatchMessage) => void,
    watched: WatchQuery = query,
  ): Promise<WatchMessage[]> {
    const found: WatchMessage[] = [];
    await test.services.watches.watch(watched, caller, async messages => {
      for await (const message of messages) {
        found.push(message);
        onMessage?.(message);
      }
    });
    return found;
  }

  it('S26: ends at its time limit and reports that in the audit event', async () => {
    test = await TestServices.start({ limits: { streamMs: LIMIT_MS } });
    serve([[object('team-a', '1')]]);
    const messages = await collect();
    expect(messages.map(({ type }) => type)).toEqual([
      'ADDED',
      'synced',
      'end',
    ]);
    expect(messages[2]).toMatchObject({ reason: 'time-limit' });
    expect(test.audited).toMatchObject([
      {
        eventId: 'resource-watch',
        isSuccess: true,
        meta: { verb: 'watch', kind: 'Database', ended: 'time-limit' },
      },
    ]);
  });

  it('watches from the resourceVersion of the first page, so that no change between pages is lost', async () => {
    test = await TestServices.start();
    serve(
      [[object('team-a', '1')], [object('team-b', '2')]],
      [{ type: 'MODIFIED', object: object('team-a', '11') }],
    );
    const messages = await collect(endAt('MODIFIED'));
    expect(messages[2]).toEqual({ type: 'synced', id: '10' });
    expect(test.sent()[2]).toMatch(/watch=true.*resourceVersion=10/);
  });

  it.each([
    ['without managedFields, for a kind', query, false],
    [
      'with managedFields, for one object',
      { ...query, namespace: 'team-a', name: 'orders' },
      true,
    ],
  ])('sends existing objects %s', async (_, watched, hasManagers) => {
    test = await TestServices.start();
    const listed = object('team-a', '1');
    const managedFields = [{ manager: 'kratix', operation: 'Update' }];
    serve([[{ ...listed, metadata: { ...listed.metadata, managedFields } }]]);
    const [first] = await collect(endAt('synced'), watched);
    const { metadata } = JSON.parse('json' in first ? first.json : '{}');
    expect(metadata).toMatchObject({ namespace: 'team-a' });
    expect('managedFields' in metadata).toBe(hasManagers);
  });

  it('leaves out objects that the portal’s policy does not allow, in the list and in the changes', async () => {
    test = await TestServices.start({
      policy: () => ({
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'ske',
        resourceType: 'ske-resource',
        conditions: {
          rule: 'IN_NAMESPACE',
          resourceType: 'ske-resource',
          params: { namespaces: ['team-a'] },
        },
      }),
    });
    serve(
      [[object('team-a', '1'), object('team-b', '2')]],
      [
        { type: 'MODIFIED', object: object('team-b', '11') },
        { type: 'MODIFIED', object: object('team-a', '12') },
      ],
    );
    const messages = await collect(endAt('MODIFIED'));
    expect(
      messages.map(message => [message.type, 'id' in message && message.id]),
    ).toEqual([
      ['ADDED', false],
      ['synced', '10'],
      ['MODIFIED', '12'],
      ['end', false],
    ]);
  });

  it('S26: relists when the cluster has not reached the resourceVersion to continue from', async () => {
    test = await TestServices.start();
    serve([[object('team-a', '1')]]);
    const types: string[] = [];
    await test.services.watches.watch(
      { ...query, resourceVersion: '900' },
      caller,
      async messages => {
        for await (const message of messages) {
          types.push(message.type);
          endAt('synced')(message);
        }
      },
    );
    expect(types).toEqual(['relist', 'ADDED', 'synced', 'end']);
  });

  it('ends all open watches when the backend stops', async () => {
    test = await TestServices.start();
    serve([[]]);
    const messages = await collect(endAt('synced'));
    expect(messages.pop()).toMatchObject({ reason: 'shutdown' });
  });

  describe('watchMany', () => {
    const collectMany = async (
      ids: string[],
      onMessage?: (message: WatchManyMessage) => void,
    ): Promise<WatchManyMessage[]> => {
      const found: WatchManyMessage[] = [];
      await test.services.watches.watchMany(
        ids.map(id => ({ id, ...query })),
        caller,
        async messages => {
          for await (const message of messages) {
            found.push(message);
            onMessage?.(message);
          }
        },
      );
      return found;
    };

    it('S26: ends at the time limit of the stream, with one message and one audit event for each subscription', async () => {
      test = await TestServices.start({ limits: { streamMs: LIMIT_MS } });
      serve([[object('team-a', '1')]]);
      const messages = await collectMany(['a', 'b']);
      expect(messages.pop()).toEqual({ type: 'end', reason: 'time-limit' });
      expect(
        messages
          .map(({ type, subscription }) => `${subscription} ${type}`)
          .sort(),
      ).toEqual(['a ADDED', 'a synced', 'b ADDED', 'b synced']);
      const ended = { ended: 'time-limit', code: 'ok' };
      expect(test.audited).toMatchObject([
        { eventId: 'resource-watch', meta: { kind: 'Database', ...ended } },
        { eventId: 'resource-watch', meta: { kind: 'Database', ...ended } },
        {
          eventId: 'resource-watch-stream',
          meta: { verb: 'watch-stream', subscriptions: 2, ...ended },
        },
      ]);
    });

    it('S23: lists for at most four subscriptions at the same time', async () => {
      test = await TestServices.start();
      serve([[]]);
      const list = test.apiServer.intercept;
      let lists = 0;
      let most = 0;
      test.apiServer.intercept = (request, response) => {
        if (request.path.includes('limit=500')) {
          lists += 1;
          most = Math.max(most, lists);
          response.on('finish', () => {
            lists -= 1;
          });
          setImmediate(() => list?.(request, response));
          return true;
        }
        return list?.(request, response);
      };
      let synced = 0;
      await collectMany(
        Array.from({ length: 20 }, (_, id) => `${id}`),
        ({ type }) => {
          synced += type === 'synced' ? 1 : 0;
          if (synced === 20) {
            test.services.endStreams();
          }
        },
      );
      expect(synced).toBe(20);
      expect(most).toBeLessThanOrEqual(4);
    });

    it('S23: ends only one subscription after a 429 of the cluster, or if the portal has too many streams', async () => {
      test = await TestServices.start({ limits: { retryMs: 0, streams: 2 } });
      serve([[]]);
      const list = test.apiServer.intercept;
      let lists = 0;
      test.apiServer.intercept = (request, response) => {
        lists += request.path.includes('limit=500') ? 1 : 0;
        if (lists === 1 && request.path.includes('limit=500')) {
          response.writeHead(429, { 'retry-after': '3' });
          response.end(JSON.stringify({ kind: 'Status', code: 429 }));
          return true;
        }
        return list?.(request, response);
      };
      const ends: WatchManyMessage[] = [];
      await collectMany(['a', 'b', 'c', 'd'], message => {
        if (message.type === 'end') {
          ends.push(message);
        }
        if (ends.length === 2) {
          test.services.endStreams();
        }
      });
      const refused = {
        reason: 'failed',
        error: { code: 'too-many-requests' },
      };
      expect(ends).toMatchObject([
        { subscription: 'a', ...refused },
        refused,
        { reason: 'shutdown' },
      ]);
      expect(ends[1].subscription).toBeDefined();
    });

    it('sends nothing more after the caller disconnects, even for subscriptions that wait', async () => {
      test = await TestServices.start();
      serve([[]]);
      const gone = new AbortController();
      const messages: WatchManyMessage[] = [];
      await test.services.watches.watchMany(
        Array.from({ length: 10 }, (_, id) => ({ id: `${id}`, ...query })),
        { ...caller, signal: gone.signal },
        async stream => {
          for await (const message of stream) {
            messages.push(message);
            gone.abort();
          }
        },
      );
      expect(messages.map(({ type }) => type)).toEqual(['synced']);
      expect(test.audited.pop()).toMatchObject({
        eventId: 'resource-watch-stream',
        meta: { ended: 'caller-left' },
      });
    });
  });

  it('sends a failure in the middle of the list as the last message', async () => {
    test = await TestServices.start();
    serve([[object('team-a', '1')], [object('team-a', '2')]]);
    const list = test.apiServer.intercept;
    test.apiServer.intercept = (request, response) => {
      if (request.path.includes('continue=')) {
        response.writeHead(410, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ kind: 'Status', reason: 'Expired' }));
        return true;
      }
      return list?.(request, response);
    };
    expect((await collect()).pop()).toMatchObject({
      type: 'end',
      reason: 'failed',
      error: { code: 'expired' },
    });
  });
});
