import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { signForeignToken, useTestPlatform } from '@kratix-portal/test-cluster';
import { parse } from 'yaml';
import { platformConfig } from './__testUtils__/platformConfig';
import {
  type SkeBackend,
  startSkeBackend,
} from './__testUtils__/startSkeBackend';
import { trustAudience } from './__testUtils__/trustAudience';

jest.setTimeout(120_000);

const NAMESPACE = 'of-impersonation';
const ACCOUNT = 'system:serviceaccount:ske:portal';
const trusted = getCACertificates('default');
const folder = mkdtempSync(join(tmpdir(), 'ske-impersonation-'));
const tokenFile = join(folder, 'token');

/** The configuration and the RBAC of the guide. */
const [documented, rbac] = [
  ...readFileSync(
    join(__dirname, '../../../docs/impersonation.md'),
    'utf8',
  ).matchAll(/^```yaml\n([^]*?)^```/gm),
].map(([, block]) => block);
const [{ clusters }] = parse(documented).kubernetes.clusterLocatorMethods;
const { impersonation } = clusters[0];

/** The API server accepts no token of the provider: it trusts another audience. */
describe('S19: impersonation on a real API server', () => {
  const platform = useTestPlatform({
    authentication: 'structured',
    kratix: 'none',
  });
  const { kubectl } = platform;
  let backend: SkeBackend;
  const started: SkeBackend[] = [];

  beforeAll(async () => {
    const { oidcProvider, paths } = platform.current.endpoints;
    // Trusts the platform's CA, as NODE_EXTRA_CA_CERTS would in a new process.
    setDefaultCACertificates([
      ...trusted,
      readFileSync(oidcProvider.caFile, 'utf8'),
    ]);
    trustAudience(paths.stateDir, 'no-token-has-this-audience');
    await kubectl(['create', 'namespace', 'ske']);
    await kubectl(['create', 'namespace', NAMESPACE]);
    await kubectl(['apply', '-f', '-'], rbac);
    await bind('admins', 'cluster-admin', 'oidc:kube-admin');
    await bind('developers', 'view', 'oidc:kube-dev');
    writeFileSync(
      tokenFile,
      (await kubectl(['create', 'token', 'portal', '--namespace=ske'])).trim(),
    );
    backend = await start();
  });

  afterAll(async () => {
    setDefaultCACertificates(trusted);
    await Promise.all(started.map(each => each.stop()));
    rmSync(folder, { recursive: true });
  });

  async function bind(
    name: string,
    role: string,
    group: string,
  ): Promise<void> {
    await kubectl([
      'create',
      'clusterrolebinding',
      name,
      `--clusterrole=${role}`,
      `--group=${group}`,
    ]);
  }

  async function start(more: object = {}): Promise<SkeBackend> {
    const { apiServer, oidcProvider } = platform.current.endpoints;
    const { metadataUrl, portalClient } = oidcProvider;
    const one = await startSkeBackend({
      config: {
        ...platformConfig({
          url: apiServer.url,
          caFile: apiServer.caFile,
          oidcTokenProvider: 'idp',
          impersonation: {
            ...impersonation,
            serviceAccountTokenFile: tokenFile,
            ...more,
          },
        }),
        auth: {
          providers: { idp: { development: { metadataUrl, ...portalClient } } },
        },
      },
    });
    started.push(one);
    return one;
  }

  const signedIn = (username: string, tok: string, one = backend) =>
    one.userTokens.sign({
      userEntityRef: `user:default/${username}`,
      claims: { tok },
    });

  const tokenOf = (
    username: string,
    claims: Record<string, unknown> = {},
    defect: Parameters<typeof signForeignToken>[0]['defect'] = 'none',
  ) =>
    signForeignToken({
      endpoints: platform.current.endpoints,
      username,
      defect,
      claims,
    });

  const create = (
    token: string,
    name: string,
    options: { one?: SkeBackend; headers?: Record<string, string> } = {},
  ) =>
    (options.one ?? backend).request({
      method: 'POST',
      path: '/api/ske/configure-resource',
      token,
      headers: options.headers,
      body: {
        manifest: JSON.stringify({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name, namespace: NAMESPACE },
          data: { a: '1' },
        }),
      },
    });

  const sentFor = async (name: string) =>
    (await platform.current.readAuditLog()).filter(
      ({ objectRef }) =>
        objectRef?.namespace === NAMESPACE && objectRef.name === name,
    );

  /** The requests that the portal has sent so far. */
  const countSent = async () =>
    (await platform.current.readAuditLog()).filter(
      ({ userAgent }) => userAgent === 'kratix-portal',
    ).length;

  it('gives each user their own rights, and the audit log names account and user', async () => {
    const [admin, dev] = await Promise.all(
      ['user-admin', 'user-dev'].map(async username =>
        signedIn(username, await platform.current.accessToken(username)),
      ),
    );

    expect((await create(admin, 'settings')).status).toBe(200);
    const refused = await create(dev, 'others');
    expect(refused.body.error).toMatchObject({ code: 'forbidden' });
    expect(refused.body.error.message).toContain('oidc:user-dev@example.com');

    for (const [name, username, group] of [
      ['settings', 'user-admin', 'kube-admin'],
      ['others', 'user-dev', 'kube-dev'],
    ]) {
      const events = await sentFor(name);
      expect(events.length).toBeGreaterThan(0);
      for (const { user, impersonatedUser } of events) {
        expect(user.username).toBe(ACCOUNT);
        expect(impersonatedUser).toMatchObject({
          username: `oidc:${username}@example.com`,
          groups: expect.arrayContaining([`oidc:${group}`]),
        });
      }
    }
  });

  it('S6: names the user on the cluster in the portal’s audit', async () => {
    const token = await signedIn('user-dev', await tokenOf('user-dev'));

    const { body } = await backend.request({ path: '/api/ske/whoami', token });

    expect(JSON.stringify(body)).toContain('oidc:user-dev@example.com');
    expect(JSON.stringify(body)).not.toContain(ACCOUNT);
  });

  it.each([
    ['of another key', 'another-key', 'identity-rejected'],
    ['for another audience', 'wrong-audience', 'identity-rejected'],
    ['of another issuer', 'wrong-issuer', 'identity-rejected'],
    ['that has expired', 'expired', 'session-ended'],
  ] as const)(
    'rejects a token %s before the cluster is called',
    async (_, defect, code) => {
      const token = await signedIn(
        'user-admin',
        await tokenOf('user-admin', {}, defect),
      );
      const before = await countSent();

      const { status, body } = await create(token, 'never');

      expect({ status, code: body.error.code }).toEqual({ status: 401, code });
      expect(await countSent()).toBe(before);
    },
  );

  it.each<[string, Record<string, unknown>]>([
    ['the group system:masters', { groups: ['kube-admin', 'system:masters'] }],
    ['the group system:masters after a space', { groups: [' system:masters'] }],
    ['a system user', { email: 'system:admin' }],
    [
      'a line break in the name',
      { email: 'jane\r\nImpersonate-Group: system:masters' },
    ],
  ])(
    'rejects a token with %s before the cluster is called, also without prefixes',
    async (_, claims) => {
      const one = await start({ usernamePrefix: '-', groupsPrefix: '-' });
      const token = await signedIn(
        'user-admin',
        await tokenOf('user-admin', claims),
        one,
      );
      const before = await countSent();

      const { status, body } = await create(token, 'never', { one });

      expect(status).toBe(401);
      expect(body.error.code).toBe('identity-rejected');
      expect(await countSent()).toBe(before);
    },
  );

  it('refuses a user who is in a group that the account may not impersonate', async () => {
    const token = await signedIn(
      'user-admin',
      await tokenOf('user-admin', { groups: ['kube-admin', 'strangers'] }),
    );

    const { status, body } = await create(token, 'never');

    expect(status).toBe(401);
    expect(body.error).toMatchObject({ code: 'identity-rejected' });
    expect(body.error.message).toContain('may not impersonate');
    expect(body.error.detail).toContain('oidc:strangers');
  });

  it('sends a group of another alphabet unchanged', async () => {
    await kubectl([
      'create',
      'clusterrole',
      'of-another-alphabet',
      '--verb=impersonate',
      '--resource=groups',
      '--resource-name=oidc:größe-開発',
    ]);
    await kubectl([
      'create',
      'clusterrolebinding',
      'of-another-alphabet',
      '--clusterrole=of-another-alphabet',
      '--serviceaccount=ske:portal',
    ]);
    await bind('alphabet', 'cluster-admin', 'oidc:größe-開発');
    const token = await signedIn(
      'user-dev',
      await tokenOf('user-dev', { groups: ['größe-開発'] }),
    );

    expect((await create(token, 'alphabet')).status).toBe(200);

    const [{ impersonatedUser }] = await sentFor('alphabet');
    expect(impersonatedUser?.groups).toContain('oidc:größe-開発');
  });

  it('rejects impersonation headers of a caller', async () => {
    const token = await signedIn('user-dev', await tokenOf('user-dev'));
    const before = await countSent();

    const { status, body } = await create(token, 'never', {
      headers: { 'impersonate-group': 'system:masters' },
    });

    expect(status).toBe(400);
    expect(body.error.code).toBe('invalid-input');
    expect(await countSent()).toBe(before);
  });

  it('the diagnosis passes for a token that the portal itself verifies', async () => {
    const { body } = await backend.request({
      path: '/api/ske/diagnosis',
      token: await signedIn('user-admin', await tokenOf('user-admin')),
    });

    const seenBy = (id: string) =>
      body.checks.find((check: { id: string }) => check.id === id);
    expect(seenBy('configuration').seen).toContain('an account of the cluster');
    expect(seenBy('token-audience').status).toBe('passed');
    expect(seenBy('identity').seen).toContain('oidc:user-admin@example.com');
    expect(seenBy('groups').seen).toContain('oidc:kube-admin');
  });

  it('reports an account that the API server does not accept', async () => {
    const one = await start({
      serviceAccountTokenFile: undefined,
      serviceAccountToken: 'of-no-account',
    });
    const token = await signedIn('user-dev', await tokenOf('user-dev'), one);

    const { status, body } = await create(token, 'never', { one });

    expect(status).toBe(401);
    expect(body.error.message).toContain(
      'the account of the portal that acts for you',
    );
  });

  it('S7: has no token of a user or of the account in logs and audit events', () => {
    const traces = started
      .flatMap(each => [...each.logs, JSON.stringify(each.auditEvents)])
      .join('\n');

    expect(traces).toContain('oidc:user-admin@example.com');
    expect(traces).not.toMatch(/\beyJ[\w-]{8,}\.[\w-]+/);
  });
});
