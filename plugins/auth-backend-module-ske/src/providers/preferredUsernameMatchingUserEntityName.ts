import { KubernetesValidatorFunctions } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { OidcAuthResult } from '@backstage/plugin-auth-backend-module-oidc-provider';
import {
  createSignInResolverFactory,
  type OAuthAuthenticatorResult,
  type SignInInfo,
} from '@backstage/plugin-auth-node';
import { z } from 'zod/v3';
import { MissingClaimError } from './MissingClaimError';

/**
 * Signs in as the catalog user whose `metadata.name` is the provider's `preferred_username` claim.
 *
 * @remarks
 *
 * OpenID Connect does not guarantee that this claim is unique or never reassigned (Core 1.0, section 5.7). Use it with
 * providers whose administrator assigns the user names.
 */
export const preferredUsernameMatchingUserEntityName =
  createSignInResolverFactory({
    optionsSchema: z
      .object({
        dangerouslyAllowSignInWithoutUserInCatalog: z.boolean().optional(),
      })
      .optional(),
    create(options) {
      return async (
        info: SignInInfo<OAuthAuthenticatorResult<OidcAuthResult>>,
        ctx,
      ) => {
        const name = readPreferredUsername(info.result.fullProfile);
        return ctx.signInWithCatalogUser(
          { entityRef: { name } },
          {
            dangerousEntityRefFallback:
              options?.dangerouslyAllowSignInWithoutUserInCatalog
                ? { entityRef: { name } }
                : undefined,
          },
        );
      };
    },
  });

function readPreferredUsername({ userinfo }: OidcAuthResult): string {
  const name: unknown = userinfo.preferred_username;
  if (typeof name !== 'string' || name === '') {
    throw new MissingClaimError(
      "the user's profile has no preferred_username, which providers often return with the scope profile",
    );
  }
  // Some providers return an e-mail address here. After NotFoundError Backstage tries the next configured resolver.
  if (!KubernetesValidatorFunctions.isValidObjectName(name)) {
    throw new NotFoundError(
      'The preferred_username of this user cannot be the name of a catalog entity (letters, digits, and - _ . between ' +
        'them, 63 at most). Use a sign-in resolver by e-mail instead.',
    );
  }
  return name;
}
