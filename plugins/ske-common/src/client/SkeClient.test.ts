import { SkeError } from '../errors';
import { SkeClient } from './SkeClient';

const ref = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  namespace: 'team-a',
  name: 'orders',
};

/** Responds in place of the backend and records the requests. */
function answering(...answers: (Response | Error)[]) {
  const requests: { url: string; init: RequestInit }[] = [];
  const client = new SkeClient({
    baseUrl: 'https://portal.example.com/api/ske',
    getToken: async () => 'a-token',
    fetchApi: {
      fetch: async (input, init = {}) => {
        requests.push({ url: String(input), init });
        const answer = answers.shift() ?? new Error('no more responses');
        if (answer instanceof Error) {
          throw answer;
        }
        return answer;
      },
    },
  });
  return { client, requests };
}

function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });
}

/** A body in chunks, cut at arbitrary places as by a network. */
function pieces(text: string, size: number): Response {
  const bytes = new TextEncoder().encode(text);
  let start = 0;
  return new Response(
    new ReadableStream({
      pull(controller) {
        if (start >= bytes.length) {
          controller.close();
          return;
        }
        controller.enqueue(bytes.slice(start, start + size));
        start += size;
      },
    }),
  );
}

async function failure(call: Promise<unknown>): Promise<SkeError> {
  const error = await call.then(
    () => undefined,
    thrown => thrown,
  );
  if (!SkeError.is(error)) {
    throw new Error(`expected a SkeError, got ${error}`);
  }
  return error;
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) {
    found.push(item);
  }
  return found;
}

