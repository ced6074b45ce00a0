import { parse } from 'yaml';
import { z } from 'zod';
import { SIGNING_ALGORITHMS } from '../../provider/signingAlgorithms';
import type { ApiServerExpectations } from './ApiServerExpectations';

const claimSchema = z.object({
  claim: z.string().optional(),
  prefix: z.string().nullish(),
  expression: z.string().optional(),
});

// https://kubernetes.io/docs/reference/access-authn-authz/authentication/#using-authentication-configuration
const schema = z.object({
  kind: z.literal('AuthenticationConfiguration'),
  jwt: z
    .array(
      z.object({
        issuer: z.object({
          url: z.string(),
          audiences: z.array(z.string()),
        }),
        claimMappings: z.object({
          username: claimSchema,
          groups: claimSchema.optional(),
        }),
      }),
    )
    .min(1),
});

/** @throws Error that says what is missing in the file */
export function parseAuthenticationConfiguration(
  text: string,
  source: string,
): ApiServerExpectations {
  const { jwt } = schema.parse(parse(text, { maxAliasCount: 0 }));
  return {
    source,
    issuers: jwt.map(({ issuer, claimMappings }) => {
      const username = toClaim(claimMappings.username);
      const groups = claimMappings.groups && toClaim(claimMappings.groups);
      return {
        url: issuer.url,
        audiences: issuer.audiences,
        // An API server that is configured with flags accepts only RS256 by default.
        algorithms: SIGNING_ALGORITHMS,
        hasGroups: claimMappings.groups !== undefined,
        ...(username && { username }),
        ...(groups && { groups }),
      };
    }),
  };
}

function toClaim({ claim, prefix }: z.infer<typeof claimSchema>) {
  return claim === undefined ? undefined : { claim, prefix: prefix ?? '' };
}
