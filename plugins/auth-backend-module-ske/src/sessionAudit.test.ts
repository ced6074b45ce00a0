import { pluginThatCallsAuth } from './__testUtils__/pluginThatCallsAuth';
import {
  recordAudit,
  type RecordedAuditEvent,
} from './__testUtils__/recordAudit';
import { startProvider } from './__testUtils__/signInTests';
import { startSessionPortal } from './__testUtils__/startSessionPortal';
import { useDatabaseFolder } from './__testUtils__/useDatabaseFolder';

const USER = 'user:default/jane';
const storage = useDatabaseFolder();

/** A plugin that calls any route of the sessions, on behalf of its caller or as itself. */
const pluginThatAsks = (pluginId: string) =>
  pluginThatCallsAuth(pluginId, (router, forward) => {
    router.post('/call', (req, res) => forward(req, res, req.body));
  });

async function start() {
  const events: RecordedAuditEvent[] = [];
  const idp = await startProvider();
  const portal = await startSessionPortal(idp, {
    databaseFolder: storage.path,
    modules: [
      storage.reader,
      recordAudit(events),
      ...['ske', 'scaffolder', 'other'].map(pluginThatAsks),
    ],
  });
  const { response } = await portal.browser.signIn('okta');
  const authorization = `Bearer ${response?.backstageIdentity?.token}`;
  const call = async (
    plugin: string,
    request: { as?: 'user' | 'service'; path: string; body?: object },
  ) => {
    const res = await fetch(`${portal.url}/api/${plugin}/call`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ as: 'user', ...request }),
    });
    return res.json();
  };
  const of = (eventId: string) =>
    events.filter(event => event.eventId === eventId);
  const askToken = (plugin: string, as: 'user' | 'service' = 'user') =>
    call(plugin, { as, path: '/.ske/token?provider=okta' });
  return { idp, portal, events, of, call, askToken, authorization };
}