describe('SkeClient', () => {
  it('finds the plugin by discovery, and sends only the parts of a reference', async () => {
    const asked: string[] = [];
    const urls: string[] = [];
    const client = new SkeClient({
      discoveryApi: {
        getBaseUrl: async plugin => {
          asked.push(plugin);
          return 'https://elsewhere.example.com/api/ske';
        },
      },
      fetchApi: {
        fetch: async input => {
          urls.push(String(input));
          return json({ manifest: {} });
        },
      },
    });
    await client.getResource({ ...ref, uid: 'left out' } as typeof ref);
    expect(asked).toEqual(['ske']);
    expect(urls).toEqual([
      'https://elsewhere.example.com/api/ske/resource?apiVersion=demo.example.com%2Fv1&kind=Database&namespace=team-a&name=orders',
    ]);
  });

  it('sends the token of the call, otherwise the token of getToken, otherwise no token', async () => {
    const { client, requests } = answering(json({}), json({}));
    await client.whoAmI({ token: 'of-the-call' });
    await client.whoAmI();
    expect(
      requests.map(({ init }) => (init.headers as any).authorization),
    ).toEqual(['Bearer of-the-call', 'Bearer a-token']);
    expect(requests[0].init.redirect).toBe('error');
    const bare = new SkeClient({
      baseUrl: 'https://portal.example.com',
      fetchApi: {
        fetch: async (_, init) => {
          expect(init?.headers).toEqual({ accept: 'application/json' });
          return json({});
        },
      },
    });
    await bare.whoAmI();
  });

  it('fails with a SkeError that has the code of the response', async () => {
    const { client } = answering(
      json(
        {
          error: {
            name: 'TooManyRequestsError',
            code: 'too-many-requests',
            message: 'later',
            hint: 'wait',
            detail: 'the cluster',
            causes: [{ field: 'a', message: 'b' }, { nonsense: 1 }, 'c'],
            retryAfterSeconds: 3,
          },
        },
        429,
      ),
    );
    const error = await failure(client.whoAmI());
    expect(error).toMatchObject({
      code: 'too-many-requests',
      status: 429,
      name: 'TooManyRequestsError',
      message: 'later',
      hint: 'wait',
      detail: 'the cluster',
      causes: [{ field: 'a', message: 'b' }],
      retryAfterSeconds: 3,
    });
  });

  it.each<[string, Response, object]>([
    [
      'Backstage’s own 401',
      json({ error: { name: 'AuthenticationError', message: 'no' } }, 401),
      { code: 'no-credentials', detail: 'no' },
    ],
    [
      'a gateway’s page',
      new Response('<html>', { status: 502 }),
      {
        code: 'internal',
        message: 'The ske backend responded with status 502.',
      },
    ],
    [
      'an unknown code',
      json({ error: { code: 'new', message: 'x' } }, 418),
      { code: 'internal' },
    ],
    ['null', json(null, 500), { code: 'internal' }],
  ])('reads %s', async (_, answer, expected) => {
    const { client } = answering(answer);
    expect(await failure(client.whoAmI())).toMatchObject(expected);
  });

  it('rejects a response that is not an object', async () => {
    for (const body of ['[]', '"a"', 'null', '<html>', '']) {
      const { client } = answering(new Response(body));
      expect(await failure(client.whoAmI())).toMatchObject({
        code: 'internal',
      });
    }
  });

  it('says that a write may have happened if the backend does not respond', async () => {
    const { client } = answering(new Error('ECONNREFUSED'), new Error('x'));
    expect(await failure(client.deleteResource(ref))).toMatchObject({
      message: 'The ske backend did not respond.',
      hint: expect.stringMatching(/may have been changed: check/),
    });
    expect((await failure(client.whoAmI())).hint).toMatch(/^Try again/);
  });

  it('sends uid and resourceVersion with a delete, if they are given', async () => {
    const { client, requests } = answering(json({}), json({}));
    await client.deleteResource({ ...ref, uid: 'u-1', resourceVersion: '7' });
    await client.deleteResource(ref);
    expect(requests.map(({ init }) => JSON.parse(String(init.body)))).toEqual([
      { ...ref, uid: 'u-1', resourceVersion: '7' },
      ref,
    ]);
  });

  it('rejects with the reason of the AbortSignal', async () => {
    const { client } = answering(new Error('aborted'));
    const reason = new Error('the page was left');
    await expect(
      client.whoAmI({ signal: AbortSignal.abort(reason) }),
    ).rejects.toBe(reason);
  });

  it('has a method for each action', async () => {
    const { client, requests } = answering(json({}), json({}), json({}));
    await client.act('pause', { ...ref, uid: 'u', resourceVersion: '7' });
    await client.upgrade({ ...ref, uid: 'u', version: 'v2' });
    await client.checkAccess([{ verb: 'get', apiVersion: 'v1', kind: 'A' }]);
    expect(
      requests.map(({ url, init }) => [
        url.replace('https://portal.example.com/api/ske', ''),
        JSON.parse(String(init.body)),
      ]),
    ).toEqual([
      ['/resource/actions/pause', { ...ref, uid: 'u', resourceVersion: '7' }],
      ['/resource/actions/upgrade', { ...ref, uid: 'u', version: 'v2' }],
      [
        '/access',
        { questions: [{ verb: 'get', apiVersion: 'v1', kind: 'A' }] },
      ],
    ]);
  });

  const events =
    ': beat\n\nevent: ADDED\ndata: {"a":"é☃"}\n\nevent: synced\nid: 7\ndata: {}\n\n' +
    'event: MODIFIED\nid: 8\ndata: {"a":2}\n\nevent: BOOKMARK\nid: 9\ndata: {}\n\nevent: relist\ndata: {}\n\n' +
    'event: end\ndata: {"reason":"failed","error":{"code":"timeout"}}\n\n';

  it.each([1, 7, 1000])(
    'reads the events of a watch from chunks of %s bytes',
    async size => {
      const { client, requests } = answering(pieces(events, size));
      const found = await collect(
        client.watch({ apiVersion: 'v1', kind: 'A', resourceVersion: '5' }),
      );
      expect(found).toEqual([
        { type: 'ADDED', object: { a: 'é☃' } },
        { type: 'synced', id: '7' },
        { type: 'MODIFIED', object: { a: 2 }, id: '8' },
        { type: 'BOOKMARK', id: '9' },
        { type: 'relist' },
        { type: 'end', reason: 'failed', error: { code: 'timeout' } },
      ]);
      expect(requests[0].url).toMatch(/watch\?.*resourceVersion=5$/);
    },
  );

  const manyEvents =
    ': beat\n\nevent: ADDED\ndata: {"subscription":"a","object":{"a":"é☃"}}\n\n' +
    'event: synced\ndata: {"subscription":"a","id":"7"}\n\n' +
    'event: end\ndata: {"subscription":"b","reason":"failed","error":{"code":"forbidden"}}\n\n' +
    'event: MODIFIED\ndata: {"subscription":"a","id":"8","object":{"a":2}}\n\n' +
    'event: BOOKMARK\ndata: {"subscription":"a","id":"9"}\n\nevent: relist\ndata: {"subscription":"a"}\n\n';
  const lastOfMany = 'event: end\ndata: {"reason":"token-expired"}\n\n';

  it.each([1, 7, 1000])(
    'reads the events of many watches from chunks of %s bytes',
    async size => {
      const { client, requests } = answering(
        pieces(manyEvents + lastOfMany, size),
      );
      const found = await collect(
        client.watchMany([
          { id: 'a', apiVersion: 'v1', kind: 'A', resourceVersion: '5' },
          { id: 'b', apiVersion: 'v1', kind: 'B', namespace: undefined },
        ]),
      );
      expect(found).toEqual([
        { type: 'ADDED', subscription: 'a', object: { a: 'é☃' } },
        { type: 'synced', subscription: 'a', id: '7' },
        {
          type: 'end',
          subscription: 'b',
          reason: 'failed',
          error: { code: 'forbidden' },
        },
        { type: 'MODIFIED', subscription: 'a', object: { a: 2 }, id: '8' },
        { type: 'BOOKMARK', subscription: 'a', id: '9' },
        { type: 'relist', subscription: 'a' },
        { type: 'end', reason: 'token-expired' },
      ]);
      const [{ url, init }] = requests;
      expect(url).toBe('https://portal.example.com/api/ske/watch');
      expect(init).toMatchObject({
        method: 'POST',
        headers: {
          accept: 'text/event-stream',
          'content-type': 'application/json',
        },
      });
      expect(JSON.parse(String(init.body))).toEqual({
        subscriptions: [
          { id: 'a', apiVersion: 'v1', kind: 'A', resourceVersion: '5' },
          { id: 'b', apiVersion: 'v1', kind: 'B' },
        ],
      });
    },
  );

  it('throws if POST /watch ends without an event "end" of the whole stream', async () => {
    const { client } = answering(
      pieces(
        'event: end\ndata: {"subscription":"a","reason":"shutdown"}\n\n',
        9,
      ),
    );
    const watch = client.watchMany([{ id: 'a', apiVersion: 'v1', kind: 'A' }]);
    expect(await failure(collect(watch))).toMatchObject({
      code: 'cluster-error',
    });
  });

  it('calls onActivity for each chunk of a stream, even for comments', async () => {
    const chunks = [': beat\n\n', ': beat\n\n', lastOfMany];
    const { client } = answering(
      new Response(
        new ReadableStream({
          pull(controller) {
            const chunk = chunks.shift();
            if (chunk === undefined) {
              controller.close();
            } else {
              controller.enqueue(new TextEncoder().encode(chunk));
            }
          },
        }),
      ),
    );
    let activities = 0;
    const onActivity = () => {
      activities += 1;
    };
    const watch = client.watchMany([{ id: 'a', apiVersion: 'v1', kind: 'A' }], {
      onActivity,
    });
    expect(await collect(watch)).toHaveLength(1);
    expect(activities).toBe(3);
  });

  it('does not say that a failed POST may have changed the cluster if it only reads', async () => {
    const { client } = answering(new Error('x'), new Error('x'));
    const watch = client.watchMany([{ id: 'a', apiVersion: 'v1', kind: 'A' }]);
    for (const call of [collect(watch), client.checkAccess([])]) {
      expect((await failure(call)).hint).toMatch(/^Try again/);
    }
  });

  it('throws if a watch ends without the event "end"', async () => {
    const { client } = answering(pieces('event: relist\ndata: {}\n\n', 5));
    expect(
      await failure(collect(client.watch({ apiVersion: 'v1', kind: 'A' }))),
    ).toMatchObject({ code: 'cluster-error' });
  });

  it('throws for an event of an unknown type', async () => {
    const { client } = answering(pieces('event: new\ndata: {}\n\n', 5));
    expect(
      await failure(collect(client.watch({ apiVersion: 'v1', kind: 'A' }))),
    ).toMatchObject({ code: 'internal' });
  });

  it('cancels the response when its reader stops', async () => {
    let isCancelled = false;
    const endless = new Response(
      new ReadableStream({
        pull: controller =>
          controller.enqueue(new TextEncoder().encode('line\n')),
        cancel: () => {
          isCancelled = true;
        },
      }),
    );
    const { client } = answering(endless);
    for await (const text of client.readLogs({
      ...ref,
      pod: 'p',
      container: 'c',
      follow: true,
    })) {
      expect(text).toBe('line\n');
      break;
    }
    expect(isCancelled).toBe(true);
  });
});
