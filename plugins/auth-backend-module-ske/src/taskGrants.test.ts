import { randomBytes } from 'node:crypto';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import express from 'express';
import { decodeJwt } from 'jose';
import {
  clusterWith,
  providerAt,
  startPortal,
  startProvider,
} from './__testUtils__/signInTests';
import { useDatabaseFolder } from './__testUtils__/useDatabaseFolder';
import type { TestPortal } from './__testUtils__';
import { authModuleSke } from './module';

const secret = randomBytes(32).toString('base64');
const storage = useDatabaseFolder();

/** A plugin that calls the routes of grants: `take` on behalf of its caller, and `exchange` as itself. */
function pluginThatAsks(pluginId: string) {
  return createBackendPlugin({
    pluginId,
    register(env) {
      env.registerInit({
        deps: {
          auth: coreServices.auth,
          discovery: coreServices.discovery,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
        },
        async init({ auth, discovery, httpAuth, httpRouter }) {
          const router = express.Router();
          router.use(express.json());
          router.post('/:call', async (req, res) => {
            const isTake = req.params.call === 'take';
            const { token } = await auth.getPluginRequestToken({
              onBehalfOf: isTake
                ? await httpAuth.credentials(req, { allow: ['user'] })
                : await auth.getOwnServiceCredentials(),
              targetPluginId: 'auth',
            });
            const answer = await fetch(
              `${await discovery.getBaseUrl('auth')}/.ske/grants${isTake ? '' : '/exchange'}`,
              {
                method: 'POST',
                headers: {
                  authorization: `Bearer ${token}`,
                  'content-type': 'application/json',
                },
                body: JSON.stringify(req.body),
              },
            );
            res.status(answer.status).json(await answer.json());
          });
          httpRouter.use(router);
          httpRouter.addAuthPolicy({ path: '/', allow: 'unauthenticated' });
        },
      });
    },
  });
}

async function start() {
  const idp = await startProvider();
  const portal = await startPortal({
    modules: [
      authModuleSke,
      storage.reader,
      pluginThatAsks('scaffolder'),
      pluginThatAsks('other'),
    ],
    auth: { providers: { okta: { development: providerAt(idp.metadataUrl) } } },
    config: {
      kubernetes: clusterWith('okta'),
      ske: {
        auth: { mode: 'session', session: { keys: [{ id: 'one', secret }] } },
      },
    },
    databaseFolder: storage.path,
    verifiesTokens: true,
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

describe('S18: grants of tasks', () => {
  it('gives the task another Backstage token of the same user', async () => {
    const { portal, token } = await start();
    const taken = await post(portal, 'scaffolder/take', { taskId: '1' }, token);
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

  it('refuses a grant of another task, one that has expired, and one that was guessed', async () => {
    const { portal, token } = await start();
    const { body } = await post(
      portal,
      'scaffolder/take',
      { taskId: '1' },
      token,
    );
    const exchange = (taskId: string, grant: string) =>
      post(portal, 'scaffolder/exchange', { taskId, grant });

    expect((await exchange('2', body.grant)).body.error.code).toBe(
      'session-ended',
    );
    expect((await exchange('1', 'guessed')).status).toBe(401);
    await storage.database('ske_grants').update({ expires_at: 1 });
    expect((await exchange('1', body.grant)).status).toBe(401);
  });

  it('refuses every other plugin, the browser and an anonymous caller', async () => {
    const { portal, token } = await start();
    const { body } = await post(
      portal,
      'scaffolder/take',
      { taskId: '1' },
      token,
    );
    const { grant } = body;

    const answers = [
      await post(portal, 'other/take', { taskId: '1' }, token),
      await post(portal, 'other/exchange', { taskId: '1', grant }),
      await post(portal, 'auth/.ske/grants', { taskId: '1' }, token),
      await post(
        portal,
        'auth/.ske/grants/exchange',
        { taskId: '1', grant },
        token,
      ),
    ];

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    const anonymous = await post(portal, 'auth/.ske/grants/exchange', {
      taskId: '1',
      grant,
    });
    expect(anonymous.status).toBe(401);
  });

  it('ends with the session at sign-out', async () => {
    const { portal, token } = await start();
    const { body } = await post(
      portal,
      'scaffolder/take',
      { taskId: '1' },
      token,
    );

    await portal.browser.signOut('okta');

    const exchanged = await post(portal, 'scaffolder/exchange', {
      taskId: '1',
      grant: body.grant,
    });
    expect(exchanged.status).toBe(401);
    expect(exchanged.body.error.code).toBe('session-ended');
    const next = await post(portal, 'scaffolder/take', { taskId: '2' }, token);
    expect(next.body.error.code).toBe('no-credentials');
  });
});
