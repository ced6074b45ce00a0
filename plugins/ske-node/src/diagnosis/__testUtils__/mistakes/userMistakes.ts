import type { Mistake } from '../useDiagnosis';

/** Mistakes in the name, the groups and the rights of the user. */
export const userMistakes: Mistake[] = [
  // The user
  [
    'no claim for the user name',
    'username: username-claim-missing',
    () => ({ claims: { email: undefined } }),
  ],
  [
    'an empty user name',
    'username: username-claim-missing',
    () => ({ claims: { email: '' } }),
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
    async ({ tlsServer }) => ({
      cluster: {
        url: `https://127.0.0.1:${await tlsServer((_, response) => response.end('<html></html>'), '127.0.0.1')}`,
      },
    }),
  ],
  [
    'a path of the URL that the API server does not have',
    'identity: not-an-api-server',
    ({ platform }) => ({
      cluster: {
        url: `${platform.current.endpoints.apiServer.url}/k8s/clusters/c-1`,
      },
    }),
  ],
  [
    'a proxy that signs users in, in front of the API server',
    'identity: not-an-api-server',
    async ({ tlsServer }) => ({
      cluster: {
        url: `https://127.0.0.1:${await tlsServer((_, response) => response.writeHead(401).end('<html></html>'), '127.0.0.1')}`,
      },
    }),
  ],
  [
    'the token of a service account',
    'identity: token-issuer-differs',
    async ({ platform }) => {
      const { stdout } = await platform.current.kubectl([
        ...['create', 'token', 'default', '--namespace=default'],
      ]);
      return { token: stdout.trim() };
    },
  ],
  [
    'groups in one string with commas',
    'permissions: groups-claim-not-list',
    () => ({ claims: { groups: 'kube-admin,team' } }),
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
    ({ prefixed }) => ({ on: prefixed, diagnosis: {} }),
  ],
  [
    'rights for other kinds only',
    'permissions: promises-hidden',
    async ({ bind, platform }) => {
      await bind(platform, {
        name: 'diagnosis-viewers',
        clusterRole: 'view',
        group: 'diagnosis-viewers',
        namespace: 'default',
      });
      return { claims: { groups: ['diagnosis-viewers'] } };
    },
  ],
  [
    'a cluster without Kratix',
    'permissions: kratix-not-installed',
    async ({ bind, prefixed }) => {
      await bind(prefixed, {
        name: 'diagnosis-admins',
        clusterRole: 'cluster-admin',
        group: 'oidc:only-here',
      });
      return {
        on: prefixed,
        diagnosis: {},
        claims: { groups: ['only-here'] },
      };
    },
  ],
];
