import type { ProviderKind } from '@kratix-portal/plugin-ske-common';
import { providerRemedy, type RemedyTopic } from './providerRemedies';

const TOPICS: RemedyTopic[] = ['audience', 'jwt'];

describe('providerRemedy', () => {
  it.each(TOPICS)('names the key audience of an Auth0 section: %s', topic => {
    expect(providerRemedy('auth0', topic)).toContain('set audience in');
  });

  it.each<ProviderKind>(['keycloak', 'okta', 'auth0', 'entra', 'oidc'])(
    'names no parameter of the authorization request for %s, because the preset sets it',
    kind => {
      for (const topic of TOPICS) {
        expect(providerRemedy(kind, topic)).not.toContain(
          'startUrlSearchParams',
        );
      }
    },
  );
});
