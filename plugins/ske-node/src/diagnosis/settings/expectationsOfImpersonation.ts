import type { ImpersonationConfig } from '../../config';
import { SIGNING_ALGORITHMS } from '../../provider/signingAlgorithms';
import type { ApiServerExpectations } from './ApiServerExpectations';

/** The tokens that the portal itself accepts if an account acts for users. */
export function expectationsOfImpersonation(
  config: ImpersonationConfig,
  issuer: string,
): ApiServerExpectations {
  const { usernameClaim, usernamePrefix, groupsClaim, groupsPrefix } = config;
  return {
    source: config.path,
    issuers: [
      {
        url: issuer,
        audiences: [config.audience],
        algorithms: SIGNING_ALGORITHMS,
        username: {
          claim: usernameClaim,
          prefix:
            usernamePrefix ?? (usernameClaim === 'email' ? '' : `${issuer}#`),
        },
        hasGroups: groupsClaim !== undefined,
        ...(groupsClaim !== undefined && {
          groups: { claim: groupsClaim, prefix: groupsPrefix },
        }),
      },
    ],
  };
}
