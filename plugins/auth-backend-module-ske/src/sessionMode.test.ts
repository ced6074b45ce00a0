import { decodeJwt } from 'jose';
import { pluginThatCallsAuth } from './__testUtils__/pluginThatCallsAuth';
import { jane, startProvider } from './__testUtils__/signInTests';
import {
  SESSION_SECRET,
  startSessionPortal,
} from './__testUtils__/startSessionPortal';
import { useDatabaseFolder } from './__testUtils__/useDatabaseFolder';
import type { FakeOidcProvider, TestPortal } from './__testUtils__';

const storage = useDatabaseFolder();

/** A plugin that requests the token of its caller, on behalf of the caller. */
const pluginThatAsks = (pluginId: string) =>
  pluginThatCallsAuth(pluginId, (router, forward) => {
    router.get('/ask', (req, res) =>
      forward(req, res, {
        as: req.query.as === 'service' ? 'service' : 'user',
        path: `/.ske/token?provider=okta&${req.query.rejected ?? ''}`,
      }),
    );
    router.get('/ended', (req, res) =>
      forward(req, res, {
        as: 'service',
        path: `/.ske/ended?since=${req.query.since}`,
      }),
    );
  });

function start(
  idp: FakeOidcProvider,
  auth = {},
  provider = {},
): Promise<TestPortal> {
  return startSessionPortal(idp, {
    databaseFolder: storage.path,
    modules: [
      storage.reader,
      ...['ske', 'kubernetes', 'other'].map(pluginThatAsks),
    ],
    auth,
    provider,
  });
}

async function ask(
  portal: TestPortal,
  options: {
    plugin?: string;
    token?: string;
    as?: string;
    rejected?: { id: string; version: number };
  },
) {
  const { plugin = 'ske', token, as = 'user', rejected } = options;
  const query = new URLSearchParams({
    as,
    ...(rejected && {
      rejected: `rejectedSession=${rejected.id}&rejectedVersion=${rejected.version}`,
    }),
  });
  const res = await fetch(`${portal.url}/api/${plugin}/ask?${query}`, {
    headers: token ? { authorization: `Bearer ${token}` } : {},
  });
  return { status: res.status, body: await res.json() };
}