describe('S40: audit events of sessions', () => {
  it('writes an event for the start, a refresh and the end of a session', async () => {
    const { portal, of, askToken } = await start();
    const { session } = await askToken('ske');
    await storage.database('ske_sessions').update({ refresh_at: 0 });
    await askToken('ske');
    await portal.browser.signOut('okta');

    const meta = { user: USER, provider: 'okta', session: session.id };
    expect(of('ske-session-start')).toEqual([
      expect.objectContaining({ severityLevel: 'medium', meta }),
    ]);
    expect(of('ske-session-refresh')).toEqual([
      expect.objectContaining({ severityLevel: 'low', meta }),
    ]);
    expect(of('ske-session-end')).toEqual([
      expect.objectContaining({
        severityLevel: 'medium',
        meta: { ...meta, reason: 'signed-out' },
      }),
    ]);
  });

  it('writes an event with severity high when a session ends because its row was changed', async () => {
    const { of, askToken } = await start();
    await storage.database('ske_sessions').update({ handle_hash: 'other' });

    await askToken('ske');

    expect(of('ske-session-end')).toEqual([
      expect.objectContaining({
        severityLevel: 'high',
        meta: expect.objectContaining({ reason: 'unreadable' }),
      }),
    ]);
  });

  it('writes an event when a token is released to a plugin', async () => {
    const { of, askToken } = await start();

    const { session } = await askToken('ske');

    expect(of('ske-token-release')).toEqual([
      {
        eventId: 'ske-token-release',
        severityLevel: 'low',
        status: 'succeeded',
        meta: {
          user: USER,
          plugin: 'plugin:ske',
          provider: 'okta',
          session: session.id,
          code: 'ok',
        },
      },
    ]);
  });

  it('writes an event with severity medium when a plugin, a service or the browser may not get a token', async () => {
    const { portal, of, askToken, authorization } = await start();

    await askToken('other');
    await askToken('ske', 'service');
    await fetch(`${portal.url}/api/auth/.ske/token?provider=okta`, {
      headers: { authorization },
    });

    const refused = (meta: object) => ({
      eventId: 'ske-token-release',
      severityLevel: 'medium',
      status: 'failed',
      meta: { provider: 'okta', code: 'forbidden', ...meta },
    });
    expect(of('ske-token-release')).toEqual([
      refused({ user: USER, plugin: 'plugin:other' }),
      refused({ plugin: 'plugin:ske' }),
      refused({ user: USER }),
    ]);
  });

  it('writes at most one refusal a minute for each caller, with the number of refusals without an event', async () => {
    const { of, askToken } = await start();

    await askToken('other');
    await askToken('other');
    await askToken('other');
    expect(of('ske-token-release')).toHaveLength(1);
    const now = performance.now();
    const clock = jest.spyOn(performance, 'now').mockReturnValue(now + 61_000);
    await askToken('other');
    clock.mockRestore();

    expect(of('ske-token-release')[1].meta).toMatchObject({ refusedSince: 2 });
  });

  it('writes the error code when a token is requested after the end of the session', async () => {
    const { portal, of, askToken } = await start();
    await portal.browser.signOut('okta');

    await askToken('ske');

    expect(of('ske-token-release')).toEqual([
      expect.objectContaining({
        severityLevel: 'medium',
        status: 'failed',
        meta: expect.objectContaining({ code: 'session-ended' }),
      }),
    ]);
  });

  it('writes an event when another plugin asks which sessions have ended', async () => {
    const { of, call } = await start();

    await call('ske', { as: 'service', path: '/.ske/ended' });
    await call('other', { as: 'service', path: '/.ske/ended' });

    expect(of('ske-session-ends')).toEqual([
      expect.objectContaining({
        severityLevel: 'medium',
        status: 'failed',
        meta: { plugin: 'plugin:other', code: 'forbidden' },
      }),
    ]);
  });

  it('writes events for the grant of a task: its start, a refused exchange, an exchange and its release', async () => {
    const { events, of, call } = await start();
    const taken = { taskId: '7', provider: 'okta' };
    const { grant } = await call('scaffolder', {
      path: '/.ske/grants',
      body: taken,
    });
    const body = { taskId: '7', grant };
    const service = { as: 'service' as const, body };
    await call('other', { ...service, path: '/.ske/grants/exchange' });
    const { token } = await call('scaffolder', {
      ...service,
      path: '/.ske/grants/exchange',
    });
    await call('scaffolder', { ...service, path: '/.ske/grants/release' });

    const ofScaffolder = { plugin: 'plugin:scaffolder', task: '7', code: 'ok' };
    expect(of('ske-task-grant')).toEqual([
      expect.objectContaining({
        severityLevel: 'medium',
        meta: { ...ofScaffolder, user: USER, provider: 'okta' },
      }),
    ]);
    expect(of('ske-task-token')).toEqual([
      expect.objectContaining({
        severityLevel: 'medium',
        status: 'failed',
        meta: { plugin: 'plugin:other', task: '7', code: 'forbidden' },
      }),
      expect.objectContaining({
        severityLevel: 'medium',
        meta: { ...ofScaffolder, user: USER },
      }),
    ]);
    expect(of('ske-task-release')).toEqual([
      expect.objectContaining({ severityLevel: 'low', meta: ofScaffolder }),
    ]);
    const text = JSON.stringify(events);
    expect(token).toBeTruthy();
    expect(text).not.toContain(grant);
    expect(text).not.toContain(token);
  });

  it('writes one event for each task if the scaffolder is refused, and at most one a minute if another plugin invents tasks', async () => {
    const { of, call } = await start();
    const exchange = (plugin: string, taskId: string) =>
      call(plugin, {
        as: 'service',
        path: '/.ske/grants/exchange',
        body: { taskId, grant: 'unknown' },
      });

    for (const taskId of ['1', '2', '2']) {
      await exchange('scaffolder', taskId);
      await exchange('other', taskId);
    }

    expect(of('ske-task-token').map(({ meta }) => meta)).toEqual([
      { plugin: 'plugin:scaffolder', task: '1', code: 'session-ended' },
      { plugin: 'plugin:other', task: '1', code: 'forbidden' },
      { plugin: 'plugin:scaffolder', task: '2', code: 'session-ended' },
    ]);
  });

  it('writes an event for each accepted or rejected logout token', async () => {
    const { idp, portal, of } = await start();
    const send = (logoutToken: string) =>
      fetch(`${portal.url}/api/auth/.ske/backchannel-logout/okta`, {
        method: 'POST',
        body: new URLSearchParams({ logout_token: logoutToken }),
      });
    const events = {
      'http://schemas.openid.net/event/backchannel-logout': {},
    };

    await send('not-a-token');
    await send(await idp.sign({ events }));

    expect(of('ske-backchannel-logout')).toEqual([
      expect.objectContaining({
        severityLevel: 'medium',
        status: 'failed',
        meta: { provider: 'okta', code: 'invalid-input' },
      }),
      expect.objectContaining({
        severityLevel: 'medium',
        meta: { provider: 'okta', ended: 1, code: 'ok' },
      }),
    ]);
  });
});
