import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { SkeConfigError } from './ConfigProblems';
import { readSkeConfig } from './readSkeConfig';

const PATH = 'kubernetes.clusterLocatorMethods[0].clusters[0]';
const section = {
  metadataUrl: 'https://idp.example.com/.well-known/openid-configuration',
  clientId: 'portal',
  clientSecret: 'secret-of-the-portal',
};

function read(
  cluster: JsonObject,
  { provider = section }: { provider?: JsonObject } = {},
) {
  return readSkeConfig(
    new ConfigReader({
      ske: { kubernetes: { platformName: 'kratix' } },
      auth: {
        environment: 'production',
        providers: { keycloak: { production: provider } },
      },
      kubernetes: {
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [
              {
                name: 'kratix',
                url: 'https://cluster.example.com',
                authProvider: 'oidc',
                oidcTokenProvider: 'keycloak',
                ...cluster,
              },
            ],
          },
        ],
      },
    }),
  );
}

function problemOf(...args: Parameters<typeof read>): string {
  try {
    read(...args);
  } catch (error) {
    const { problems } = error as SkeConfigError;
    expect(problems).toHaveLength(1);
    return problems[0];
  }
  throw new Error('the configuration was accepted');
}

describe('furtherTokenProviders', () => {
  it('names the other providers whose tokens the cluster accepts', () => {
    const { identity } = read({
      furtherTokenProviders: ['partner', 'partner'],
    }).platform;
    expect(identity).toMatchObject({
      oidcTokenProvider: 'keycloak',
      furtherTokenProviders: ['partner'],
    });
  });

  it.each(['tokenExchange', 'impersonation'])(
    'cannot be combined with %s, which is for the tokens of one provider',
    step => {
      expect(() =>
        read({ furtherTokenProviders: ['partner'], [step]: { audience: 'b' } }),
      ).toThrow(`furtherTokenProviders and ${step} are both set`);
    },
  );

  it('must be a list of texts', () => {
    expect(problemOf({ furtherTokenProviders: 'partner' })).toContain(
      `${PATH}.furtherTokenProviders`,
    );
  });
});

