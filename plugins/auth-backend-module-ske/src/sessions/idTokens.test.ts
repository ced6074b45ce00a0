import { randomBytes } from 'node:crypto';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { TokenKind } from '@kratix-portal/plugin-ske-common';
import { UnsecuredJWT } from 'jose';
import type { TokenValues } from '../refreshes';
import { SessionKeys } from './SessionKeys';
import type { SessionProvider } from './SessionProvider';
import { Sessions } from './Sessions';
import { SessionStore } from './SessionStore';
import { platformTokenOf } from './StoredTokens';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const jane = { userRef: 'user:default/jane', providerId: 'google' };

function idToken(lifetimeSeconds: number): string {
  return new UnsecuredJWT({ iss: 'https://idp.example.com', sub: 'jane' })
    .setExpirationTime(new Date(Date.now() + lifetimeSeconds * 1000))
    .encode();
}

/** The access token lives longer than the ID token. */
function tokens(idTokenOfResponse: string | undefined): TokenValues {
  return {
    access_token: 'opaque',
    refresh_token: 'R',
    id_token: idTokenOfResponse,
    expires_at: Math.floor(Date.now() / 1000) + 3600,
  };
}

async function setUp(
  response: () => TokenValues,
  neededKinds: readonly TokenKind[] = ['id'],
) {
  const knex = await databases.init('SQLITE_3');
  const logger = mockServices.logger.mock();
  const sessions = new Sessions({
    store: await SessionStore.create({ getClient: async () => knex }),
    keys: new SessionKeys([{ id: 'one', secret: randomBytes(32) }]),
    logger,
  });
  const revoked: string[] = [];
  const provider: SessionProvider = {
    providerId: jane.providerId,
    fingerprint: 'f',
    clientId: 'client',
    tokenKind: 'id',
    neededKinds,
    leaseMs: 30_000,
    exchange: async () => response(),
    verify: async () => {},
    revoke: async token => {
      revoked.push(token);
    },
    readMetadata: async () => ({
      issuer: 'https://idp.example.com',
      jwksUri: 'https://idp.example.com/keys',
    }),
  };
  sessions.register(provider);
  const start = (values: TokenValues) =>
    sessions.start({ ...jane, fingerprint: 'f', tokens: { values } });
  const refreshNow = () => knex('ske_sessions').update({ refresh_at: 0 });
  const row = () => knex('ske_sessions').first();
  return { sessions, logger, start, refreshNow, row, revoked };
}

describe('sessions with tokenKind: id', () => {
  it('end when the ID token expires, not when the access token expires', async () => {
    const first = idToken(300);
    const { sessions, start } = await setUp(() => tokens(idToken(300)));
    await start(tokens(first));

    const session = await sessions.openNewest(jane);

    expect(session.tokenKind).toBe('id');
    expect(platformTokenOf(session.tokens, session.tokenKind)).toBe(first);
    expect(session.remainingMs).toBeLessThanOrEqual(300_000);
  });

  it('keep the ID token if a refresh returns no ID token, and log this', async () => {
    const first = idToken(300);
    const set = await setUp(() => tokens(undefined));
    await set.start(tokens(first));
    await set.refreshNow();

    const session = await set.sessions.openNewest(jane);

    expect(platformTokenOf(session.tokens, 'id')).toBe(first);
    expect(set.logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/'google' returned no new ID token/),
    );
    const { refresh_at: refreshAt, expires_at: expiresAt } = await set.row();
    expect(refreshAt).toBe(expiresAt);
  });

  it('end when the kept ID token has expired', async () => {
    const set = await setUp(() => tokens(undefined));
    await set.start(tokens(idToken(-1)));

    await expect(set.sessions.openNewest(jane)).rejects.toMatchObject({
      code: 'session-ended',
    });

    expect(set.revoked).toEqual(['R']);
    expect((await set.row()).ended_at).not.toBeNull();
  });

  it('continue when the kept ID token has expired, if a cluster needs only the access token', async () => {
    const set = await setUp(() => tokens(undefined), ['access', 'id']);
    await set.start(tokens(idToken(-1)));

    const session = await set.sessions.openNewest(jane);

    expect(platformTokenOf(session.tokens, 'access')).toBe('opaque');
    expect(platformTokenOf(session.tokens, 'id')).toBeUndefined();
    expect(session.remainingMs).toBeGreaterThan(3_000_000);
    expect(set.logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/Clusters with tokenKind: id reject the user/),
    );
  });
});
