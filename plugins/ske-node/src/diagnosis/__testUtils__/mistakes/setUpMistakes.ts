import { createServer } from 'node:http';
import { CLOSED_PORT, type Mistake } from '../useDiagnosis';

/** Mistakes in app-config, in the connection to the cluster, and in the OIDC provider. */
export const setUpMistakes: Mistake[] = [
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
        metadataUrl: 'http://idp.example.com/.well-known/openid-configuration',
      },
    }),
  ],
  [
    'an unreadable AuthenticationConfiguration',
    'configuration: expectations-unreadable',
    () => ({ diagnosis: { authenticationConfigFile: '/not/there.yaml' } }),
  ],
  // The connection to the cluster
  [
    'a proxy that does not run',
    'proxy: proxy-unreachable',
    () => ({ cluster: { proxyUrl: 'http://127.0.0.1:1' } }),
  ],
  [
    'a proxy that requires a password',
    'proxy: proxy-needs-credentials',
    ({ proxy }) => {
      proxy.refuseWith = 407;
      return { cluster: { proxyUrl: `http://${proxy.host}` } };
    },
  ],
  [
    'a proxy that does not allow CONNECT',
    'proxy: proxy-refuses',
    ({ proxy }) => {
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
    () => ({ cluster: { url: CLOSED_PORT } }),
  ],
  [
    'a cluster whose authority is not trusted',
    'tls: cluster-untrusted',
    () => ({ cluster: { caFile: undefined } }),
  ],
  [
    'a cluster under a name that its certificate does not have',
    'tls: cluster-certificate-wrong-name',
    async ({ tlsServer }) => ({
      cluster: {
        url: `https://127.0.0.2:${await tlsServer(() => undefined, '127.0.0.2')}`,
      },
    }),
  ],
  [
    'the port of an http server',
    'tls: cluster-not-tls',
    async ({ listen }) => ({
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
      provider: { metadataUrl: `${CLOSED_PORT}/x` },
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
    ({ platform }) => ({
      provider: {
        metadataUrl: `${platform.current.endpoints.oidcProvider.issuer}/realms/x/.well-known/openid-configuration`,
      },
      withoutToken: true,
    }),
  ],
  [
    'a login page in place of the discovery document',
    'issuer: issuer-invalid',
    async ({ fakeProvider }) => ({
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
    async ({ discoveryOf }) => ({
      provider: {
        metadataUrl: await discoveryOf(url => ({
          issuer: 'https://internal.example.com',
          jwks_uri: `${url}/keys`,
        })),
      },
      defect: 'wrong-issuer',
    }),
  ],
  [
    'a provider behind a proxy that calls itself http',
    'issuer: issuer-not-https',
    async ({ discoveryOf }) => ({
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
];
