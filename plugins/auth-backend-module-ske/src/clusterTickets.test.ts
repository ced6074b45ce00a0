import { pluginThatCallsAuth } from './__testUtils__/pluginThatCallsAuth';
import {
  recordAudit,
  type RecordedAuditEvent,
} from './__testUtils__/recordAudit';
import { startProvider } from './__testUtils__/signInTests';
import { startSessionPortal } from './__testUtils__/startSessionPortal';
import { useDatabaseFolder } from './__testUtils__/useDatabaseFolder';

const storage = useDatabaseFolder();
const CREATE = '/.ske/cluster-tickets';
const REDEEM = `${CREATE}/redeem`;

/** A plugin that calls the routes of tickets, as itself or on behalf of its caller. */
const pluginThatAsks = (pluginId: string) =>
  pluginThatCallsAuth(pluginId, (router, forward) => {
    router.post('/call', (req, res) => forward(req, res, req.body));
  });

async function start(kubernetesPlugin = true) {
  const events: RecordedAuditEvent[] = [];
  const idp = await startProvider();
  const portal = await startSessionPortal(idp, {
    databaseFolder: storage.path,
    modules: [
      storage.reader,
      recordAudit(events),
      ...['kubernetes', 'ske'].map(pluginThatAsks),
    ],
    session: { kubernetesPlugin },
  });
  const { response } = await portal.browser.signIn('okta');
  const token = response?.backstageIdentity?.token;
  const post = async (path: string, body: object, authorization = true) => {
    const res = await fetch(`${portal.url}/api/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(authorization && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    return { status: res.status, body: await res.json().catch(() => ({})) };
  };
  const create = async (provider = 'okta') =>
    post(`auth${CREATE}`, { provider });
  const redeem = (ticket: string, plugin = 'kubernetes', provider = 'okta') =>
    post(`${plugin}/call`, {
      as: 'service',
      path: REDEEM,
      body: { ticket, provider },
    });
  return { idp, portal, events, post, create, redeem };
}

describe('S5: tickets for the Kubernetes plugin of Backstage', () => {
  it('give this plugin the token of the user, and say so in the audit log', async () => {
    const { idp, events, create, redeem } = await start();
    const { ticket } = (await create()).body;

    expect((await redeem(ticket)).body).toEqual({
      accessToken: idp.accessTokens[0],
    });
    // Several clusters of one provider are asked with one ticket.
    expect((await redeem(ticket)).status).toBe(200);
    const [event] = events.filter(
      ({ eventId }) => eventId === 'ske-token-release',
    );
    expect(event.meta).toMatchObject({
      user: 'user:default/jane',
      plugin: 'plugin:kubernetes',
      provider: 'okta',
    });
    expect(JSON.stringify(events)).not.toContain(ticket.slice(-20));
  });

  it('are given to the browser only, and redeemed by this plugin only', async () => {
    const { post, create, redeem } = await start();
    const { ticket } = (await create()).body;

    const refused = [
      await redeem(ticket, 'ske'),
      await post(`auth${REDEEM}`, { ticket, provider: 'okta' }),
      await post('kubernetes/call', {
        ...{ as: 'user', path: REDEEM, body: { ticket, provider: 'okta' } },
      }),
      await post('kubernetes/call', {
        ...{ as: 'user', path: CREATE, body: { provider: 'okta' } },
      }),
      await post('kubernetes/call', {
        ...{ as: 'service', path: CREATE, body: { provider: 'okta' } },
      }),
    ];

    expect(refused.map(({ status }) => status)).toEqual([
      403, 403, 403, 403, 403,
    ]);
    expect((await post(`auth${CREATE}`, {}, false)).status).toBe(401);
  });

  it('are worth nothing when they are forged, old, or for another provider', async () => {
    const { create, redeem } = await start();
    const { ticket } = (await create()).body;
    const [prefix, id, ...sealed] = ticket.split('.');
    const otherId = [prefix, id.replace(/^./, 'x'), ...sealed].join('.');

    for (const forged of [
      'a-token',
      'ske-ticket.',
      `${ticket.slice(0, -4)}AAAA`,
      otherId,
    ]) {
      expect((await redeem(forged)).body.error.code).toBe('session-ended');
    }
    expect((await redeem(ticket, 'kubernetes', 'keycloak')).status).toBe(401);
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000);
    expect((await redeem(ticket)).body.error.code).toBe('session-ended');
    now.mockRestore();
  });

  it('end with the session', async () => {
    const { portal, create, redeem } = await start();
    const { ticket } = (await create()).body;
    await portal.browser.signOut('okta');

    expect((await redeem(ticket)).body.error.code).toBe('session-ended');
    expect((await create()).status).toBe(401);
  });

  it('do not exist by default', async () => {
    const { create } = await start(false);
    expect((await create()).status).toBe(404);
  });
});
