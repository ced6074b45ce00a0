import { decodeJwt } from 'jose';
import { pluginThatCallsAuth } from './__testUtils__/pluginThatCallsAuth';
import { startProvider } from './__testUtils__/signInTests';
import { startSessionPortal } from './__testUtils__/startSessionPortal';
import { useDatabaseFolder } from './__testUtils__/useDatabaseFolder';
import type { TestPortal } from './__testUtils__';

const storage = useDatabaseFolder();

/** A plugin that calls the routes of grants: `take` on behalf of its caller, and `exchange` as itself. */
const pluginThatAsks = (pluginId: string) =>
  pluginThatCallsAuth(pluginId, (router, forward) => {
    router.post('/:call', (req, res) => {
      const { call } = req.params;
      return forward(req, res, {
        as: call === 'take' ? 'user' : 'service',
        path: call === 'take' ? '/.ske/grants' : `/.ske/grants/${call}`,
        body: req.body,
      });
    });
  });

async function start() {
  const idp = await startProvider();
  const portal = await startSessionPortal(idp, {
    databaseFolder: storage.path,
    modules: [
      storage.reader,
      pluginThatAsks('scaffolder'),
      pluginThatAsks('other'),
    ],
  });
  const { response } = await portal.browser.signIn('okta');
  return { idp, portal, token: response?.backstageIdentity?.token };
}

async function post(
  portal: TestPortal,
  path: string,
  body: object,
  token?: string,
) {
  const res = await fetch(`${portal.url}/api/${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  return { status: res.status, body: await res.json() };
}

const take = (portal: TestPortal, token?: string, provider = 'okta') =>
  post(portal, 'scaffolder/take', { taskId: '1', provider }, token);

describe('S18: grants of tasks', () => {
  it('gives the task another Backstage token of the same user', async () => {
    const { portal, token } = await start();
    const taken = await take(portal, token);
    const { grant } = taken.body;

    const exchanged = await post(portal, 'scaffolder/exchange', {
      taskId: '1',
      grant,
    });

    expect(exchanged.status).toBe(200);
    const claims = decodeJwt(exchanged.body.token);
    expect(claims.sub).toBe('user:default/jane');
    expect(claims.ent).toEqual(decodeJwt(token ?? '').ent);
    expect(claims).not.toHaveProperty('tok');
    expect(Buffer.from(grant, 'base64url')).toHaveLength(32);
    expect(
      JSON.stringify(await storage.database('ske_grants').select()),
    ).not.toContain(grant);
  });

  it('refuses a grant of another task, an expired grant and a guessed secret', async () => {
    const { portal, token } = await start();
    const { body } = await take(portal, token);
    const exchange = (taskId: string, grant: string) =>
      post(portal, 'scaffolder/exchange', { taskId, grant });

    expect((await exchange('2', body.grant)).body.error.code).toBe(
      'session-ended',
    );
    expect((await exchange('1', 'guessed')).status).toBe(401);
    await storage.database('ske_grants').update({ expires_at: 1 });
    expect((await exchange('1', body.grant)).status).toBe(401);
  });

  it('accepts a secret of the scaffolder that has 256 bits, and rejects a shorter secret', async () => {
    const { portal, token } = await start();
    const takeWith = (secret: string) =>
      post(
        portal,
        'scaffolder/take',
        { taskId: '1', provider: 'okta', secret },
        token,
      );

    expect((await takeWith('short')).status).toBe(400);
    const secret = 'x'.repeat(43);
    expect((await takeWith(secret)).body.grant).toBe(secret);
  });

  it('refuses every other plugin, the browser and an anonymous caller', async () => {
    const { portal, token } = await start();
    const { body } = await take(portal, token);
    const { grant } = body;

    const answers = [
      await post(portal, 'other/take', { taskId: '1' }, token),
      await post(portal, 'other/exchange', { taskId: '1', grant }),
      await post(portal, 'other/release', { taskId: '1', grant }),
      await post(portal, 'auth/.ske/grants', { taskId: '1' }, token),
      await post(
        portal,
        'auth/.ske/grants/exchange',
        { taskId: '1', grant },
        token,
      ),
    ];

    expect(answers.map(({ status }) => status)).toEqual([
      403, 403, 403, 403, 403,
    ]);
    const anonymous = await post(portal, 'auth/.ske/grants/exchange', {
      taskId: '1',
      grant,
    });
    expect(anonymous.status).toBe(401);
  });

  it('ends a grant when the task has ended', async () => {
    const { portal, token } = await start();
    const { body } = await take(portal, token);
    const call = (path: string, taskId: string) =>
      post(portal, `scaffolder/${path}`, { taskId, grant: body.grant });

    expect((await call('release', '2')).body).toEqual({ released: false });
    expect((await call('exchange', '1')).status).toBe(200);
    expect((await call('release', '1')).body).toEqual({ released: true });

    expect((await call('exchange', '1')).body.error.code).toBe('session-ended');
    expect(await storage.database('ske_grants').select()).toEqual([]);
  });

  it('refuses a grant for a provider with which the user has no session', async () => {
    const { portal, token } = await start();

    const { status, body } = await take(portal, token, 'other');

    expect(status).toBe(401);
    expect(body.error.code).toBe('no-credentials');
  });

  it('ends a grant when its session ends at a sign-out', async () => {
    const { portal, token } = await start();
    const { body } = await take(portal, token);

    await portal.browser.signOut('okta');

    const exchanged = await post(portal, 'scaffolder/exchange', {
      taskId: '1',
      grant: body.grant,
    });
    expect(exchanged.status).toBe(401);
    expect(exchanged.body.error.code).toBe('session-ended');
    const next = await take(portal, token);
    expect(next.body.error.code).toBe('session-ended');
  });
});
