import { randomBytes } from 'node:crypto';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readSessionKeys } from '@kratix-portal/plugin-ske-node';
import { readSessionConfig } from './readSessionConfig';

const secret = randomBytes(32).toString('base64');
const read = (auth: JsonObject) =>
  readSessionConfig(new ConfigReader({ ske: { auth } }));

describe('readSessionConfig', () => {
  it('needs no keys in mode tok, which is the default', () => {
    expect(read({})).toBeUndefined();
    expect(read({ mode: 'tok' })).toBeUndefined();
  });

  it.each(['session', 'auto'])('reads the keys in mode %s', mode => {
    expect(
      read({
        mode,
        session: {
          keys: [{ id: '2026-12', secret }],
          logoutRedirectUrl: 'https://portal.example.com',
          kubernetesPlugin: true,
        },
      }),
    ).toEqual({
      keys: [{ id: '2026-12', secret: Buffer.from(secret, 'base64') }],
      logoutRedirectUrl: 'https://portal.example.com',
      servesKubernetesPlugin: true,
    });
  });

  it.each([
    ['app.baseUrl', {}, 'https://portal.example.com'],
    ['no URL with providerLogout: false', { providerLogout: false }, undefined],
    [
      'no URL with providerLogout: false and a configured URL',
      {
        providerLogout: false,
        logoutRedirectUrl: 'https://other.example.com',
      },
      undefined,
    ],
  ])('reads the URL after a sign-out: %s', (_, session, expected) => {
    const config = new ConfigReader({
      app: { baseUrl: 'https://portal.example.com' },
      ske: {
        auth: {
          mode: 'session',
          session: { keys: [{ id: 'one', secret }], ...session },
        },
      },
    });

    expect(readSessionConfig(config)?.logoutRedirectUrl).toBe(expected);
  });

  it.each([
    ['S12: no keys', [], /mode is 'session'.*no key.*openssl rand -base64 32/],
    [
      'S12: a short secret',
      [{ id: 'one', secret: 'dG9vIHNob3J0' }],
      /keys\[0\]\.secret must be at least 32 random bytes/,
    ],
    [
      'a secret that is not base64',
      [{ id: 'one', secret: '!'.repeat(64) }],
      /keys\[0\]\.secret must be/,
    ],
    ['an id with a dot', [{ id: 'a.b', secret }], /keys\[0\]\.id may have/],
    [
      'two keys with the same id',
      [
        { id: 'one', secret },
        { id: 'one', secret },
      ],
      /two keys with the same id/,
    ],
  ])('rejects %s', (_, keys, message) => {
    expect(() => read({ mode: 'session', session: { keys } })).toThrow(message);
  });

  it('rejects an unknown mode', () => {
    expect(() => read({ mode: 'cookie' })).toThrow(
      "ske.auth.mode is 'cookie': set it to one of tok, session, auto",
    );
  });

  it.each<[string, JsonObject]>([
    ['auth.session.secret', { auth: { session: { secret } } }],
    [
      'backend.auth.keys[1].secret',
      { backend: { auth: { keys: [{ secret: 'other' }, { secret }] } } },
    ],
    [
      'auth.session.secret',
      { auth: { session: { secret: secret.replace(/=+$/, '') } } },
    ],
  ])('S12: rejects a key that is also %s', (path, backstage) => {
    for (const mode of ['session', 'tok']) {
      const config = new ConfigReader({
        ...backstage,
        ske: { auth: { mode, session: { keys: [{ id: 'one', secret }] } } },
      });
      const readAny = () =>
        mode === 'tok' ? readSessionKeys(config) : readSessionConfig(config);

      expect(readAny).toThrow(
        `ske.auth.session.keys[0].secret is the same as ${path}`,
      );
      expect(readAny).toThrow(
        expect.objectContaining({
          message: expect.not.stringContaining(secret),
        }),
      );
    }
  });

  it('S7: does not show the secret in a message', () => {
    const short = 'c2hvcnQtc2VjcmV0';
    expect(() =>
      read({
        mode: 'session',
        session: { keys: [{ id: 'a', secret: short }] },
      }),
    ).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(short) }),
    );
  });
});
