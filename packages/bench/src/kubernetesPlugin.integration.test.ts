import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { kubernetesConfig } from '@kratix-portal/demo';
import {
  PortalUser,
  removeFolder,
  startBackend,
  type StartedBackend,
  useTestPlatform,
} from '@kratix-portal/test-cluster';

jest.setTimeout(180_000);

/** The origin of the redirect URI at the platform's OIDC provider. */
const PUBLIC_URL = 'http://localhost:7007';
const NAMESPACE = 'of-kubernetes-plugin';
const CONFIG_MAPS = `/api/v1/namespaces/${NAMESPACE}/configmaps`;
const ENTITY = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', namespace: 'default' },
};
const trusted = getCACertificates('default');
const platform = useTestPlatform();

describe("Backstage's own Kubernetes plugin in session mode, on a real API server", () => {
  let folder: string;
  let backend: StartedBackend;
  const signedIn: PortalUser[] = [];

  beforeAll(async () => {
    const { oidcProvider, apiServer, users } = platform.current.endpoints;
    // Trusts the platform's CA, as NODE_EXTRA_CA_CERTS does in the backend.
    setDefaultCACertificates([
      ...trusted,
      readFileSync(oidcProvider.caFile, 'utf8'),
    ]);
    await platform.kubectl(['create', 'namespace', NAMESPACE]);
    await platform.kubectl(['apply', '-f', '-'], {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'settings',
        namespace: NAMESPACE,
        labels: { 'backstage.io/kubernetes-id': 'shop' },
      },
    });
    folder = await mkdtemp(join(tmpdir(), 'kubernetes-plugin-'));
    backend = await startBackend({
      name: 'kubernetes',
      folder,
      // eslint-disable-next-line no-restricted-syntax -- tests only ever run from sources
      program: join(__dirname, '__testUtils__/kubernetesBackendMain.ts'),
      env: {
        NODE_EXTRA_CA_CERTS: oidcProvider.caFile,
        CATALOG_ENTITIES: JSON.stringify([ENTITY, ...users.map(toEntity)]),
      },
      config: {
        backend: {
          actions: { pluginSources: ['kubernetes'] },
          database: { client: 'better-sqlite3', connection: ':memory:' },
        },
        auth: {
          session: { secret: randomBytes(24).toString('base64') },
          providers: {
            myIdP: {
              development: {
                ...oidcProvider.portalClient,
                metadataUrl: oidcProvider.metadataUrl,
                callbackUrl: `${PUBLIC_URL}/api/auth/myIdP/handler/frame`,
                signIn: {
                  resolvers: [
                    { resolver: 'emailMatchingUserEntityProfileEmail' },
                  ],
                },
              },
            },
          },
        },
        kubernetes: {
          ...kubernetesConfig('myIdP', {
            url: apiServer.url,
            caFile: apiServer.caFile,
          }),
          objectTypes: ['configmaps'],
        },
        ske: {
          auth: {
            mode: 'session',
            session: {
              keys: [{ id: 'one', secret: randomBytes(32).toString('base64') }],
              kubernetesPlugin: true,
            },
          },
        },
      },
    });
  });

  afterAll(async () => {
    setDefaultCACertificates(trusted);
    await backend?.stop();
    await removeFolder(folder);
  });

  async function signIn(username: string): Promise<PortalUser> {
    const person = await PortalUser.signIn({
      portalUrl: backend.url,
      publicUrl: PUBLIC_URL,
      providerId: 'myIdP',
      user: platform.current.endpoints.users.find(
        each => each.username === username,
      )!,
    });
    signedIn.push(person);
    return person;
  }

  async function call(
    person: PortalUser,
    path: string,
    { method = 'GET', body }: { method?: string; body?: object } = {},
  ) {
    const response = await fetch(`${backend.url}/api/kubernetes${path}`, {
      method,
      headers: {
        authorization: `Bearer ${person.tokens().backstage}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }

  const auditOf = async (part: string) =>
    (await platform.current.readAuditLog()).filter(({ requestURI }) =>
      requestURI.includes(part),
    );

  it('S2: the proxy acts as the user who calls it, even if several users call at the same time', async () => {
    const people = await Promise.all(
      ['user-admin', 'user-dev'].map(async username => ({
        username,
        person: await signIn(username),
      })),
    );

    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const { username, person } = people[index % 2];
        const query = `fieldSelector=metadata.name%3D${username}-${index}`;
        return (await call(person, `/proxy${CONFIG_MAPS}?${query}`)).status;
      }),
    );

    expect(new Set(answers)).toEqual(new Set([200]));
    const events = await auditOf('metadata.name%3Duser-');
    expect(events).toHaveLength(20);
    for (const { requestURI, user } of events) {
      const [, username] = /%3D(user-[a-z]+)-/.exec(requestURI) ?? [];
      expect(user.username).toBe(`${username}@example.com`);
    }
  });

  it('returns the 403 of RBAC for what the user may not do', async () => {
    const reader = await signIn('user-dev');

    const { status, body } = await call(
      reader,
      `/proxy${CONFIG_MAPS}/settings`,
      { method: 'DELETE' },
    );

    expect(status).toBe(403);
    expect(body.message).toContain('user-dev@example.com');
  });

  it.each([
    ['the page of an entity', '/services/shop', { entity: ENTITY }],
    [
      'an empty token',
      '/services/shop',
      { entity: ENTITY, auth: { oidc: { myIdP: '' } } },
    ],
    [
      'the query of workloads',
      '/resources/workloads/query',
      { entityRef: 'component:default/shop' },
    ],
    [
      'the action for agents',
      '/.backstage/actions/v1/actions/kubernetes:get-kubernetes-resources-for-entity/invoke',
      { name: 'shop' },
    ],
  ])(
    'S2: %s: reads the objects of an entity as the user',
    async (_, path, sent) => {
      const reader = await signIn('user-dev');
      const before = (await auditOf('kubernetes-id%3Dshop')).length;

      const { status, body } = await call(reader, path, {
        method: 'POST',
        body: sent,
      });

      expect(status).toBe(200);
      const { items } = body.output ?? body;
      expect(items[0].errors).toEqual([]);
      expect(items[0].resources[0].resources[0].metadata.name).toBe('settings');
      const events = (await auditOf('kubernetes-id%3Dshop')).slice(before);
      expect(events.length).toBeGreaterThan(0);
      expect(new Set(events.map(({ user }) => user.username))).toEqual(
        new Set(['user-dev@example.com']),
      );
    },
  );

  it('S1: refuses a user without a session and a service, and sends nothing', async () => {
    const person = await signIn('user-admin');
    // The plugin could use any live session of the user, so all sessions end.
    await Promise.all(signedIn.splice(0).map(each => each.signOut()));
    const path = `/proxy${CONFIG_MAPS}?fieldSelector=metadata.name%3Drefused`;
    const before = (await auditOf('kubernetes-id%3Dshop')).length;

    const ofUser = await call(person, path);
    const ofService = await backend.get(`/api/kubernetes${path}`);
    const objects = await call(person, '/resources/workloads/query', {
      ...{ method: 'POST', body: { entityRef: 'component:default/shop' } },
    });

    expect([ofUser.status, ofService.status, objects.status]).toEqual([
      401, 401, 401,
    ]);
    expect(ofUser.body.error.code).toBe('session-ended');
    expect((await ofService.json()).error.code).toBe('no-credentials');
    expect(objects.body.error.code).toBe('session-ended');
    expect(await auditOf('metadata.name%3Drefused')).toEqual([]);
    expect(await auditOf('kubernetes-id%3Dshop')).toHaveLength(before);
  });

  it('S7: neither the browser nor the log of the backend gets a token', async () => {
    const person = await signIn('user-dev');
    await call(person, `/proxy${CONFIG_MAPS}`);

    expect(person.tokens().access).toBe('');
    // Every token of the provider is a JWT, and so is the Backstage token.
    expect(await readFile(backend.logFile, 'utf8')).not.toMatch(
      /eyJ[\w-]+\.[\w-]+\.[\w-]+/,
    );
  });
});

function toEntity({ username, email }: { username: string; email: string }) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: username, namespace: 'default' },
    spec: { profile: { email } },
    relations: [],
  };
}
