import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { JsonObject } from '@backstage/types';
import {
  controlPlaneCertificates,
  emulatedIdentity,
  emulatedProviders,
  emulatedSetUp,
  entraObjectId,
  startDex,
  startOidcEmulators,
  trustIssuers,
  useTestPlatform,
  type DemoUser,
  type EmulatedProvider,
} from '@kratix-portal/test-cluster';
import { decodeJwt } from 'jose';
import {
  PortalBrowser,
  startTestPortal,
  type TestPortal,
} from './__testUtils__';
import { pluginThatCallsAuth } from './__testUtils__/pluginThatCallsAuth';
import { authModuleSke } from './module';

/*
 * The scenario of SKE's page, with each provider of docs/providers, on a real API server: a sign-in, a create that RBAC allows, a create that RBAC refuses, and the
 * audit log. The providers are emulators; Keycloak is in signIn.integration.test.ts and in the self-test. With the environment variable DEX, the path of
 * the program, Dex is real. The configurations come from the pages: the AuthenticationConfiguration with its CEL expressions, the section of app-config, and
 * the configuration of Dex. Only addresses, client and audience are replaced.
 */

jest.setTimeout(180_000);

const PORTAL_ORIGIN = 'http://localhost:7007';
const NAMESPACE = 'of-providers';
const secret = randomBytes(32).toString('base64');
const platform = useTestPlatform({
  authentication: 'structured',
  kratix: 'none',
});
const trusted = getCACertificates('default');
const { DEX: dexBinary } = process.env;
type Emulators = Awaited<ReturnType<typeof startOidcEmulators>>;
let emulators: Emulators;
let dex: Awaited<ReturnType<typeof startDex>> | undefined;
let portal: TestPortal | undefined;

beforeAll(async () => {
  const { endpoints } = platform.current;
  const { caFile } = endpoints.oidcProvider;
  const ca = readFileSync(caFile, 'utf8');
  setDefaultCACertificates([...trusted, ca]);
  const { stateDir } = endpoints.paths;
  const certificates = await controlPlaneCertificates(join(stateDir, 'certs'));
  emulators = await startOidcEmulators({
    providers: emulatedProviders,
    stateDir: join(stateDir, 'emulators'),
    tls: certificates.oidcProvider,
    users: endpoints.users,
    allowedPortalOrigins: [PORTAL_ORIGIN],
  });
  if (dexBinary) {
    dex = await startDex({
      binary: dexBinary,
      stateDir: join(stateDir, 'dex'),
      tls: certificates.oidcProvider,
      caFile,
      users: endpoints.users,
      portalOrigin: PORTAL_ORIGIN,
    });
  }
  await trustIssuers(
    stateDir,
    emulatedProviders.map(provider => setUpOf(provider).jwt),
  );
  await kubectl(['create', 'namespace', NAMESPACE]);
  // The subjects of the bindings follow the pages: object ids for Entra ID, and users for Google.
  await bindAdministrator('entra', ['--group', entraObjectId('kube-admin')]);
  await bindAdministrator('google', ['--user', 'user-admin@example.com']);
}, 180_000);

afterAll(async () => {
  setDefaultCACertificates(trusted);
  await emulators?.stop();
  await dex?.stop();
});

afterEach(async () => {
  await portal?.stop();
  portal = undefined;
});

async function kubectl(args: string[]): Promise<string> {
  const { code, stdout, stderr } = await platform.current.kubectl(args);
  if (code !== 0) {
    throw new Error(stderr);
  }
  return stdout;
}

function bindAdministrator(name: string, subject: string[]) {
  return kubectl([
    'create',
    'clusterrolebinding',
    `admin-of-${name}`,
    '--clusterrole=cluster-admin',
    ...subject,
  ]);
}

/** The section of the provider's page, for the emulator. */
function sectionOf(provider: EmulatedProvider): {
  id: string;
  section: JsonObject;
} {
  const { providerId, section } = setUpOf(provider);
  return {
    id: providerId,
    section: {
      ...(section as JsonObject),
      callbackUrl: `${PORTAL_ORIGIN}/api/auth/${providerId}/handler/frame`,
    },
  };
}

function setUpOf(provider: EmulatedProvider) {
  const real = provider === 'dex' ? dex : undefined;
  return emulatedSetUp(
    real ?? emulators.emulators[provider],
    readFileSync(platform.current.endpoints.oidcProvider.caFile, 'utf8'),
  );
}

/** Requests the token of its caller in the same way as the ske plugin. */
const pluginSke = pluginThatCallsAuth('ske', (router, forward) => {
  router.get('/ask/:provider', (req, res) =>
    forward(req, res, {
      as: 'user',
      path: `/.ske/token?provider=${req.params.provider}`,
    }),
  );
});

type Mode = 'tok' | 'session' | 'auto';

async function startPortal(
  providers: EmulatedProvider[],
  mode: Mode,
): Promise<TestPortal> {
  const sections = providers.map(sectionOf);
  portal = await startTestPortal({
    modules: [authModuleSke, pluginSke],
    entities: platform.current.endpoints.users.map(({ username, email }) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name: username, namespace: 'default' },
      spec: { profile: { email } },
      relations: [],
    })),
    auth: {
      providers: Object.fromEntries(
        sections.map(({ id, section }) => [id, { development: section }]),
      ),
    },
    config: {
      ske: {
        auth: {
          mode,
          providers: Object.fromEntries(sections.map(({ id }) => [id, {}])),
          // No keys are configured, because with keys the claim tok would be encrypted, and this test reads it.
          ...(mode !== 'tok' && { session: { keys: [{ id: 'one', secret }] } }),
        },
      },
    },
    publicOrigin: PORTAL_ORIGIN,
    verifiesTokens: mode !== 'tok',
  });
  return portal;
}

