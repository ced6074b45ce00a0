import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import type {
  DiagnosisCode,
  DiagnosisReport,
} from '@kratix-portal/plugin-ske-common';
import {
  type Platform,
  signForeignToken,
  useTestPlatform,
} from '@kratix-portal/test-cluster';
import { ConnectProxy } from '../platform/client/__testUtils__/ConnectProxy';
import { diagnose } from './diagnose';

jest.setTimeout(120_000);

/*
 * Each case is a mistake that people make, on a real API server with a real OIDC provider: a changed key of app-config, or a token that the
 * provider signed with its own key and in which one claim differs. Each has its own answer.
 */
const platform = useTestPlatform();
/** Its API server puts `oidc:` before users and groups, and it has no Kratix. */
const prefixed = useTestPlatform({
  kratix: 'none',
  apiServerFlags: [
    '--oidc-username-prefix=oidc:',
    '--oidc-groups-prefix=oidc:',
  ],
});

interface Situation {
  /** Keys of the cluster. */
  cluster?: JsonObject;
  /** Keys of the provider. */
  provider?: JsonObject;
  /** The id under auth.providers. */
  providerId?: string;
  /** The content of ske.diagnosis; by default, the flags of the API server. */
  diagnosis?: JsonObject;
  platformName?: string;
  /** Claims that differ. */
  claims?: Record<string, unknown>;
  defect?: Parameters<typeof signForeignToken>[0]['defect'];
  user?: string;
  token?: string;
  /** The doctor gets no token. */
  withoutToken?: boolean;
  withoutIssuerCa?: boolean;
  on?: { current: Platform };
}

function flags({ oidcProvider }: Platform['endpoints']): JsonObject {
  return {
    apiServer: {
      oidcIssuerUrl: oidcProvider.issuer,
      oidcClientId: oidcProvider.audience,
      oidcUsernameClaim: 'email',
      oidcGroupsClaim: 'groups',
    },
  };
}

async function diagnoseSituation(
  situation: Situation,
): Promise<DiagnosisReport> {
  const { endpoints } = (situation.on ?? platform).current;
  const { apiServer, oidcProvider } = endpoints;
  const config = new ConfigReader({
    ske: {
      kubernetes: { platformName: situation.platformName ?? 'kratix' },
      diagnosis: situation.diagnosis ?? flags(endpoints),
    },
    auth: {
      providers: {
        [situation.providerId ?? 'keycloak']: {
          development: {
            clientId: oidcProvider.portalClient.clientId,
            clientSecret: oidcProvider.portalClient.clientSecret,
            metadataUrl: oidcProvider.metadataUrl,
            ...situation.provider,
          },
        },
      },
    },
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'kratix',
              url: apiServer.url,
              caFile: apiServer.caFile,
              authProvider: 'oidc',
              oidcTokenProvider: 'keycloak',
              ...situation.cluster,
            },
          ],
        },
      ],
    },
  });
  const token =
    situation.token ??
    (await signForeignToken({
      endpoints,
      username: situation.user ?? 'user-admin',
      defect: situation.defect ?? 'none',
      claims: situation.claims,
    }));
  const report = await diagnose(config, {
    ...(!situation.withoutToken && { token }),
    ...(!situation.withoutIssuerCa && {
      issuerCa: [platform, prefixed]
        .map(({ current }) =>
          readFileSync(current.endpoints.oidcProvider.caFile, 'utf8'),
        )
        .join('\n'),
    }),
  });
  // S7: no part of the token, and not the secret of the client, is in the report.
  const text = JSON.stringify(report);
  expect(text).not.toContain(token.split('.')[1] ?? token);
  expect(text).not.toContain(oidcProvider.portalClient.clientSecret);
  return report;
}

/** An account that the API server does not know. */
function impersonation(more: JsonObject = {}): JsonObject {
  return {
    impersonation: {
      serviceAccountToken: 'of-no-account',
      audience: 'kube',
      usernameClaim: 'email',
      groupsClaim: 'groups',
      ...more,
    },
  };
}

