import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startPortalOn } from '@kratix-portal/demo';
import {
  choosePorts,
  controlPlaneCertificates,
  type DemoUser,
  demoUsers,
  emulatedSetUp,
  type EmulatedProvider,
  type EmulatedSetUp,
  entraObjectId,
  type Platform,
  PortalUser,
  startOidcEmulators,
  startPlatform,
  type Teardown,
  trustIssuers,
} from '@kratix-portal/test-cluster';
import { stringify } from 'yaml';

const FRONTEND = resolve(__dirname, '../../dist/index.html');
const STATE_DIR = resolve(__dirname, '../../../../.local/browser/emulators');

/** Some time after the file has changed, the API server reads it, and then the discovery document of each issuer. */
const TRUST_MILLISECONDS = 120_000;

/** The groups of Entra ID are object ids, and the demo's bindings do not contain them. */
const ENTRA_ROLES = [
  ['kube-admin', 'cluster-admin'],
  ['kube-dev', 'kratix-portal-demo-reader'],
  ['kube-dev', 'kratix-portal-demo-custom-resource-reader'],
] as const;

/** The emulated providers with which users sign in to the portal. */
export const emulated = [
  'okta',
  'auth0',
  'entra',
  'cognito',
] as const satisfies readonly EmulatedProvider[];

/**
 * Each provider has its own users. In session mode a user who has signed in with several providers acts with the newest session, and the portal
 * notices a newer one within a minute.
 */
const people: DemoUser[] = emulated.flatMap(provider =>
  demoUsers.map(user => ({
    ...user,
    username: `${provider}-${user.username}`,
    email: `${provider}-${user.email}`,
  })),
);

/** A portal with several sign-in providers, on a platform that trusts all of them. */
export interface EmulatedPortal {
  url: string;
  platform: Platform;
  /** One of the two users of SKE's page. This user signs in with this provider only. */
  personOf(
    provider: (typeof emulated)[number],
    name: 'user-admin' | 'user-dev',
  ): DemoUser;
  /** The title of the provider's card on the sign-in page. */
  titleOf(provider: (typeof emulated)[number]): string;
}

/**
 * Starts a platform, the emulators, and a portal with the configurations of docs/providers. The cluster accepts the tokens of all of them.
 * With `AUTH=session` the portal runs in session mode.
 */
export async function startEmulatedPortal(
  teardown: Teardown,
): Promise<EmulatedPortal> {
  if (!existsSync(FRONTEND)) {
    throw new Error(
      'The frontend of the portal is not built. `npm test -- browser` and `npm test -- emulators-session` build it.',
    );
  }
  await rm(STATE_DIR, { recursive: true, force: true });
  await mkdir(STATE_DIR, { recursive: true, mode: 0o700 });
  const { ports, release } = await choosePorts({
    names: ['portal'],
    rememberIn: join(STATE_DIR, 'portal-port.json'),
  });
  teardown.push(release);
  const url = `http://localhost:${ports.portal}`;
  const platform = await startPlatform({
    stateDir: STATE_DIR,
    portalUrl: url,
    authentication: 'structured',
    users: people,
  });
  teardown.push(() => platform.stop());
  const setUps = await startEmulators({ teardown, platform, url });
  await trustIssuers(
    STATE_DIR,
    setUps.map(({ jwt }) => jwt),
  );
  await bindGroupsOfEntra(platform);
  const configFile = join(STATE_DIR, 'app-config.emulators.yaml');
  const catalogFile = join(STATE_DIR, 'people.yaml');
  await writeFile(catalogFile, catalogOf(people));
  await writeFile(
    configFile,
    stringify({
      ...configOf(platform, setUps),
      catalog: {
        locations: [
          {
            type: 'file',
            target: './catalog/org.yaml',
            rules: [{ allow: ['User', 'Group'] }],
          },
          {
            type: 'file',
            target: catalogFile,
            rules: [{ allow: ['User'] }],
          },
        ],
      },
    }),
  );
  const portal = await startPortalOn({
    platform,
    port: ports.portal,
    auth: process.env.AUTH === 'session' ? 'session' : 'tok',
    configFiles: [configFile],
  });
  teardown.push(() => portal.stop());
  await Promise.all(
    setUps.map(({ providerId }, index) =>
      waitForSignIn(url, providerId, personOf(emulated[index], 'user-admin')),
    ),
  );
  return {
    url,
    platform,
    personOf,
    titleOf: provider => setUps[emulated.indexOf(provider)].shown.title,
  };
}

