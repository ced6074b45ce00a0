import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { generateKeyPair, SignJWT } from 'jose';
import { hash } from './sessions/hashes';
import { SessionStore } from './sessions/SessionStore';
import { startProvider } from './__testUtils__/signInTests';
import { startSessionPortal } from './__testUtils__/startSessionPortal';
import { useDatabaseFolder } from './__testUtils__/useDatabaseFolder';
import { FAKE_CLIENT, type TestPortal } from './__testUtils__';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const events = { [EVENT]: {} };

const storage = useDatabaseFolder();

async function start() {
  const idp = await startProvider();
  const portal = await startSessionPortal(idp, {
    databaseFolder: storage.path,
    modules: [storage.reader],
  });
  await portal.browser.signIn('okta');
  return { idp, portal };
}

function send(portal: TestPortal, logoutToken: string, provider = 'okta') {
  return fetch(`${portal.url}/api/auth/.ske/backchannel-logout/${provider}`, {
    method: 'POST',
    body: new URLSearchParams({ logout_token: logoutToken }),
  });
}

const isSignedIn = async ({ browser }: TestPortal) =>
  (await browser.refresh('okta')).status === 200;

describe('back-channel logout', () => {
  it.each([
    ['the subject', { sid: undefined }],
    ['the session at the provider', { sub: undefined, sid: 'sid-of-1' }],
    ['both', { sid: 'sid-of-1' }],
  ])(
    'finds the session of a logout token by %s, and ends it',
    async (_, claims) => {
      const { idp, portal } = await start();

      const response = await send(
        portal,
        await idp.sign({ events, ...claims }, { typ: 'logout+jwt' }),
      );

      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(await isSignedIn(portal)).toBe(false);
      expect(idp.revoked).toEqual([]);
    },
  );

  it('finds the environment of the provider that sent the logout token', async () => {
    const [development, production] = [
      await startProvider(),
      await startProvider(),
    ];
    const portal = await startSessionPortal(development, {
      databaseFolder: storage.path,
      modules: [storage.reader],
      production,
    });
    const stranger = await startProvider();
    const statusOf = async (sender: typeof stranger) =>
      (await send(portal, await sender.sign({ events }))).status;

    portal.browser.environment = 'production';
    await portal.browser.signIn('okta');

    expect(await statusOf(development)).toBe(200);
    expect(await isSignedIn(portal)).toBe(true);
    expect(await statusOf(production)).toBe(200);
    expect(await isSignedIn(portal)).toBe(false);
    expect(await statusOf(stranger)).toBe(400);
    expect((await send(portal, 'not a token')).status).toBe(400);
  });

  it('ends the sessions of each environment that has the issuer and client of the logout token', async () => {
    const idp = await startProvider();
    const portal = await startSessionPortal(idp, {
      databaseFolder: storage.path,
      modules: [storage.reader],
      production: { metadataUrl: `${idp.metadataUrl}?from=inside` },
    });
    portal.browser.environment = 'production';
    await portal.browser.signIn('okta');

    expect((await send(portal, await idp.sign({ events }))).status).toBe(200);

    const [row] = await storage.database('ske_sessions').select();
    expect(row.ended_at).not.toBeNull();
  });

  it('does not wait for an environment that does not respond', async () => {
    const idp = await startProvider();
    const silent = createServer();
    await new Promise<void>(resolve => {
      silent.listen(0, '127.0.0.1', resolve);
    });
    const { port } = silent.address() as AddressInfo;
    const portal = await startSessionPortal(
      { ...idp, metadataUrl: `http://127.0.0.1:${port}/metadata` },
      {
        databaseFolder: storage.path,
        modules: [storage.reader],
        production: idp,
      },
    );
    portal.browser.environment = 'production';
    await portal.browser.signIn('okta');

    expect((await send(portal, await idp.sign({ events }))).status).toBe(200);

    // The request to the silent environment has still no response.
    expect(await promisify(silent.getConnections.bind(silent))()).not.toBe(0);
    expect(await isSignedIn(portal)).toBe(false);
    silent.closeAllConnections();
    silent.close();
  });

  it('ends the sessions of an environment whose discovery document cannot be read', async () => {
    const idp = await startProvider();
    const closed = 'http://127.0.0.1:1/.well-known/openid-configuration';
    const portal = await startSessionPortal(
      { ...idp, metadataUrl: closed },
      {
        databaseFolder: storage.path,
        modules: [storage.reader],
        production: idp,
      },
    );
    portal.browser.environment = 'production';
    await portal.browser.signIn('okta');
    // As if the session had been started while the document could be read.
    await storage
      .database('ske_sessions')
      .update({ fingerprint: hash(`${closed} ${FAKE_CLIENT.clientId}`) });

    expect((await send(portal, await idp.sign({ events }))).status).toBe(200);

    const [row] = await storage.database('ske_sessions').select();
    expect(row.ended_at).not.toBeNull();
  });

  it('accepts a logout token that names no key, when the provider has several keys', async () => {
    const { idp, portal } = await start();
    await idp.rotateKey({ keepsOldKey: true });
    const token = await idp.sign({ events }, { withoutKeyId: true });

    expect((await send(portal, token)).status).toBe(200);
    expect(await isSignedIn(portal)).toBe(false);
  });

  it('accepts a logout token that names no key after the provider has replaced its key, but loads the keys at most every 30 s', async () => {
    const { idp, portal } = await start();
    // The portal loads the keys of the provider.
    await send(portal, await idp.sign({ events, sub: '2' }));
    await idp.rotateKey();
    const token = await idp.sign({ events }, { withoutKeyId: true });

    expect((await send(portal, token)).status).toBe(400);

    const { now } = Date;
    const clock = jest
      .spyOn(Date, 'now')
      .mockImplementation(() => now() + 31_000);
    const { status } = await send(portal, token);
    clock.mockRestore();
    expect(status).toBe(200);
    expect(await isSignedIn(portal)).toBe(false);
  });

  it('responds with 503 while the keys of the provider cannot be read, and then accepts the same logout token', async () => {
    const { idp, portal } = await start();
    const token = await idp.sign({ events });
    idp.failKeys(true);

    expect((await send(portal, token)).status).toBe(503);

    idp.failKeys(false);
    expect((await send(portal, token)).status).toBe(200);
    expect(await isSignedIn(portal)).toBe(false);
  });

  it('ends a session whose ID token had no sid, if the logout token has both sub and sid', async () => {
    const { idp, portal } = await start();
    await storage.database('ske_sessions').update({ sid_hash: null });

    await send(portal, await idp.sign({ events, sid: 'sid-of-2' }));

    expect(await isSignedIn(portal)).toBe(false);
  });

  it('accepts a logout token a second time if the database failed before the session ended', async () => {
    const { idp, portal } = await start();
    const token = await idp.sign({ events });
    jest
      .spyOn(SessionStore.prototype, 'end')
      .mockRejectedValueOnce(new Error('the database is down'));

    expect((await send(portal, token)).status).toBe(503);
    expect(await isSignedIn(portal)).toBe(true);

    expect((await send(portal, token)).status).toBe(200);
    expect(await isSignedIn(portal)).toBe(false);
  });

  it.each([
    ['another subject', { sub: '2' }],
    ['another session', { sub: undefined, sid: 'sid-of-2' }],
    ['another session of the subject', { sid: 'sid-of-2' }],
  ])(
    'does not end a session if the logout token is for %s',
    async (_, claims) => {
      const { idp, portal } = await start();

      const response = await send(
        portal,
        await idp.sign({ events, ...claims }),
      );

      expect(response.status).toBe(200);
      expect(await isSignedIn(portal)).toBe(true);
    },
  );

  it.each<[string, Record<string, unknown>, string]>([
    ['has another audience', { aud: 'kube' }, 'logout+jwt'],
    ['has another issuer', { iss: 'https://other.example.com' }, 'logout+jwt'],
    ['has no events', { events: undefined }, 'logout+jwt'],
    ['has another event', { events: { 'urn:other': {} } }, 'logout+jwt'],
    [
      'has an event that is not an object',
      { events: { [EVENT]: 'yes' } },
      'logout+jwt',
    ],
    ['has a nonce, like an ID token', { nonce: 'one' }, 'logout+jwt'],
    ['has neither sub nor sid', { sub: undefined }, 'logout+jwt'],
    ['has no jti', { jti: undefined }, 'logout+jwt'],
    ['has no iat', { iat: undefined }, 'logout+jwt'],
    [
      'is ten minutes old',
      { iat: Math.floor(Date.now() / 1000) - 600 },
      'logout+jwt',
    ],
    ['has expired', { exp: Math.floor(Date.now() / 1000) - 120 }, 'logout+jwt'],
    ['is an access token', {}, 'at+jwt'],
  ])('rejects a token that %s', async (_, claims, typ) => {
    const { idp, portal } = await start();

    const response = await send(
      portal,
      await idp.sign({ events, ...claims }, { typ }),
    );

    expect(response.status).toBe(400);
    expect((await response.json()).error).toBe('invalid_request');
    expect(await isSignedIn(portal)).toBe(true);
  });

  it('rejects logout tokens that the provider has not signed', async () => {
    const { idp, portal } = await start();
    const { privateKey } = await generateKeyPair('RS256');
    const claims = {
      events,
      iss: idp.url,
      aud: 'backstage',
      sub: '1',
      jti: '1',
    };
    const foreign = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuedAt()
      .sign(privateKey);
    const symmetric = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuedAt()
      .sign(new TextEncoder().encode('not-secret'));
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${symmetric.split('.')[1]}.`;

    for (const token of [foreign, symmetric, unsigned, 'not-a-token']) {
      expect((await send(portal, token)).status).toBe(400);
    }
    expect(await isSignedIn(portal)).toBe(true);
  });

  it('rejects a logout token that was used before', async () => {
    const { idp, portal } = await start();
    const token = await idp.sign({ events });

    expect((await send(portal, token)).status).toBe(200);
    await portal.browser.signIn('okta');
    expect((await send(portal, token)).status).toBe(400);
    expect(await isSignedIn(portal)).toBe(true);
  });

  it('rejects a request for an unknown provider, and a request without a logout token', async () => {
    const { idp, portal } = await start();
    const token = await idp.sign({ events });

    expect((await send(portal, token, 'other')).status).toBe(400);
    expect((await send(portal, '')).status).toBe(400);
  });
});