describe('tokenExchange', () => {
  const exchangeOf = (...args: Parameters<typeof read>) => {
    const { identity } = read(...args).platform;
    return identity.mode === 'user' ? identity.tokenExchange : undefined;
  };

  it('is off by default', () => {
    expect(exchangeOf({})).toBeUndefined();
  });

  it('uses the client of the sign-in provider', () => {
    expect(exchangeOf({ tokenExchange: { audience: 'kube-b' } })).toEqual({
      path: `${PATH}.tokenExchange`,
      providerId: 'keycloak',
      metadataUrl: section.metadataUrl,
      client: {
        id: 'portal',
        secret: 'secret-of-the-portal',
        authMethod: 'client_secret_basic',
      },
      target: { audience: 'kube-b' },
      subjectTokenType: 'urn:ietf:params:oauth:token-type:access_token',
      requestedTokenType: 'urn:ietf:params:oauth:token-type:access_token',
    });
  });

  it('requests a JWT for an access token from the Pinniped Supervisor, which exchanges nothing else', () => {
    expect(
      exchangeOf(
        { tokenKind: 'access', tokenExchange: { audience: 'kube-b' } },
        { provider: { ...section, preset: 'pinniped' } },
      ),
    ).toMatchObject({
      subjectTokenType: 'urn:ietf:params:oauth:token-type:access_token',
      requestedTokenType: 'urn:ietf:params:oauth:token-type:jwt',
    });
  });

  it.each<[string, JsonObject, JsonObject, RegExp]>([
    ['the ID token by default', {}, {}, /tokenKind must be "access"/],
    [
      'the ID token as an access token',
      {},
      { subjectTokenType: 'access_token' },
      /tokenKind must be "access"/,
    ],
    [
      'an access token as another type',
      { tokenKind: 'access' },
      { subjectTokenType: 'jwt' },
      /\.tokenExchange\.subjectTokenType must be "access_token", because/,
    ],
    [
      'a request for an access token',
      { tokenKind: 'access' },
      { requestedTokenType: 'access_token' },
      /\.tokenExchange\.requestedTokenType must be "jwt", because/,
    ],
  ])(
    'does not send the Pinniped Supervisor %s',
    (_, cluster, tokenExchange, message) => {
      expect(() =>
        exchangeOf(
          {
            ...cluster,
            tokenExchange: { audience: 'kube-b', ...tokenExchange },
          },
          { provider: { ...section, preset: 'pinniped' } },
        ),
      ).toThrow(message);
    },
  );

  it('uses a client of its own, and the authentication method of the provider', () => {
    expect(
      exchangeOf(
        {
          tokenExchange: {
            resource: 'urn:b',
            scope: 'openid',
            clientId: 'exchanger',
            clientSecret: 'its-secret',
            subjectTokenType: 'jwt',
            requestedTokenType: 'id_token',
          },
        },
        {
          provider: {
            ...section,
            tokenEndpointAuthMethod: 'client_secret_post',
          },
        },
      ),
    ).toMatchObject({
      client: {
        id: 'exchanger',
        secret: 'its-secret',
        authMethod: 'client_secret_post',
      },
      target: { resource: 'urn:b', scope: 'openid' },
      subjectTokenType: 'urn:ietf:params:oauth:token-type:jwt',
      requestedTokenType: 'urn:ietf:params:oauth:token-type:id_token',
    });
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['the cluster', { tokenKind: 'id' }, {}],
    ['the provider', {}, { tokenKind: 'id' }],
    ['the preset of the provider', {}, { preset: 'google' }],
  ])(
    'declares the token of the user as an ID token if %s sends ID tokens',
    (_, cluster, more) => {
      expect(
        exchangeOf(
          { ...cluster, tokenExchange: { audience: 'kube-b' } },
          { provider: { ...section, ...more } },
        )?.subjectTokenType,
      ).toBe('urn:ietf:params:oauth:token-type:id_token');
    },
  );

  it.each<[string, JsonObject, string]>([
    ['no target', {}, 'tokenExchange.audience is missing'],
    [
      'a mistyped key',
      { audience: 'b', scopes: 'x' },
      'tokenExchange.scopes is not a key',
    ],
    ['a list', { audience: ['b'] }, 'tokenExchange.audience'],
    [
      'an unknown type',
      { audience: 'b', subjectTokenType: 'saml2' },
      'subjectTokenType is "saml2"',
    ],
    [
      'an unknown requested type',
      { audience: 'b', requestedTokenType: 'saml2' },
      'requestedTokenType is "saml2"',
    ],
    [
      'a client without a secret',
      { audience: 'b', clientId: 'x' },
      'tokenExchange.clientSecret is missing',
    ],
    [
      'a secret without a client',
      { audience: 'b', clientSecret: 'x' },
      'tokenExchange.clientId is missing',
    ],
    [
      'an empty secret',
      { audience: 'b', clientId: 'x', clientSecret: '' },
      'clientSecret',
    ],
    [
      'an unknown provider',
      { audience: 'b', provider: 'okta' },
      'auth.providers.okta.production.metadataUrl is missing',
    ],
  ])('stops the start with %s', (_, tokenExchange, problem) => {
    expect(problemOf({ tokenExchange })).toContain(problem);
  });

  it.each<[string, JsonObject, string]>([
    [
      'http',
      { ...section, metadataUrl: 'http://idp.example.com/x' },
      'is not an https URL',
    ],
    [
      'no client',
      { metadataUrl: section.metadataUrl },
      'tokenExchange.clientId is missing',
    ],
    [
      'a private key as its credential',
      { ...section, tokenEndpointAuthMethod: 'private_key_jwt' },
      'does not support',
    ],
  ])('stops the start when the provider has %s', (_, provider, problem) => {
    expect(
      problemOf({ tokenExchange: { audience: 'b' } }, { provider }),
    ).toContain(problem);
  });

  it('S7: does not show a secret in a problem', () => {
    const tokenExchange = {
      audience: 'b',
      clientId: 7,
      clientSecret: 'its-secret',
    };
    expect(problemOf({ tokenExchange })).not.toContain('its-secret');
  });
});

