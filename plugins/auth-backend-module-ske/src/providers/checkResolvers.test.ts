import { ConfigReader } from '@backstage/config';
import {
  commonSignInResolvers,
  type AuthResolverContext,
} from '@backstage/plugin-auth-node';
import { checkResolvers } from './checkResolvers';
import { signInResolverFactories } from './signInResolverFactories';

const resolvers = signInResolverFactories;

function check(entry: { resolver: string; [option: string]: unknown }) {
  checkResolvers({
    section: new ConfigReader({
      signIn: { resolvers: [JSON.parse(JSON.stringify(entry))] },
    }),
    path: 'auth.providers.okta.development',
    resolvers,
  });
}

describe('checkResolvers', () => {
  it('accepts every resolver, with the option that all of them have', () => {
    for (const resolver of Object.keys(resolvers)) {
      expect(() => check({ resolver })).not.toThrow();
      expect(() =>
        check({ resolver, dangerouslyAllowSignInWithoutUserInCatalog: true }),
      ).not.toThrow();
    }
  });

  it('accepts allowedDomains for a resolver that reads it', () => {
    expect(() =>
      check({
        resolver: 'emailLocalPartMatchingUserEntityName',
        allowedDomains: ['example.com'],
      }),
    ).not.toThrow();
  });

  it.each([
    'emailMatchingUserEntityProfileEmail',
    'preferredUsernameMatchingUserEntityName',
  ])('rejects allowedDomains for a resolver that ignores it: %s', resolver => {
    expect(() => check({ resolver, allowedDomains: ['example.com'] })).toThrow(
      /resolvers\[0\]\.allowedDomains is not an option of the resolver .*no effect/,
    );
  });

  it('Backstage ignores allowedDomains of emailMatchingUserEntityProfileEmail', async () => {
    const signIn = commonSignInResolvers.emailMatchingUserEntityProfileEmail({
      allowedDomains: ['example.com'],
    });
    const signInWithCatalogUser = jest.fn(async () => ({ token: 'issued' }));

    await signIn({ profile: { email: 'eve@elsewhere.test' }, result: {} }, {
      signInWithCatalogUser,
    } as unknown as AuthResolverContext);

    expect(signInWithCatalogUser).toHaveBeenCalled();
  });
});
