import type { Config } from '@backstage/config';
import { AuthenticationError } from '@backstage/errors';
import type { OidcAuthResult } from '@backstage/plugin-auth-backend-module-oidc-provider';
import type {
  OAuthAuthenticatorResult,
  SignInInfo,
  SignInResolver,
  SignInResolverFactory,
} from '@backstage/plugin-auth-node';
import { MissingClaimError } from './MissingClaimError';

type OidcInfo = SignInInfo<OAuthAuthenticatorResult<OidcAuthResult>>;

/** Backstage's resolvers that need the e-mail address. If the address is missing, they throw a plain Error, whose name says nothing about the cause. */
const NEED_EMAIL = [
  'emailMatchingUserEntityProfileEmail',
  'emailLocalPartMatchingUserEntityName',
];

/**
 * Tries the resolvers of `signIn.resolvers` in their order. The next resolver is tried if no catalog user matches, and also if a claim is missing;
 * Backstage's own list stops at a missing claim. Other errors, such as a domain that is not allowed, end the sign-in.
 */
export function createSignInResolver(options: {
  config: Config;
  factories: Record<
    string,
    SignInResolverFactory<OAuthAuthenticatorResult<OidcAuthResult>>
  >;
}): SignInResolver<OAuthAuthenticatorResult<OidcAuthResult>> {
  const { config, factories } = options;
  const resolvers = config.getConfigArray('signIn.resolvers').map(entry => {
    const { resolver: name, ...resolverOptions } = entry.get<{
      resolver: string;
    }>();
    return {
      name,
      resolve: factories[name](
        Object.keys(resolverOptions).length > 0 ? resolverOptions : undefined,
      ),
    };
  });

  return async (info, context) => {
    const failures: Error[] = [];
    for (const { name, resolve } of resolvers) {
      try {
        if (NEED_EMAIL.includes(name) && !info.profile.email) {
          throw missingEmail(info);
        }
        return await resolve(info, context);
      } catch (error) {
        if (!canContinueAfter(error)) {
          throw error;
        }
        failures.push(error);
      }
    }
    throw summarise(failures);
  };
}

// The name of the error is compared, as in core, because the error may come from another copy of @backstage/errors.
function canContinueAfter(error: unknown): error is Error {
  return (
    error instanceof MissingClaimError ||
    (error instanceof Error && error.name === 'NotFoundError')
  );
}

function missingEmail({ result }: OidcInfo): MissingClaimError {
  const { email, email_verified: verified } = result.fullProfile.userinfo;
  const reason =
    email === undefined
      ? ''
      : `: its email_verified claim is ${verified === undefined ? 'missing' : 'not true'}`;
  return new MissingClaimError(
    `the user's profile does not contain an email${reason}`,
  );
}

function summarise(failures: Error[]): Error {
  const missing = failures.filter(each => each instanceof MissingClaimError);
  const reasons = [...new Set(missing.map(({ message }) => message))];
  if (missing.length === failures.length) {
    return new AuthenticationError(`Login failed, ${reasons.join('; ')}.`);
  }
  return new Error(
    'Failed to sign-in, unable to resolve user identity: no resolver of signIn.resolvers found a User entity in the catalog' +
      `${reasons.length > 0 ? ` (${reasons.join('; ')})` : ''}.`,
  );
}
