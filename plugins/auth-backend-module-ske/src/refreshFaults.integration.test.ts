import { readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import {
  choosePorts,
  controlPlaneCertificates,
  demoUsers,
  type OidcProvider,
  removeFolder,
  startOidcProvider,
} from '@kratix-portal/test-cluster';
import { decodeJwt } from 'jose';
import { authModuleSke } from './module';
import type { TestPortal } from './__testUtils__';
import { FaultProxy } from './__testUtils__/FaultProxy';
import { PortalBrowser } from './__testUtils__/PortalBrowser';
import { clusterWith, startPortal } from './__testUtils__/signInTests';
import { useDatabaseFolder } from './__testUtils__/useDatabaseFolder';

/** The origin of the redirect URI at the platform's OIDC provider. The test browser sends requests for this origin to the portal under test. */
const PORTAL_ORIGIN = 'http://localhost:7007';

jest.setTimeout(180_000);

const storage = useDatabaseFolder();
const trusted = getCACertificates('default');
const proxies: FaultProxy[] = [];
const portalClient = {
  clientId: 'backstage-client',
  clientSecret: 'of this test',
};
const cleanUps: Array<() => Promise<unknown>> = [];
let provider: OidcProvider;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'refresh-faults-'));
  cleanUps.push(() => removeFolder(folder));
  const { caFile, oidcProvider } = await controlPlaneCertificates(
    join(folder, 'certs'),
  );
  const { ports, release } = await choosePorts({
    names: ['https', 'login', 'internal'] as const,
    rememberIn: join(folder, 'ports.json'),
  });
  cleanUps.push(release);
  provider = await startOidcProvider({
    kind: 'oidc-provider',
    stateDir: folder,
    logsDir: join(folder, 'logs'),
    tls: oidcProvider,
    ports,
    users: [...demoUsers],
    audience: 'kube',
    portalClient,
    kubernetesClient: { clientId: 'kube' },
    allowedPortalOrigins: [PORTAL_ORIGIN],
  });
  cleanUps.push(() => provider.stop());
  // Trusts the provider's CA, as NODE_EXTRA_CA_CERTS would in a new process.
  setDefaultCACertificates([...trusted, readFileSync(caFile, 'utf8')]);
});

afterAll(async () => {
  setDefaultCACertificates(trusted);
  for (const cleanUp of cleanUps.reverse()) {
    await cleanUp();
  }
});

afterEach(async () => {
  await Promise.all(proxies.splice(0).map(proxy => proxy.stop()));
});

/** A portal whose users sign in through a proxy. */
interface FaultyPortal {
  portal: TestPortal;
  proxy: FaultProxy;
  /** A database client of the portal. */
  database: any;
  userRef: string;
  /** Signs the same user in with another browser. */
  signInAgain(): Promise<PortalBrowser>;
}

/** Longer than the 30 seconds that a call waits for a refresh, and shorter than the time after which a response is given up. */
const STALL_MS = 33_000;

async function start(mode: 'session' | 'tok'): Promise<FaultyPortal> {
  const proxy = await FaultProxy.start(provider.metadataUrl);
  proxies.push(proxy);
  const [user] = demoUsers;
  const portal = await startPortal({
    modules: [authModuleSke, storage.reader],
    entities: [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'User',
        metadata: { name: user.username, namespace: 'default' },
        spec: { profile: { email: user.email } },
      },
    ],
    auth: {
      providers: {
        okta: {
          development: {
            ...portalClient,
            metadataUrl: proxy.metadataUrl,
            callbackUrl: `${PORTAL_ORIGIN}/api/auth/okta/handler/frame`,
            additionalScopes: ['offline_access'],
            signIn: {
              resolvers: [
                { resolver: 'preferredUsernameMatchingUserEntityName' },
              ],
            },
          },
        },
      },
    },
    config: {
      kubernetes: clusterWith('okta'),
      ...(mode === 'session' && {
        ske: {
          auth: {
            mode,
            session: {
              keys: [{ id: 'one', secret: randomBytes(32).toString('base64') }],
            },
          },
        },
      }),
    },
    publicOrigin: PORTAL_ORIGIN,
    databaseFolder: storage.path,
    verifiesTokens: true,
  });
  const { error } = await portal.browser.signIn('okta', user);
  if (error) {
    throw new Error(error.message);
  }
  return {
    portal,
    proxy,
    database: storage.database,
    userRef: `user:default/${user.username}`,
    signInAgain: async () => {
      const browser = new PortalBrowser({
        baseUrl: portal.url,
        publicOrigin: PORTAL_ORIGIN,
      });
      await browser.signIn('okta', user);
      return browser;
    },
  };
}

describe.each(['session', 'tok'] as const)(
  'faults of a real provider during a refresh, mode %s',
  mode => {
    /** Refreshes with a session whose token has expired, so that it cannot be used in place of a new one. */
    async function refresh(
      { portal, database }: FaultyPortal,
      browser = portal.browser,
    ) {
      if (mode === 'session') {
        await database('ske_sessions').update({
          refresh_at: 0,
          expires_at: 0,
          retry_at: 0,
        });
      }
      return browser.refresh('okta');
    }

    const userOf = (answer: Awaited<ReturnType<typeof refresh>>) =>
      decodeJwt(answer.backstageIdentity?.token ?? '').sub;

    it.each(['html', 'unreachable'] as const)(
      'S15: a refresh that does not reach the provider (%s) ends no session',
      async fault => {
        const faulty = await start(mode);
        const { proxy, userRef } = faulty;
        const before = proxy.forwarded;
        proxy.fault = fault;

        const failed = await refresh(faulty);

        expect(failed.status).toBe(503);
        expect(failed.error?.message).toContain('Your session is not over.');
        expect(JSON.stringify(failed)).not.toContain('<b>');
        expect(proxy.forwarded).toBe(before);

        proxy.fault = 'pass';
        const refreshed = await refresh(faulty);
        expect(refreshed.status).toBe(200);
        expect(userOf(refreshed)).toBe(userRef);
      },
    );

    it('S15: a response that is lost costs only this session, and says to sign in again', async () => {
      const faulty = await start(mode);
      const { proxy, userRef } = faulty;
      const other = await faulty.signInAgain();
      proxy.fault = 'cut';

      const failed = await refresh(faulty);
      expect(failed.error?.message).toContain('Your session is not over.');

      proxy.fault = 'pass';
      const rejected = await refresh(faulty);
      expect(rejected.status).toBe(401);
      expect(rejected.error?.message).toMatch(/ended/);
      expect(rejected.backstageIdentity).toBeUndefined();
      const kept = await refresh(faulty, other);
      expect(kept.status).toBe(200);
      expect(userOf(kept)).toBe(userRef);
    });

    it('S14: the response that arrives after the deadline of the call is used, and its refresh token is not lost', async () => {
      const faulty = await start(mode);
      const { proxy, userRef } = faulty;
      proxy.fault = 'stall';
      proxy.stallMs = STALL_MS;
      const before = proxy.forwarded;

      const failed = await refresh(faulty);
      expect(failed.status).toBe(503);
      expect(failed.error?.message).toContain('Your session is not over.');

      proxy.fault = 'pass';
      const refreshed = await faulty.portal.browser.refresh('okta');
      expect(refreshed.status).toBe(200);
      expect(userOf(refreshed)).toBe(userRef);
      // The second call waited for the first request.
      expect(proxy.forwarded).toBe(before + 1);
    });
  },
);
