import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { JsonValue } from '@backstage/types';
import { checkProviderConfig, checkSessionSecret } from './checkProviderConfig';

const smallest = {
  clientId: 'id',
  clientSecret: 'secret',
  metadataUrl: 'https://idp.example.com/.well-known/openid-configuration',
  signIn: { resolvers: [{ resolver: 'known' }] },
};

function check(provider: { [environment: string]: JsonValue }) {
  const logger = mockServices.logger.mock();
  checkProviderConfig({
    providerId: 'okta',
    config: new ConfigReader(provider),
    logger,
    resolvers: {
      known: {
        optionsJsonSchema: {
          type: 'object',
          properties: { allowedDomains: {}, strict: {} },
        },
      },
      other: {},
    },
  });
  return logger;
}

describe('checkProviderConfig', () => {
  it('takes the smallest configuration and warns of nothing', () => {
    expect(check({ development: smallest }).warn).not.toHaveBeenCalled();
  });

  it.each<[string, { [environment: string]: JsonValue }, RegExp]>([
    ['no environment', {}, /^auth\.providers\.okta is empty/],
    [
      'keys without an environment',
      { clientId: 'id', clientSecret: 'secret' },
      /^auth\.providers\.okta\.clientId must hold the keys of an OIDC provider/,
    ],
    [
      'no clientId',
      { development: { ...smallest, clientId: null } },
      /^auth\.providers\.okta\.development\.clientId is missing/,
    ],
    [
      'an empty clientSecret',
      { production: { ...smallest, clientSecret: '' } },
      /^auth\.providers\.okta\.production\.clientSecret is missing/,
    ],
    [
      'a metadataUrl that is no URL',
      { development: { ...smallest, metadataUrl: 'idp.example.com' } },
      /^auth\.providers\.okta\.development\.metadataUrl must be the https URL/,
    ],
    [
      'the scope of older examples',
      { development: { ...smallest, scope: 'openid' } },
      /^auth\.providers\.okta\.development\.scope is not supported.*additionalScopes/,
    ],
    [
      'no resolver',
      { development: { ...smallest, signIn: { resolvers: [] } } },
      /^auth\.providers\.okta\.development\.signIn\.resolvers is missing/,
    ],
    [
      'a resolver without a name',
      { development: { ...smallest, signIn: { resolvers: [{}] } } },
      /resolvers\[0\]\.resolver is missing\. Use one of known, other/,
    ],
    [
      'a misspelt option of a resolver, which would let everybody in',
      {
        development: {
          ...smallest,
          signIn: {
            resolvers: [{ resolver: 'known', allowedDomain: ['a.example'] }],
          },
        },
      },
      /resolvers\[0\]\.allowedDomain is not read by the resolver known.*the resolver reads allowedDomains, strict$/,
    ],
    [
      'an option of a resolver that takes none',
      {
        development: {
          ...smallest,
          signIn: { resolvers: [{ resolver: 'other', strict: true }] },
        },
      },
      /resolvers\[0\]\.strict is not read.*reads no options$/,
    ],
    [
      'the name of a property that every object has',
      {
        development: {
          ...smallest,
          signIn: { resolvers: [{ resolver: 'toString' }] },
        },
      },
      /resolver 'toString' is not known/,
    ],
    [
      'a mistake in the second environment only',
      { development: smallest, production: { ...smallest, clientId: '' } },
      /^auth\.providers\.okta\.production\.clientId/,
    ],
  ])('refuses %s', (_, provider, message) => {
    expect(() => check(provider)).toThrow(message);
  });

  it.each(['authorizationUrl', 'tokenUrl'])(
    'warns that %s is not used',
    key => {
      const logger = check({
        development: { ...smallest, [key]: 'https://x' },
      });

      expect(logger.warn).toHaveBeenCalledWith(
        expect.stringContaining(
          `auth.providers.okta.development.${key} is not`,
        ),
      );
    },
  );
});

describe('checkProviderConfig, of keys that nobody reads', () => {
  it('names the path of a misspelt key, and the keys there are', () => {
    const logger = check({
      development: { ...smallest, additionalScope: ['offline_access'] },
    });

    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(
        /^auth\.providers\.okta\.development\.additionalScope is not a key of an OIDC provider.*additionalScopes/,
      ),
    );
  });
});

describe('checkSessionSecret', () => {
  it('names the key and the remedy', () => {
    expect(() => checkSessionSecret(new ConfigReader({}))).toThrow(
      /^auth\.session\.secret is missing.*Set it/,
    );
  });
});