function personOf(provider: string, name: string): DemoUser {
  return people.find(({ username }) => username === `${provider}-${name}`)!;
}

function catalogOf(users: readonly DemoUser[]): string {
  return users
    .map(({ username, email, displayName }) =>
      stringify({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'User',
        metadata: { name: username },
        spec: { profile: { displayName, email }, memberOf: [] },
      }),
    )
    .join('---\n');
}

async function startEmulators(options: {
  teardown: Teardown;
  platform: Platform;
  url: string;
}): Promise<EmulatedSetUp[]> {
  const { teardown, platform, url } = options;
  const { endpoints } = platform;
  const certificates = await controlPlaneCertificates(join(STATE_DIR, 'certs'));
  const { emulators, stop } = await startOidcEmulators({
    providers: emulated,
    stateDir: join(STATE_DIR, 'emulators'),
    tls: certificates.oidcProvider,
    users: endpoints.users,
    allowedPortalOrigins: [url],
  });
  teardown.push(stop);
  const authority = await readFile(endpoints.oidcProvider.caFile, 'utf8');
  return emulated.map(provider =>
    emulatedSetUp(emulators[provider], authority),
  );
}

async function bindGroupsOfEntra(platform: Platform): Promise<void> {
  for (const [group, role] of ENTRA_ROLES) {
    const { code, stderr } = await platform.kubectl([
      'create',
      'clusterrolebinding',
      `entra-${role}`,
      `--clusterrole=${role}`,
      `--group=${entraObjectId(group)}`,
    ]);
    if (code !== 0) {
      throw new Error(stderr);
    }
  }
}

/** Overrides the demo's app-config, whose provider is `oidc`. */
function configOf({ endpoints }: Platform, setUps: readonly EmulatedSetUp[]) {
  const { url, caFile } = endpoints.apiServer;
  return {
    auth: {
      providers: {
        oidc: null,
        ...Object.fromEntries(
          setUps.map(({ providerId, section }) => [
            providerId,
            { development: section },
          ]),
        ),
      },
    },
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              url,
              name: 'kratix-platform',
              authProvider: 'oidc',
              oidcTokenProvider: setUps[0].providerId,
              furtherTokenProviders: setUps
                .slice(1)
                .map(({ providerId }) => providerId),
              caFile,
            },
          ],
        },
      ],
    },
    ske: {
      auth: {
        providers: {
          oidc: null,
          ...Object.fromEntries(
            setUps.map(({ providerId, shown }) => [providerId, shown]),
          ),
        },
      },
    },
  };
}

/** Waits until the portal finds the user in its catalog, and the API server accepts the provider's token. */
async function waitForSignIn(
  portalUrl: string,
  providerId: string,
  user: DemoUser,
): Promise<void> {
  const until = performance.now() + TRUST_MILLISECONDS;
  for (;;) {
    const outcome = await signInOnce({ portalUrl, providerId, user });
    if (outcome === 'accepted') {
      return;
    }
    if (performance.now() > until) {
      throw new Error(`${providerId}: ${outcome}`);
    }
    await delay(500);
  }
}

async function signInOnce(
  options: Parameters<typeof PortalUser.signIn>[0],
): Promise<string> {
  try {
    const person = await PortalUser.signIn(options);
    const { status, body } = await person.call('GET', '/api/ske/whoami');
    return status === 200 ? 'accepted' : JSON.stringify(body);
  } catch (error) {
    return String(error);
  }
}
