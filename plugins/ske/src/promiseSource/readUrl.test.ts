import { MOST_CHARACTERS } from './readDocuments';
import { readUrl } from './readUrl';

function body(...chunks: string[]) {
  const queue = chunks.map(chunk => new TextEncoder().encode(chunk));
  return {
    getReader: () => ({
      read: async () => {
        const value = queue.shift();
        return { done: value === undefined, value };
      },
      cancel: async () => {},
    }),
  };
}

function respond(
  options: { status?: number; headers?: Record<string, string> },
  ...chunks: string[]
) {
  const { status = 200, headers = {} } = options;
  const calls: RequestInit[] = [];
  const send = (async (_: string, init: RequestInit) => {
    calls.push(init);
    return {
      ok: status < 400,
      status,
      headers: { get: (name: string) => headers[name] ?? null },
      body: body(...chunks),
    };
  }) as unknown as typeof fetch;
  return { send, calls };
}

describe('readUrl', () => {
  it.each(['file:///etc/passwd', 'ftp://example.com/a', 'nonsense', ''])(
    'rejects %j without a request',
    async url => {
      const { send, calls } = respond({});

      expect(await readUrl(url, { fetch: send })).toEqual({
        error: 'not-http',
      });
      expect(calls).toEqual([]);
    },
  );

  it('reads the text without cookies', async () => {
    const { send, calls } = respond({}, 'kind: ', 'Promise');

    expect(await readUrl('https://example.com/p', { fetch: send })).toEqual({
      text: 'kind: Promise',
    });
    expect(calls).toMatchObject([{ credentials: 'omit' }]);
  });

  it.each([
    [{ status: 404 }, { error: 'status', status: 404 }],
    [
      { headers: { 'content-type': 'text/html; charset=utf-8' } },
      { error: 'web-page' },
    ],
    [
      { headers: { 'content-length': String(MOST_CHARACTERS + 1) } },
      { error: 'too-large' },
    ],
  ])(
    'returns the reason why the response %j is not accepted',
    async (options, result) => {
      const { send } = respond(options, 'x');

      expect(await readUrl('https://example.com/', { fetch: send })).toEqual(
        result,
      );
    },
  );

  it('stops at the size limit if the server does not send the length', async () => {
    const half = 'x'.repeat(MOST_CHARACTERS / 2);
    const { send } = respond({}, half, half, half);

    expect(await readUrl('https://example.com/', { fetch: send })).toEqual({
      error: 'too-large',
    });
  });

  it('says that no response could be read, such as when CORS blocks it', async () => {
    const send = async () => {
      throw new TypeError('Failed to fetch');
    };

    expect(await readUrl('https://example.com/', { fetch: send })).toEqual({
      error: 'no-answer',
    });
  });
});