async function platformToken(
  { url }: TestPortal,
  options: { id: string; mode: Mode; backstageToken: string },
): Promise<string> {
  if (options.mode === 'tok') {
    return String(decodeJwt(options.backstageToken).tok);
  }
  const response = await fetch(`${url}/api/ske/ask/${options.id}`, {
    headers: { authorization: `Bearer ${options.backstageToken}` },
  });
  return (await response.json()).accessToken;
}

async function callApiServer(token: string, path: string, body: object) {
  const response = await fetch(
    `${platform.current.endpoints.apiServer.url}${path}`,
    {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    },
  );
  return { status: response.status, body: await response.json() };
}

/** The API server reads the file, and then the discovery document of each issuer, some time after the file has changed. */
async function whoIs(token: string) {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const { status, body } = await callApiServer(
      token,
      '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'SelfSubjectReview',
      },
    );
    if (status !== 401 || Date.now() > deadline) {
      expect(status).toBe(201);
      const { username, groups } = body.status.userInfo;
      return {
        username,
        groups: (groups ?? []).filter(
          (group: string) => group !== 'system:authenticated',
        ),
      };
    }
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}

const createConfigMap = (token: string, name: string) =>
  callApiServer(token, `/api/v1/namespaces/${NAMESPACE}/configmaps`, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name },
  });

async function auditedCreates() {
  const events = await platform.current.readAuditLog();
  return events
    .filter(
      ({ verb, objectRef }) =>
        verb === 'create' && objectRef?.namespace === NAMESPACE,
    )
    .map(({ user, responseStatus }) => [user.username, responseStatus?.code]);
}

function userOf(username: string): DemoUser {
  const { users } = platform.current.endpoints;
  return users.find(each => each.username === username)!;
}

type Case = [EmulatedProvider, Mode, 'emulator' | 'real'];

const cases: Case[] = [
  ...emulatedProviders.flatMap((provider): Case[] => {
    const kind = provider === 'dex' && dexBinary ? 'real' : 'emulator';
    return [
      [provider, 'tok', kind],
      [provider, 'session', kind],
    ];
  }),
  ['cognito', 'auto', 'emulator'],
];

describe('the scenario of SKE’s page', () => {
  it.each(cases)('%s, mode %s (%s)', async (provider, mode) => {
    const started = await startPortal([provider], mode);
    const { id } = sectionOf(provider);

    for (const [username, status] of [
      ['user-admin', 201],
      ['user-dev', 403],
    ] as const) {
      const user = userOf(username);
      // The second user needs another browser, because the provider keeps the first user signed in.
      const browser = new PortalBrowser({
        baseUrl: started.url,
        publicOrigin: PORTAL_ORIGIN,
      });
      // The login page of Dex asks for an e-mail address, in the field `login`.
      const entered = { ...user, login: user.email };
      const { response, error } = await browser.signIn(id, entered);
      expect(error).toBeUndefined();
      const refreshed = await browser.refresh(id);
      expect(refreshed.status).toBe(200);
      expect(refreshed.backstageIdentity?.identity.userEntityRef).toBe(
        `user:default/${username}`,
      );

      for (const answer of [response, refreshed]) {
        const token = await platformToken(started, {
          id,
          mode,
          backstageToken: answer?.backstageIdentity?.token ?? '',
        });
        expect(await whoIs(token)).toEqual(emulatedIdentity(provider, user));
        const name = `${provider}-${mode}-${username}-${answer === response ? 'sign-in' : 'refresh'}`;
        const created = await createConfigMap(token, name);
        expect(created.status).toBe(status);
      }
      await browser.signOut(id);
    }

    const audited = await auditedCreates();
    for (const [username, code] of [
      ['user-admin', 201],
      ['user-dev', 403],
    ] as const) {
      const { username: name } = emulatedIdentity(provider, userOf(username));
      expect(audited).toContainEqual([name, code]);
    }
  });
});

describe('two providers at once', () => {
  it('gives each cluster the token of its own provider', async () => {
    const started = await startPortal(['okta', 'auth0'], 'session');
    const { browser } = started;
    const user = userOf('user-dev');
    const signedIn = await browser.signIn('okta', user);
    await browser.signIn('auth0', user);
    const backstageToken = signedIn.response?.backstageIdentity?.token ?? '';

    const issuers = await Promise.all(
      ['okta', 'auth0'].map(async id => {
        const token = await platformToken(started, {
          id,
          mode: 'session',
          backstageToken,
        });
        expect((await whoIs(token)).username).toBe(user.email);
        return decodeJwt(token).iss;
      }),
    );

    expect(issuers).toEqual([
      emulators.emulators.okta.issuer,
      emulators.emulators.auth0.issuer,
    ]);
  });

  it('asks a user who has signed in with one provider to sign in with the other provider', async () => {
    const { url, browser } = await startPortal(['okta', 'auth0'], 'session');
    const { response } = await browser.signIn('okta', userOf('user-dev'));

    const answer = await fetch(`${url}/api/ske/ask/auth0`, {
      headers: {
        authorization: `Bearer ${response?.backstageIdentity?.token}`,
      },
    });

    expect(answer.status).toBe(401);
    expect((await answer.json()).error).toEqual({
      code: 'no-credentials',
      message: expect.stringContaining(
        "has no session with the sign-in provider 'auth0'",
      ),
      hint: "Sign out of the portal and sign in with 'auth0'.",
    });
  });
});
