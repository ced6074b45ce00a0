import { buildRealm, type RealmSettings } from './buildRealm';

const SETTINGS: RealmSettings = {
  users: [
    {
      username: 'user-admin',
      password: 'secret',
      email: 'user-admin@example.com',
      groups: ['kube-admin'],
      displayName: 'Ada Mary Admin',
    },
    {
      username: 'bob',
      password: 'secret too',
      email: 'bob@example.com',
      groups: ['team-a', 'org/team-b'],
    },
  ],
  audience: 'kube',
  portalClient: { clientId: 'backstage-client', clientSecret: 'client secret' },
  kubernetesClient: { clientId: 'kube' },
  allowedPortalOrigins: ['http://localhost:7007', 'http://localhost:3000'],
  accessTokenTtlSeconds: 120,
};

describe('buildRealm', () => {
  const realm = buildRealm(SETTINGS);
  const client = (id: string) =>
    realm.clients.find(({ clientId }) => clientId === id);

  it('creates every user with a password, a verified email address and groups', () => {
    expect(realm.users).toEqual([
      {
        username: 'user-admin',
        enabled: true,
        email: 'user-admin@example.com',
        emailVerified: true,
        firstName: 'Ada Mary',
        lastName: 'Admin',
        credentials: [{ type: 'password', value: 'secret', temporary: false }],
        groups: ['/kube-admin'],
      },
      expect.objectContaining({
        username: 'bob',
        firstName: 'bob',
        groups: ['/team-a', '/org~/team-b'],
      }),
    ]);
  });

  it('requires no attribute of a profile', () => {
    const [component] =
      realm.components['org.keycloak.userprofile.UserProfileProvider'];
    const [json] = component.config['kc.user.profile.config'];
    const { attributes } = JSON.parse(json);
    expect(attributes.map(({ name }: { name: string }) => name)).toEqual([
      'username',
      'email',
      'firstName',
      'lastName',
    ]);
    for (const attribute of attributes) {
      expect(attribute).not.toHaveProperty('required');
      expect(attribute).not.toHaveProperty('validations');
    }
  });

  it('has each group once, and always the groups that RBAC uses', () => {
    expect(realm.groups.map(({ name }) => name).sort()).toEqual([
      'kube-admin',
      'kube-dev',
      'org/team-b',
      'team-a',
    ]);
  });

  it('allows the public client only the password grant', () => {
    expect(client('kube')).toMatchObject({
      publicClient: true,
      directAccessGrantsEnabled: true,
      standardFlowEnabled: false,
    });
    expect(client('kube')).not.toHaveProperty('redirectUris');
  });

  it('allows the portal’s client only the authorization code flow', () => {
    expect(client('backstage-client')).toMatchObject({
      publicClient: false,
      secret: 'client secret',
      standardFlowEnabled: true,
      directAccessGrantsEnabled: false,
      redirectUris: [
        'http://localhost:7007/api/auth/*',
        'http://localhost:3000/api/auth/*',
      ],
      attributes: {
        'post.logout.redirect.uris':
          'http://localhost:7007/*##http://localhost:3000/*',
      },
    });
  });

  it.each(['kube', 'backstage-client'])(
    'adds the audience and plain group names to the tokens of %s',
    id => {
      const mappers = client(id)?.protocolMappers ?? [];
      expect(
        mappers.map(({ protocolMapper, config }) => ({
          protocolMapper,
          config,
        })),
      ).toEqual([
        {
          protocolMapper: 'oidc-audience-mapper',
          config: expect.objectContaining({
            'included.custom.audience': 'kube',
            'access.token.claim': 'true',
          }),
        },
        {
          protocolMapper: 'oidc-group-membership-mapper',
          config: expect.objectContaining({
            'claim.name': 'groups',
            'full.path': 'false',
            'access.token.claim': 'true',
          }),
        },
      ]);
    },
  );

  it('lets the portal’s client exchange tokens for a second audience, if there is one', () => {
    const attribute = 'standard.token.exchange.enabled';
    expect(client('backstage-client')).not.toHaveProperty([
      'attributes',
      attribute,
    ]);
    const { clients } = buildRealm({ ...SETTINGS, exchangeAudience: 'kube-b' });
    const audiences = Object.fromEntries(
      clients.map(({ clientId, protocolMappers }) => [
        clientId,
        protocolMappers.flatMap(
          ({ config }) =>
            ('included.client.audience' in config &&
              config['included.client.audience']) ||
            [],
        ),
      ]),
    );
    expect(audiences).toEqual({
      kube: ['backstage-client'],
      'backstage-client': ['kube-b'],
      'kube-b': [],
    });
    expect(
      clients.find(({ clientId }) => clientId === 'backstage-client'),
    ).toHaveProperty(['attributes', attribute], 'true');
  });

  it('rotates refresh tokens and limits the lifetime of access tokens', () => {
    expect(realm).toMatchObject({
      realm: 'kratix',
      enabled: true,
      revokeRefreshToken: true,
      refreshTokenMaxReuse: 0,
      accessTokenLifespan: 120,
    });
  });

  it('sends no HSTS header for localhost', () => {
    expect(realm.browserSecurityHeaders.strictTransportSecurity).toBe('');
  });
});