describe('impersonation', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ske-impersonation-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'token');
  const valid = { serviceAccountToken: 'sa-token', audience: 'kube' };

  const impersonationOf = (...args: Parameters<typeof read>) => {
    const { identity } = read(...args).platform;
    return identity.mode === 'user' ? identity.impersonation : undefined;
  };

  it('is off by default', () => {
    expect(impersonationOf({})).toBeUndefined();
  });

  it('uses the defaults of kube-apiserver, and logs a warning', async () => {
    const { warnings } = read({ impersonation: valid });
    const impersonation = impersonationOf({ impersonation: valid });

    expect(impersonation).toEqual({
      path: `${PATH}.impersonation`,
      providerId: 'keycloak',
      metadataUrl: section.metadataUrl,
      audience: 'kube',
      usernameClaim: 'sub',
      groupsPrefix: '',
      account: { authorization: expect.any(Function) },
    });
    expect(await impersonation?.account.authorization()).toBe(
      'Bearer sa-token',
    );
    expect(warnings).toEqual([
      expect.stringContaining('a service account acts for them'),
    ]);
  });

  it('reads claims and prefixes, and reads a token file again after it was replaced', async () => {
    writeFileSync(file, 'first\n');
    const impersonation = impersonationOf({
      impersonation: {
        audience: 'kube',
        serviceAccountTokenFile: file,
        usernameClaim: 'email',
        usernamePrefix: '-',
        groupsClaim: 'groups',
        groupsPrefix: 'oidc:',
      },
    });

    expect(impersonation).toMatchObject({
      usernameClaim: 'email',
      usernamePrefix: '',
      groupsClaim: 'groups',
      groupsPrefix: 'oidc:',
    });
    expect(await impersonation?.account.authorization()).toBe('Bearer first');
    writeFileSync(file, 'second\n');
    expect(impersonation?.account.renew?.()).toBe(true);
    expect(await impersonation?.account.authorization()).toBe('Bearer second');
  });

  it.each<[string, JsonObject, string]>([
    [
      'no audience',
      { serviceAccountToken: 'x' },
      'impersonation.audience is missing',
    ],
    ['no account', { audience: 'kube' }, 'serviceAccountToken is missing'],
    [
      'two accounts',
      { ...valid, serviceAccountTokenFile: file },
      'are both set',
    ],
    [
      'a token with a line break',
      { ...valid, serviceAccountToken: 'a\nb' },
      'has characters',
    ],
    [
      'a file that does not exist',
      { audience: 'kube', serviceAccountTokenFile: '/not/there' },
      'ENOENT',
    ],
    [
      'a mistyped key',
      { ...valid, groupClaim: 'groups' },
      'impersonation.groupClaim is not a key',
    ],
    [
      'a prefix of Kubernetes',
      { ...valid, usernamePrefix: 'system:' },
      'usernamePrefix is "system:"',
    ],
    [
      'a groups prefix of Kubernetes',
      { ...valid, groupsClaim: 'g', groupsPrefix: 'System:x' },
      'groupsPrefix is "System:x"',
    ],
    [
      'a prefix with a space',
      { ...valid, usernamePrefix: ' x' },
      'usernamePrefix has characters',
    ],
    [
      'a groups prefix without a claim',
      { ...valid, groupsPrefix: 'x:' },
      'groupsPrefix is set, and groupsClaim is not',
    ],
  ])('stops the start with %s', (_, impersonation, problem) => {
    expect(problemOf({ impersonation })).toContain(problem);
  });

  it('stops the start together with tokenExchange', () => {
    expect(
      problemOf({ impersonation: valid, tokenExchange: { audience: 'b' } }),
    ).toContain('and tokenExchange are both set');
  });
});
