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
  it('accepts the smallest configuration without a warning', () => {
    expect(check({ development: smallest }).warn).not.toHaveBeenCalled();
  });

  it.each<[string, { [environment: string]: JsonValue }, RegExp]>([
    ['no environment', {}, /^auth\.providers\.okta is empty/],
    [
      'keys without an environment',
      { clientId: 'id', clientSecret: 'secret' },
      /^auth\.providers\.okta\.clientId must contain the keys of an OIDC provider/,
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
      'a metadataUrl that is not a URL',
      { development: { ...smallest, metadataUrl: 'idp.example.com' } },
      /^auth\.providers\.okta\.development\.metadataUrl must be the https URL/,
    ],
    [
      'a metadataUrl with http beyond this machine',
      {
        development: {
          ...smallest,
          metadataUrl:
            'http://idp.example.com/.well-known/openid-configuration',
        },
      },
      /metadataUrl must be the https URL.*localhost only/,
    ],
    [
      'an unknown source of the profile',
      { development: { ...smallest, profile: 'ID-Token' } },
      /^auth\.providers\.okta\.development\.profile must be one of userinfo, id-token/,
    ],
    [
      'a text in place of a boolean',
      {
        development: {
          ...smallest,
          dangerouslyAcceptMissingEmailVerified: 'yes',
        },
      },
      /dangerouslyAcceptMissingEmailVerified must be true or false/,
    ],
    [
      'the scope of older examples',
      { development: { ...smallest, scope: 'openid' } },
      /^auth\.providers\.okta\.development\.scope is no longer supported.*additionalScopes/,
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
      'a misspelt option of a resolver, which would allow every domain',
      {
        development: {
          ...smallest,
          signIn: {
            resolvers: [{ resolver: 'known', allowedDomain: ['a.example'] }],
          },
        },
      },
      /resolvers\[0\]\.allowedDomain is not an option of the resolver known.*the resolver has allowedDomains, strict$/,
    ],
    [
      'an option for a resolver without options',
      {
        development: {
          ...smallest,
          signIn: { resolvers: [{ resolver: 'other', strict: true }] },
        },
      },
      /resolvers\[0\]\.strict is not an option.*has no options$/,
    ],
    [
      'the name of a property of Object.prototype',
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
  ])('rejects %s', (_, provider, message) => {
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

describe('checkProviderConfig with unknown keys', () => {
  it('names the path of a misspelt key, and the valid keys', () => {
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