describe('session mode', () => {
  it('S10: gives the browser a handle and no token of the provider', async () => {
    const idp = await startProvider();
    const portal = await start(idp);

    const { response } = await portal.browser.signIn('okta');
    const refreshed = await portal.browser.refresh('okta');

    for (const each of [response, refreshed]) {
      expect(each?.providerInfo.accessToken).toBe('');
      expect(each?.providerInfo.idToken).toBeUndefined();
      const claims = decodeJwt(each?.backstageIdentity?.token ?? '');
      expect(claims.sub).toBe('user:default/jane');
      expect(claims).not.toHaveProperty('tok');
    }
    const handle = portal.browser.cookies['okta-refresh-token'];
    expect(Buffer.from(handle, 'base64url')).toHaveLength(32);
    expect(idp.refreshRequests).toEqual([]);
  });

  it('S5: releases the token to plugin ske on behalf of the user', async () => {
    const idp = await startProvider();
    const portal = await start(idp);
    const { response } = await portal.browser.signIn('okta');

    const token = response?.backstageIdentity?.token;
    const { status, body } = await ask(portal, { token });

    expect(status).toBe(200);
    expect(body.accessToken).toBe(idp.accessTokens[0]);
    expect(body.expiresInMs).toBeGreaterThan(200_000);
  });

  it('S15: refreshes once after a rejection by the cluster, for all callers that report the same token', async () => {
    const idp = await startProvider();
    const portal = await start(idp);
    const { response } = await portal.browser.signIn('okta');
    const token = response?.backstageIdentity?.token;
    const { body: first } = await ask(portal, { token });
    const rejected = first.session;

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => ask(portal, { token, rejected })),
    );
    const late = await ask(portal, { token, rejected });

    expect(idp.refreshRequests).toHaveLength(1);
    for (const { body } of [...answers, late]) {
      expect(body.accessToken).toBe(idp.accessTokens[1]);
      expect(body.session).toEqual({ id: rejected.id, version: 3 });
    }
  });

  it('S13: returns the token of a session with one of several providers', async () => {
    const idp = await startProvider();
    const portal = await start(idp);
    const { response } = await portal.browser.signIn('okta');
    const token = response?.backstageIdentity?.token;
    const askWith = (query: string) =>
      fetch(
        `${portal.url}/api/ske/ask?${new URLSearchParams({ rejected: query })}`,
        { headers: { authorization: `Bearer ${token}` } },
      );

    // The route accepts only one `provider`, so a second value is an error.
    expect((await askWith('provider=other')).status).toBe(400);
    const answer = await askWith('furtherProvider=other&furtherProvider=third');
    expect((await answer.json()).accessToken).toBe(idp.accessTokens[0]);
  });

  it('S16: returns the list of ended sessions only to the plugin ske', async () => {
    const idp = await startProvider();
    const [one, two] = [await start(idp), await start(idp)];
    const { response } = await one.browser.signIn('okta');
    const { body } = await ask(one, {
      token: response?.backstageIdentity?.token,
    });
    const before = await (await fetch(`${two.url}/api/ske/ended`)).json();

    await one.browser.signOut('okta');

    const after = await (
      await fetch(`${two.url}/api/ske/ended?since=${before.now}`)
    ).json();
    expect(before.ended).toEqual([]);
    expect(after.ended).toEqual([body.session.id]);
    expect((await fetch(`${two.url}/api/other/ended`)).status).toBe(403);
    expect((await fetch(`${two.url}/api/auth/.ske/ended`)).status).toBe(401);
  });

  it('S5: refuses another plugin, a service and the browser', async () => {
    const portal = await start(await startProvider());
    const { response } = await portal.browser.signIn('okta');
    const token = response?.backstageIdentity?.token;

    const other = await ask(portal, { plugin: 'other', token });
    const service = await ask(portal, { as: 'service' });
    const browser = await fetch(
      `${portal.url}/api/auth/.ske/token?provider=okta`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    const anonymous = await fetch(
      `${portal.url}/api/auth/.ske/token?provider=okta`,
    );

    expect(other.status).toBe(403);
    expect(service.status).toBe(403);
    expect(browser.status).toBe(403);
    expect(anonymous.status).toBe(401);
  });

  it("S5: releases the token to Backstage's Kubernetes plugin only if the configuration says so", async () => {
    const idp = await startProvider();
    const keys = [{ id: 'one', secret: SESSION_SECRET }];
    const askAll = async (portal: TestPortal) => {
      const { response } = await portal.browser.signIn('okta');
      const token = response?.backstageIdentity?.token;
      const plugin = 'kubernetes';
      return Promise.all([
        ask(portal, { plugin, token }),
        ask(portal, { plugin, as: 'service' }),
        ask(portal, { plugin: 'other', token }),
        fetch(`${portal.url}/api/kubernetes/ended`),
      ]);
    };

    const off = await askAll(await start(idp));
    const on = await askAll(
      await start(idp, { session: { keys, kubernetesPlugin: true } }),
    );

    expect(off.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(on.map(({ status }) => status)).toEqual([200, 403, 403, 403]);
    expect(on[0].body.accessToken).toBe(idp.accessTokens[1]);
  });

  it('S14: refreshes short-lived tokens once for many tabs at two replicas', async () => {
    const idp = await startProvider(undefined, { lifetimeSeconds: 30 });
    const [one, two] = [await start(idp), await start(idp)];
    const { response } = await one.browser.signIn('okta');
    const token = response?.backstageIdentity?.token;
    await storage.database('ske_sessions').update({ refresh_at: 0 });

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, tab) =>
        tab % 4 < 2
          ? one.browser.refresh('okta', [one, two][tab % 2].url)
          : ask([one, two][tab % 2], { token }),
      ),
    );

    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set([200]),
    );
    expect(idp.refreshRequests).toHaveLength(1);
  });

  it.each(['session', 'tok'])(
    'S10: ignores a cookie that is JSON and not a text, in mode %s',
    async mode => {
      const portal = await start(await startProvider(), { mode });
      const headers = {
        cookie: `okta-refresh-token=${encodeURIComponent('j:{"a":1}')}`,
        'x-requested-with': 'XMLHttpRequest',
      };
      const url = (path: string) =>
        `${portal.url}/api/auth/okta/${path}?env=development`;

      const refreshed = await fetch(url('refresh'), { headers });
      const signedOut = await fetch(url('logout'), {
        method: 'POST',
        headers,
      });

      expect(refreshed.status).toBe(401);
      expect((await refreshed.json()).error.message).toContain(
        'Missing session cookie',
      );
      expect(signedOut.status).toBe(200);
    },
  );

  it('S16: ends the session at sign-out and revokes the refresh token', async () => {
    const idp = await startProvider();
    const portal = await start(idp, {
      session: {
        keys: [{ id: 'one', secret: SESSION_SECRET }],
        logoutRedirectUrl: 'https://portal.example.com',
      },
    });
    const { response } = await portal.browser.signIn('okta');
    const token = response?.backstageIdentity?.token;

    const signedOut = await portal.browser.signOut('okta');

    expect(signedOut.status).toBe(200);
    expect(idp.revoked).toHaveLength(1);
    const { status, body } = await ask(portal, { token });
    expect(status).toBe(401);
    expect(body.error.code).toBe('session-ended');
    expect((await portal.browser.refresh('okta')).status).toBe(401);
  });

  it('S16: ends the session that a new sign-in of the same browser replaces', async () => {
    const idp = await startProvider();
    const portal = await start(idp);
    const first = await portal.browser.signIn('okta');
    const token = first.response?.backstageIdentity?.token;
    const { body: replaced } = await ask(portal, { token });

    await portal.browser.signIn('okta');

    const [row] = await storage
      .database('ske_sessions')
      .where({ id: replaced.session.id });
    expect(row).toMatchObject({ content: null });
    expect(row.ended_at).not.toBeNull();
    // The provider has one session for both sign-ins, and a revocation would end it.
    expect(idp.revoked).toEqual([]);
    expect((await portal.browser.refresh('okta')).status).toBe(200);

    await portal.browser.signOut('okta');
    expect((await ask(portal, { token })).body.error.code).toBe(
      'session-ended',
    );
  });

  it('S16: revokes the refresh token of the previous user when another user signs in with the same browser', async () => {
    const user = { ...jane };
    const idp = await startProvider(user);
    const portal = await start(idp);
    await portal.browser.signIn('okta');

    user.sub = '2';
    await portal.browser.signIn('okta');

    expect(idp.revoked).toHaveLength(1);
    expect((await portal.browser.refresh('okta')).status).toBe(200);
  });

  it('S15: keeps the portal signed in while the provider is down', async () => {
    const idp = await startProvider();
    const portal = await start(idp);
    await portal.browser.signIn('okta');
    await idp.stop();

    const { status, backstageIdentity } = await portal.browser.refresh('okta');

    expect(status).toBe(200);
    expect(backstageIdentity?.identity.userEntityRef).toBe('user:default/jane');
  });

  it('S15: returns 503 to the browser while the provider is down and the access token has expired', async () => {
    const idp = await startProvider();
    const portal = await start(idp);
    await portal.browser.signIn('okta');
    await storage
      .database('ske_sessions')
      .update({ refresh_at: 0, expires_at: 0 });
    await idp.stop();

    const { status, error } = await portal.browser.refresh('okta');

    expect(status).toBe(503);
    expect(error?.message).toContain('Your session is not over');
  });

  it('uses the profile of the sign-in while the provider fails, but not if the provider rejects the user', async () => {
    const idp = await startProvider();
    const portal = await start(idp);
    await portal.browser.signIn('okta');

    idp.failProfiles();
    expect((await portal.browser.refresh('okta')).status).toBe(200);

    idp.rejectProfiles();
    const { status, error } = await portal.browser.refresh('okta');
    expect(status).toBe(401);
    expect(error?.message).toContain(
      "The sign-in provider 'okta' rejected the refresh",
    );
  });

  it('S15: says that the session ended when the provider rejects the refresh', async () => {
    const idp = await startProvider();
    const portal = await start(idp);
    const { response } = await portal.browser.signIn('okta');
    await storage.database('ske_sessions').update({ refresh_at: 0 });
    idp.endSessions();

    const { status, body } = await ask(portal, {
      token: response?.backstageIdentity?.token,
    });

    expect(status).toBe(401);
    expect(body.error.code).toBe('session-ended');
  });

  it('S7: leaves no token in the database, in responses and in the log', async () => {
    const idp = await startProvider();
    const portal = await start(idp);
    const signedIn = await portal.browser.signIn('okta');
    await storage.database('ske_sessions').update({ refresh_at: 0 });
    const refreshed = await portal.browser.refresh('okta');

    const tables: Array<{ name: string }> = await storage
      .database('sqlite_master')
      .where({ type: 'table' })
      .select('name');
    const rows = await Promise.all(
      tables.map(({ name }) => storage.database(name).select()),
    );
    const found = JSON.stringify([
      signedIn,
      refreshed,
      rows,
      portal.logged,
      portal.browser.cookies,
    ]);
    const secrets = [...idp.accessTokens, ...idp.refreshRequests];
    expect(secrets.length).toBeGreaterThan(2);
    for (const each of secrets) {
      for (const text of [
        each,
        each.split('.').at(-1) ?? each,
        Buffer.from(each).toString('base64'),
        Buffer.from(each).toString('base64url'),
        encodeURIComponent(each),
      ]) {
        expect(found).not.toContain(text);
      }
    }
  });

  it('S12: does not start without keys', async () => {
    const idp = await startProvider();
    await expect(start(idp, { session: {} })).rejects.toThrow(
      /ske\.auth\.mode is 'session'.*no key/,
    );
  });
});
