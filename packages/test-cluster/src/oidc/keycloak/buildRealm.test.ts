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

/** `startOidcProvider.integration.test.ts` tests users, tokens and the portal's client on a real Keycloak. */
describe('buildRealm', () => {
  const realm = buildRealm(SETTINGS);

  it('splits the names of users, and escapes slashes in the names of groups', () => {
    expect(realm.users).toMatchObject([
      { firstName: 'Ada Mary', lastName: 'Admin', groups: ['/kube-admin'] },
      { firstName: 'bob', groups: ['/team-a', '/org~/team-b'] },
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
    const client = realm.clients.find(({ clientId }) => clientId === 'kube');

    expect(client).toMatchObject({
      publicClient: true,
      directAccessGrantsEnabled: true,
      standardFlowEnabled: false,
    });
    expect(client).not.toHaveProperty('redirectUris');
  });

  it('sends no HSTS header for localhost', () => {
    expect(realm.browserSecurityHeaders.strictTransportSecurity).toBe('');
  });
});
