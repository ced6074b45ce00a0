import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type Platform,
  PortalUser,
  type Postgres,
  startPlatform,
  startPostgres,
  startRoundRobin,
  Teardown,
} from '@kratix-portal/test-cluster';
import {
  type PortalPlace,
  reservePortalPlace,
} from '../portal/__testUtils__/startSessionPortal';
import { startPortalOn } from '../portal/startPortalOn';

jest.setTimeout(600_000);

const TABS = 20;
const ROUNDS = 2;
/** Keycloak's realm in the demo has "Revoke Refresh Token" on, and allows no reuse. */
const ACCESS_TOKEN_SECONDS = 25;
const PROVIDER_ID = 'keycloak';

describe('twenty tabs of a portal with two replicas, with Keycloak', () => {
  const teardown = new Teardown();
  let place: PortalPlace<'portal' | 'one' | 'two'>;
  let platform: Platform;
  let postgres: Postgres;

  beforeAll(async () => {
    place = await reservePortalPlace(teardown, ['one', 'two']);
    const { stateDir, portalUrl, ports } = place;
    platform = await startPlatform({
      stateDir,
      portalUrl,
      oidcProvider: 'keycloak',
      accessTokenTtlSeconds: ACCESS_TOKEN_SECONDS,
      kratix: 'none',
    });
    teardown.push(() => platform.stop());
    postgres = await startPostgres();
    teardown.push(() => postgres.stop());
    const proxy = await startRoundRobin({
      port: ports.portal,
      targets: [ports.one, ports.two],
    });
    teardown.push(() => proxy.stop());
  });

  afterAll(() => teardown.run());

  describe.each(['session', 'tok'] as const)('in mode %s', auth => {
    const replicas = new Teardown();
    let person: PortalUser;

    beforeAll(async () => {
      const { stateDir, portalUrl, ports } = place;
      // The replicas start one after the other: Backstage's own migrations fail when two replicas run them at once.
      for (const name of ['one', 'two'] as const) {
        const replica = await startReplica({
          ...{ platform, postgres, portalUrl, auth },
          folder: join(stateDir, auth, name),
          port: ports[name],
        });
        replicas.push(() => replica.stop());
      }
      person = await PortalUser.signIn({
        portalUrl,
        providerId: PROVIDER_ID,
        user: platform.endpoints.users[0],
      });
    });

    afterAll(() => replicas.run());

    async function callInTabs(): Promise<Set<number>> {
      const answers = await Promise.all(
        Array.from({ length: TABS }, () =>
          person.call('GET', '/api/ske/whoami'),
        ),
      );
      return new Set(answers.map(({ status }) => status));
    }

    it('S14: stay signed in when they are opened, and when they wake up after the token has expired', async () => {
      await person.refreshInTabs(TABS);
      for (let round = 0; round < ROUNDS; round += 1) {
        await delay((ACCESS_TOKEN_SECONDS + 2) * 1000);
        await person.refreshInTabs(TABS);
        expect(await callInTabs()).toEqual(new Set([200]));
      }
    });
  });
});

/** A portal behind the proxy. All portals share the database and the keys. */
async function startReplica(options: {
  platform: Platform;
  postgres: Postgres;
  portalUrl: string;
  auth: 'session' | 'tok';
  folder: string;
  port: number;
}) {
  const { platform, postgres, portalUrl, auth, folder, port } = options;
  const logs = join(folder, 'logs');
  await mkdir(logs, { recursive: true });
  const { endpoints } = platform;
  return startPortalOn({
    platform: {
      ...platform,
      endpoints: {
        ...endpoints,
        paths: { ...endpoints.paths, stateDir: folder, logs },
      },
    },
    port,
    auth,
    config: {
      app: { baseUrl: portalUrl },
      backend: {
        baseUrl: portalUrl,
        listen: { host: '127.0.0.1', port },
        database: { client: 'pg', connection: postgres.connectionString },
      },
    },
    variables: {
      PORTAL_SESSION_SECRET: 'shared-by-both-replicas',
      PORTAL_SESSION_KEY: Buffer.alloc(32, 'key').toString('base64'),
    },
  });
}
