import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readDocumentedProvider } from '@kratix-portal/test-cluster';
import { mockServices } from '@backstage/backend-test-utils';
import { applyPresets } from './providers/applyPresets';
import { checkProviderConfig } from './providers/checkProviderConfig';
import { signInResolverFactories } from './providers/signInResolverFactories';

const PAGES = [
  'keycloak',
  'okta',
  'auth0',
  'entra-id',
  'google',
  'cognito',
  'dex',
  'pinniped',
  'any-oidc',
];

describe.each(PAGES)('docs/providers/%s.md', page => {
  const documented = readDocumentedProvider(page);

  it('has an app-config section that passes our checks without an error or a warning', () => {
    const logger = mockServices.logger.mock();
    const { providerId, section } = documented;
    const config = applyPresets(
      providerId,
      new ConfigReader({ production: section as JsonObject }),
    );

    checkProviderConfig({
      providerId,
      config,
      logger,
      resolvers: signInResolverFactories,
    });

    expect(logger.warn).not.toHaveBeenCalled();
    expect(section.preset).toBeDefined();
  });

  it('has kube-apiserver flags and an AuthenticationConfiguration with the same issuer, audience and claims', () => {
    const { flags, authentication } = documented;
    const [{ issuer, claimMappings }] = authentication.jwt;
    const { username, groups } = claimMappings;

    expect(authentication.apiVersion).toBe('apiserver.config.k8s.io/v1');
    expect(issuer.url).toBe(flags['oidc-issuer-url']);
    expect(issuer.audiences).toEqual([flags['oidc-client-id']]);
    expect(username.claim).toBe(flags['oidc-username-claim']);
    expect(groups?.claim ?? groups?.expression ?? '').toContain(
      flags['oidc-groups-claim'] ?? '',
    );
    // With flags, kube-apiserver adds a prefix to a user name from any claim except `email`. The flag with the value `-` switches the prefix off.
    expect(flags['oidc-username-prefix']).toBe(
      username.claim === 'email' ? undefined : '-',
    );
  });
});