/** The answer of a report: the code, and the check that gives it. */
function answerOf({ code, checks }: DiagnosisReport): string {
  const check = checks.find(({ status }) => status === 'failed');
  return `${check?.id}: ${code}`;
}

function jwtWith(header: object, claims: object): string {
  const encode = (part: object) =>
    Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encode(header)}.${encode(claims)}.c2lnbmF0dXJl`;
}

describe('the diagnosis of a broken set-up', () => {
  const servers: Server[] = [];
  let proxy: ConnectProxy;

  beforeAll(async () => {
    proxy = await ConnectProxy.start();
  });
  afterAll(async () => {
    await proxy.stop();
    for (const server of servers) {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    }
  });

  async function listen(server: Server, host = '127.0.0.1'): Promise<number> {
    servers.push(server);
    await new Promise<void>(resolve => server.listen(0, host, resolve));
    return (server.address() as AddressInfo).port;
  }

  /** A provider on this machine whose documents are given. */
  async function fakeProvider(
    documents: (url: string) => Record<string, string | object>,
  ): Promise<string> {
    let url = '';
    const handler: RequestListener = (request, response) => {
      const document = documents(url)[request.url ?? ''];
      response.end(
        typeof document === 'string' ? document : JSON.stringify(document),
      );
    };
    url = `http://127.0.0.1:${await listen(createServer(handler))}`;
    return `${url}/.well-known/openid-configuration`;
  }

  const discoveryOf = (document: (url: string) => object) =>
    fakeProvider(url => ({
      '/.well-known/openid-configuration': document(url),
      '/keys': { keys: [] },
    }));

  /** An https server with the certificate of the API server. */
  async function tlsServer(
    handler: RequestListener,
    host: string,
  ): Promise<number> {
    const certs = join(platform.current.endpoints.paths.stateDir, 'certs');
    const server = createTlsServer(
      {
        cert: readFileSync(join(certs, 'kube-apiserver.crt')),
        key: readFileSync(join(certs, 'kube-apiserver.key')),
      },
      handler,
    );
    return listen(server as unknown as Server, host);
  }

  const closedPort = 'https://127.0.0.1:1';

  const cases: Array<[string, string, () => Situation | Promise<Situation>]> = [
    // app-config
    [
      'a platformName that no cluster has',
      'configuration: config-invalid',
      () => ({ platformName: 'kratx' }),
    ],
    [
      'a provider that is not configured',
      'configuration: provider-not-configured',
      () => ({ providerId: 'okta' }),
    ],
    [
      'a provider id in another case',
      'configuration: provider-not-configured',
      () => ({ providerId: 'Keycloak' }),
    ],
    [
      'a client secret whose environment variable is empty',
      'configuration: provider-incomplete',
      () => ({ provider: { clientSecret: '' } }),
    ],
    [
      'an http issuer',
      'configuration: provider-insecure',
      () => ({
        provider: {
          metadataUrl:
            'http://idp.example.com/.well-known/openid-configuration',
        },
      }),
    ],
    [
      'an unreadable AuthenticationConfiguration',
      'configuration: expectations-unreadable',
      () => ({ diagnosis: { authenticationConfigFile: '/not/there.yaml' } }),
    ],
    // The way to the cluster
    [
      'a proxy that does not run',
      'proxy: proxy-unreachable',
      () => ({ cluster: { proxyUrl: 'http://127.0.0.1:1' } }),
    ],
    [
      'a proxy that requires a password',
      'proxy: proxy-needs-credentials',
      () => {
        proxy.refuseWith = 407;
        return { cluster: { proxyUrl: `http://${proxy.host}` } };
      },
    ],
    [
      'a proxy that does not allow CONNECT',
      'proxy: proxy-refuses',
      () => {
        proxy.refuseWith = 403;
        return { cluster: { proxyUrl: `http://${proxy.host}` } };
      },
    ],
    [
      'a cluster whose name does not resolve',
      'cluster: cluster-name-unknown',
      () => ({ cluster: { url: 'https://kubernetes.invalid:6443' } }),
    ],
    [
      'a cluster on a wrong port',
      'cluster: cluster-refuses-connection',
      () => ({ cluster: { url: closedPort } }),
    ],
    [
      'a cluster whose authority is not trusted',
      'tls: cluster-untrusted',
      () => ({ cluster: { caFile: undefined } }),
    ],
    [
      'a cluster under a name that its certificate does not have',
      'tls: cluster-certificate-wrong-name',
      async () => ({
        cluster: {
          url: `https://127.0.0.2:${await tlsServer(() => undefined, '127.0.0.2')}`,
        },
      }),
    ],
    [
      'the port of an http server',
      'tls: cluster-not-tls',
      async () => ({
        cluster: {
          url: `https://127.0.0.1:${await listen(createServer())}`,
        },
      }),
    ],
    // The OIDC provider
    [
      'a provider that is down',
      'issuer: issuer-unreachable',
      () => ({
        provider: { metadataUrl: `${closedPort}/x` },
        withoutToken: true,
      }),
    ],
    [
      'a provider whose authority is not trusted',
      'issuer: issuer-untrusted',
      () => ({ withoutIssuerCa: true, withoutToken: true }),
    ],
    [
      'a wrong path of the discovery document',
      'issuer: issuer-not-found',
      () => ({
        provider: {
          metadataUrl: `${platform.current.endpoints.oidcProvider.issuer}/realms/x/.well-known/openid-configuration`,
        },
        withoutToken: true,
      }),
    ],
    [
      'a login page in place of the discovery document',
      'issuer: issuer-invalid',
      async () => ({
        provider: {
          metadataUrl: await fakeProvider(() => ({
            '/.well-known/openid-configuration': '<html>Log in</html>',
          })),
        },
        withoutToken: true,
      }),
    ],
    [
      'a provider that calls itself by another name',
      'issuer: issuer-differs',
      async () => ({
        provider: {
          metadataUrl: await discoveryOf(url => ({
            issuer: 'https://internal.example.com',
            jwks_uri: `${url}/keys`,
          })),
        },
        withoutToken: true,
      }),
    ],
    [
      'a provider behind a proxy that calls itself http',
      'issuer: issuer-not-https',
      async () => ({
        provider: {
          metadataUrl: await discoveryOf(url => ({
            issuer: url,
            jwks_uri: `${url}/keys`,
          })),
        },
        withoutToken: true,
      }),
    ],
    [
      'a wrong client id',
      'client: client-rejected',
      () => ({ provider: { clientId: 'portl' }, withoutToken: true }),
    ],
    [
      'a wrong client secret',
      'client: client-rejected',
      () => ({ provider: { clientSecret: 'old' }, withoutToken: true }),
    ],
    // The token
    [
      'a tok claim with spaces',
      'token: token-malformed',
      () => ({ token: 'two words' }),
    ],
    [
      'a Backstage token in the tok claim',
      'token: token-is-backstage',
      () => ({
        token: jwtWith(
          { alg: 'ES256', typ: 'vnd.backstage.user' },
          { sub: 'user:default/jane' },
        ),
      }),
    ],
    ['an expired token', 'token: token-expired', () => ({ defect: 'expired' })],
    [
      'an opaque token',
      'token-kind: token-opaque',
      () => ({ token: 'WfSEzqXs0cOHvpBYtQs3J4nKGRRzHpHz' }),
    ],
    [
      'an encrypted token',
      'token-kind: token-encrypted',
      () => ({ token: 'eyJhbGciOiJkaXIifQ.encrypted-key.iv.text.tag' }),
    ],
    [
      'an ID token where the access token is expected',
      'token-kind: token-is-id-token',
      () => ({ claims: { aud: 'portal', nonce: 'n' } }),
    ],
    [
      'an access token where the ID token is expected',
      'token-kind: token-is-access-token',
      () => ({
        provider: { tokenKind: 'id' },
        claims: { aud: 'account', scope: 'openid' },
      }),
    ],
    [
      'a token of another issuer',
      'token-issuer: token-issuer-differs',
      () => ({ defect: 'wrong-issuer' }),
    ],
    [
      'an issuer with a slash at its end',
      'token-issuer: token-issuer-trailing-slash',
      () => ({
        claims: { iss: `${platform.current.endpoints.oidcProvider.issuer}/` },
      }),
    ],
    [
      'a token with an http issuer',
      'token-issuer: token-issuer-not-https',
      () => ({
        claims: {
          iss: platform.current.endpoints.oidcProvider.issuer.replace(
            'https:',
            'http:',
          ),
        },
      }),
    ],
    [
      'two issuers: the API server trusts another one than the portal',
      'token-issuer: token-issuer-not-trusted',
      async () => {
        const { endpoints } = prefixed.current;
        return {
          provider: {
            metadataUrl: endpoints.oidcProvider.metadataUrl,
            ...endpoints.oidcProvider.portalClient,
          },
          token: await signForeignToken({
            endpoints,
            username: 'user-admin',
            defect: 'none',
          }),
        };
      },
    ],
    [
      'a token without an expiry',
      'token-times: token-without-expiry',
      () => ({ claims: { exp: undefined } }),
    ],
    [
      'a token that is not valid yet',
      'token-times: token-not-yet-valid',
      () => ({ claims: { nbf: Math.floor(Date.now() / 1000) + 3600 } }),
    ],
    [
      'a token that is signed with a shared secret',
      'token-signature: token-algorithm',
      () => ({
        token: jwtWith(
          { alg: 'HS256' },
          {
            iss: platform.current.endpoints.oidcProvider.issuer,
            exp: Math.floor(Date.now() / 1000) + 300,
          },
        ),
      }),
    ],
    [
      'a token that a retired key has signed',
      'token-signature: token-key-unknown',
      () => ({
        token: jwtWith(
          { alg: 'RS256', kid: 'retired' },
          {
            iss: platform.current.endpoints.oidcProvider.issuer,
            exp: Math.floor(Date.now() / 1000) + 300,
          },
        ),
      }),
    ],
    [
      'a token of another installation of the provider',
      'token-signature: token-signature-invalid',
      () => ({ defect: 'another-key' }),
    ],
    [
      'no audience',
      'token-audience: token-audience-missing',
      () => ({ claims: { aud: undefined } }),
    ],
    [
      'the audience of another service',
      'token-audience: token-audience-wrong',
      () => ({ defect: 'wrong-audience' }),
    ],
    [
      'no audience mapper, and nothing is known about the API server',
      'token-audience: token-audience-wrong',
      () => ({ diagnosis: {}, claims: { aud: 'account' } }),
    ],
    // The step between the sign-in and the cluster
    [
      'a provider that does not exchange tokens',
      'exchange: exchange-refused',
      () => ({ cluster: { tokenExchange: { audience: 'kube-b' } } }),
    ],
    [
      'a client of the exchange that the provider does not know',
      'exchange: exchange-unavailable',
      () => ({
        cluster: {
          tokenExchange: {
            audience: 'kube-b',
            clientId: 'exchangr',
            clientSecret: 'secret',
          },
        },
      }),
    ],
    [
      'a mistyped key of the exchange',
      'configuration: config-invalid',
      () => ({ cluster: { tokenExchange: { audence: 'kube-b' } } }),
    ],
    [
      'an impersonation for another audience',
      'token-audience: token-audience-wrong',
      () => ({ cluster: impersonation({ audience: 'other' }) }),
    ],
    [
      'an impersonation with an expired token',
      'token: token-expired',
      () => ({ cluster: impersonation(), defect: 'expired' }),
    ],
    [
      'an impersonation for a forged token',
      'token-signature: token-signature-invalid',
      () => ({ cluster: impersonation(), defect: 'another-key' }),
    ],
    [
      'an impersonation with a claim that the token lacks',
      'username: username-claim-missing',
      () => ({ cluster: impersonation({ usernameClaim: 'upn' }) }),
    ],
    [
      'an impersonation for system:masters',
      'identity: impersonation-refused',
      () => ({
        cluster: impersonation(),
        claims: { groups: ['system:masters'] },
      }),
    ],
    [
      'an impersonation whose account the API server does not accept',
      'identity: impersonation-refused',
      () => ({ cluster: impersonation() }),
    ],
    // The user
    [
      'no claim for the user name',
      'username: username-claim-missing',
      () => ({ claims: { email: undefined } }),
    ],
    [
      'a user name that is a number',
      'username: username-claim-not-text',
      () => ({ claims: { email: 5 } }),
    ],
    [
      'an e-mail address that is not verified',
      'username: email-not-verified',
      () => ({ claims: { email_verified: false } }),
    ],
    [
      'an e-mail address that is not verified, and nothing is known about the API server',
      'username: email-not-verified',
      () => ({ diagnosis: {}, claims: { email_verified: false } }),
    ],
    [
      'an API server that rejects a sound token',
      'identity: rejected-by-api-server',
      () => ({ diagnosis: {}, defect: 'wrong-audience' }),
    ],
    [
      'a dashboard in place of the API server',
      'identity: not-an-api-server',
      async () => ({
        cluster: {
          url: `https://127.0.0.1:${await tlsServer((_, response) => response.end('<html></html>'), '127.0.0.1')}`,
        },
      }),
    ],
    [
      'groups that are an object',
      'identity: groups-claim-not-list',
      () => ({ claims: { groups: { admin: true } } }),
    ],
    // The rights
    [
      'no scope or mapper for groups',
      'permissions: groups-claim-missing',
      () => ({ claims: { groups: undefined } }),
    ],
    [
      'groups in a nested claim',
      'permissions: groups-elsewhere',
      () => ({
        claims: { groups: undefined, realm_access: { roles: ['kube-admin'] } },
      }),
    ],
    [
      'groups in a claim that a URL names',
      'permissions: groups-elsewhere',
      () => ({
        provider: { groupsClaim: 'https://example.com/roles' },
        claims: {
          groups: undefined,
          'https://example.com/roles': ['kube-admin'],
        },
      }),
    ],
    [
      'groups in a nested claim that groupsClaim names',
      'permissions: groups-elsewhere',
      () => ({
        provider: { groupsClaim: 'resource_access.kube.roles' },
        claims: {
          groups: undefined,
          resource_access: { kube: { roles: ['kube-admin'] } },
        },
      }),
    ],
    [
      'a claim of groupsClaim that is not a list, and nothing is known about the API server',
      'permissions: groups-claim-not-list',
      () => ({
        diagnosis: {},
        provider: { groupsClaim: 'https://example.com/roles' },
        claims: { groups: undefined, 'https://example.com/roles': { a: true } },
      }),
    ],
    [
      'too many groups for a token',
      'identity: groups-overage',
      () => ({
        claims: { groups: undefined, _claim_names: { groups: 'src1' } },
      }),
    ],
    [
      'a group without a binding',
      'permissions: group-without-binding',
      () => ({ claims: { groups: ['strangers'] } }),
    ],
    [
      'a prefix that the bindings lack',
      'permissions: prefix-without-binding',
      () => ({ on: prefixed, diagnosis: {} }),
    ],
    [
      'rights for other kinds only',
      'permissions: promises-hidden',
      async () => {
        const { code } = await platform.current.kubectl([
          'create',
          'rolebinding',
          'diagnosis-viewers',
          '--clusterrole=view',
          '--group=diagnosis-viewers',
          '--namespace=default',
        ]);
        expect(code).toBe(0);
        return { claims: { groups: ['diagnosis-viewers'] } };
      },
    ],
    [
      'a cluster without Kratix',
      'permissions: kratix-not-installed',
      async () => {
        const { code } = await prefixed.current.kubectl([
          'create',
          'clusterrolebinding',
          'diagnosis-admins',
          '--clusterrole=cluster-admin',
          '--group=oidc:only-here',
        ]);
        expect(code).toBe(0);
        return {
          on: prefixed,
          diagnosis: {},
          claims: { groups: ['only-here'] },
        };
      },
    ],
  ];

  it.each(cases)('%s: %s', async (_, answer, situation) => {
    const report = await diagnoseSituation(await situation());
    expect(answerOf(report)).toBe(answer);
    const check = report.checks.find(({ status }) => status === 'failed');
    expect(check).toMatchObject({
      seen: expect.stringMatching(/\w+/),
      expected: expect.stringMatching(/\w+/),
      remedy: expect.arrayContaining([expect.stringMatching(/\w+/)]),
    });
    const after = report.checks.slice(report.checks.indexOf(check!) + 1);
    expect(after.every(({ status }) => status === 'skipped')).toBe(true);
  });

  it('distinguishes at least forty reasons', () => {
    const codes = new Set(cases.map(([, answer]) => answer));
    expect(codes.size).toBeGreaterThanOrEqual(40);
  });

  it.each<[string, DiagnosisCode, Situation]>([
    [
      'TLS that is not verified',
      'tls-not-verified',
      { cluster: { caFile: undefined, skipTLSVerify: true } },
    ],
    [
      'a provider that only the API server can reach',
      'issuer-unreachable',
      { provider: { metadataUrl: `${closedPort}/x` } },
    ],
    [
      'a clock that is an hour ahead at the provider',
      'clock-differs',
      { claims: { iat: Math.floor(Date.now() / 1000) + 3600 } },
    ],
    [
      'a user who may list but not create',
      'promise-not-allowed',
      { user: 'user-dev' },
    ],
    [
      'what ske.diagnosis says is out of date',
      'username-differs',
      { on: prefixed },
    ],
  ])('warns about %s: %s', async (_, code, situation) => {
    const report = await diagnoseSituation(situation);
    expect(report.checks).toContainEqual(
      expect.objectContaining({ status: 'warning', code }),
    );
  });

  it('passes for a user who may do everything', async () => {
    const report = await diagnoseSituation({});
    expect(report).toMatchObject({ outcome: 'passed', cluster: 'kratix' });
    expect(report.checks.map(({ status }) => status)).not.toContain('failed');
  });

  it('names the keys of the portal in place of flags where an account acts for users', async () => {
    const { checks } = await diagnoseSituation({
      cluster: impersonation({ audience: 'other' }),
    });
    const check = checks.find(({ status }) => status === 'failed');
    expect(check?.expected).toContain('impersonation names');
    expect(JSON.stringify(check?.remedy)).not.toContain('--oidc-');
  });

  it.each([
    [
      'https://example.com/roles',
      { 'https://example.com/roles': ['kube-admin'] },
      'Set --oidc-groups-claim=https://example.com/roles',
    ],
    [
      'resource_access.kube.roles',
      { resource_access: { kube: { roles: ['kube-admin'] } } },
      '"claims.resource_access.kube.roles"',
    ],
  ])(
    'names the groupsClaim %s in its remedy',
    async (groupsClaim, claims, remedy) => {
      for (const diagnosis of [undefined, {}]) {
        const { checks } = await diagnoseSituation({
          ...(diagnosis && { diagnosis }),
          provider: { groupsClaim },
          claims: { groups: undefined, ...claims },
        });
        const check = checks.find(({ id }) => id === 'groups');
        expect(check?.remedy?.[0]).toContain(remedy);
      }
    },
  );

  it('names the mapper of Keycloak', async () => {
    const { checks } = await diagnoseSituation({ claims: { aud: 'account' } });
    const check = checks.find(({ status }) => status === 'failed');
    expect(check?.remedy?.[0]).toContain('a mapper of type Audience');
  });
});
