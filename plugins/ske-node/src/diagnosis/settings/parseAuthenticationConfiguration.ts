import { printFieldPath } from '@kratix-portal/plugin-ske-common';
import { parse } from 'yaml';
import { z } from 'zod';
import { SIGNING_ALGORITHMS } from '../../provider/signingAlgorithms';
import type {
  ApiServerExpectations,
  ExpectedIssuer,
} from './ApiServerExpectations';

const claimSchema = z.object({
  claim: z.string().optional(),
  prefix: z.string().nullish(),
  expression: z.string().optional(),
});

const ruleSchema = z.object({
  claim: z.string().optional(),
  requiredValue: z.string().optional(),
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
          uid: claimSchema.optional(),
          extra: z.array(z.object({ valueExpression: z.string() })).nullish(),
        }),
        claimValidationRules: z.array(ruleSchema).optional(),
        userValidationRules: z.array(ruleSchema).optional(),
      }),
    )
    .min(1),
});

/** @throws Error that says in one line what is missing or wrong in the file */
export function parseAuthenticationConfiguration(
  text: string,
  source: string,
): ApiServerExpectations {
  const parsed = schema.safeParse(parse(text, { maxAliasCount: 0 }));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) =>
      path.length === 0
        ? message
        : `${printFieldPath(path as Array<string | number>)}: ${message}`,
    );
    throw new Error(
      `${source} is not an AuthenticationConfiguration. ${problems.join('; ')}.`,
    );
  }
  const { jwt } = parsed.data;
  const urls = jwt.map(({ issuer }) => issuer.url);
  const double = urls.find((url, index) => urls.indexOf(url) !== index);
  if (double !== undefined) {
    throw new Error(
      `${source} has two entries of jwt with issuer.url ${double}, and an API server rejects such a file.`,
    );
  }
  return { source, issuers: jwt.map(toIssuer) };
}

type JwtEntry = z.infer<typeof schema>['jwt'][number];

function toIssuer(entry: JwtEntry): ExpectedIssuer {
  const { issuer, claimMappings, claimValidationRules = [] } = entry;
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
    requiredClaims: claimValidationRules.flatMap(
      ({ claim, requiredValue = '' }) =>
        claim === undefined ? [] : [{ claim, value: requiredValue }],
    ),
    expressions: listExpressions(entry),
  };
}

function listExpressions(entry: JwtEntry): string[] {
  const { claimMappings, claimValidationRules, userValidationRules } = entry;
  return [
    { name: 'claimMappings.username', rules: [claimMappings.username] },
    { name: 'claimMappings.groups', rules: [claimMappings.groups ?? {}] },
    { name: 'claimMappings.uid', rules: [claimMappings.uid ?? {}] },
    {
      name: 'claimMappings.extra',
      rules: (claimMappings.extra ?? []).map(({ valueExpression }) => ({
        expression: valueExpression,
      })),
    },
    { name: 'claimValidationRules', rules: claimValidationRules ?? [] },
    { name: 'userValidationRules', rules: userValidationRules ?? [] },
  ].flatMap(({ name, rules }) =>
    rules.flatMap(({ expression }) =>
      expression === undefined ? [] : [`${name}: ${expression}`],
    ),
  );
}

function toClaim({ claim, prefix }: z.infer<typeof claimSchema>) {
  return claim === undefined ? undefined : { claim, prefix: prefix ?? '' };
}
