import {
  SkeClient,
  SkeError,
  type SkeSession,
  type WhoAmI,
} from '@kratix-portal/plugin-ske-common';
import { createLiveSession } from '../live/createLiveSession';
import { networkLost, toSkeError } from '../live/store/readFailure';
import { errorOfEvent, errorOfRun } from '../live/store/runErrors';
import german from './de';
import { errorText, ownErrorText } from './errorText';
import type { Words } from './WordsStore';

const me: WhoAmI = {
  backstageUser: 'user:default/mallory',
  cluster: { name: 'platform', identity: 'user', username: 'm', groups: [] },
};

/** German texts. */
const t = ((key: keyof typeof german, values: Record<string, string> = {}) =>
  german[key].replace(
    /\{\{(\w+)\}\}/g,
    (_, name) => values[name],
  )) as unknown as Words;

/** The error of a call to a backend with this response. */
async function errorOf(answer: () => Promise<Response>): Promise<SkeError> {
  const client = new SkeClient({
    discoveryApi: { getBaseUrl: async () => 'http://localhost/api/ske' },
    fetchApi: { fetch: answer },
  });
  return client.whoAmI().then(
    () => {
      throw new Error('The call succeeded.');
    },
    (error: SkeError) => error,
  );
}

describe('ownErrorText', () => {
  it.each<[string, () => SkeError | undefined | Promise<SkeError | undefined>]>(
    [
      ['no network', networkLost],
      ['a stream that fails', () => toSkeError(new Error('x'))],
      ['a silent stream', () => errorOfRun({ cause: 'silence' })],
      [
        'the end of the session',
        () => errorOfEvent({ type: 'end', reason: 'session-ended' } as never),
      ],
      [
        'the session of another user',
        () =>
          createLiveSession({
            calls: { whoAmI: async () => me },
            skeApi: { whoAmI: async () => me },
            identityApi: {
              getBackstageIdentity: async () => ({
                type: 'user',
                userEntityRef: 'user:default/jane',
                ownershipEntityRefs: [],
              }),
            },
            session: {} as SkeSession,
          })
            .check()
            .then(
              () => undefined,
              (error: SkeError) => error,
            ),
      ],
      [
        'a backend that does not answer',
        () =>
          errorOf(async () => {
            throw new TypeError('Failed to fetch');
          }),
      ],
      [
        'a proxy that answers 502',
        () => errorOf(async () => new Response('<html>', { status: 502 })),
      ],
      [
        'a token that Backstage rejects',
        () => errorOf(async () => new Response('{}', { status: 401 })),
      ],
      [
        'an error without words',
        () =>
          errorOf(
            async () =>
              new Response('{"error":{"code":"internal"}}', { status: 500 }),
          ),
      ],
    ],
  )('translates %s', async (_, make) => {
    const error = await make();
    const text = ownErrorText(t, error!);

    expect(text).toBeDefined();
    expect(text).not.toBe(error!.message);
    expect(text).not.toMatch(/\{\{|undefined/);
    expect(text).toContain(/user:[\w/]+/.exec(error!.message)?.[0] ?? '');
  });

  it('does not change the messages of the server', () => {
    const error = { message: 'You may not list Job in all namespaces.' };

    expect(ownErrorText(t, error)).toBeUndefined();
  });
});

describe('errorText', () => {
  it('describes the error code of the server', () => {
    const error = new SkeError({
      code: 'cluster-unreachable',
      message: 'The cluster platform cannot be reached.',
    });

    expect(errorText(t, error)).toBe(
      german['refusal.title.cluster-unreachable'],
    );
  });

  it('keeps the message of the server if our text needs the name of the object', () => {
    const error = new SkeError({ code: 'forbidden', message: 'You may not.' });

    expect(errorText(t, error)).toBe('You may not.');
  });
});
