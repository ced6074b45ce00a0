import { UnsecuredJWT } from 'jose';
import { DiagnosisFacts } from '../facts/DiagnosisFacts';
import type { DiagnosisProbes } from '../facts/DiagnosisProbes';
import type { ExpectedIssuer } from '../settings/ApiServerExpectations';
import { checkIdentity } from './checkIdentity';

const ISSUER = 'https://idp.example.com';

/** The API server rejects a token that is signed with an algorithm. */
function factsOf(algorithm: string, expected?: Partial<ExpectedIssuer>) {
  const header = Buffer.from(JSON.stringify({ alg: algorithm }));
  const [, payload] = new UnsecuredJWT({ iss: ISSUER, aud: 'kube' })
    .encode()
    .split('.');
  return new DiagnosisFacts({
    settings: {
      problems: [],
      ...(expected && {
        expectations: {
          issuers: [{ url: ISSUER, ...expected } as ExpectedIssuer],
        },
      }),
    } as DiagnosisFacts['settings'],
    probes: {
      token: async () => ({
        text: `${header.toString('base64url')}.${payload}.c2ln`,
      }),
      review: async () => ({
        problem: 'identity-rejected',
        message: 'The API server responds with 401.',
      }),
    } as Partial<DiagnosisProbes> as DiagnosisProbes,
  });
}

describe('checkIdentity', () => {
  it('names the flag of the algorithms if the API server rejects a token that is not signed with RS256', async () => {
    expect(await checkIdentity.run(factsOf('ES256'))).toMatchObject({
      code: 'token-algorithm',
      certainty: 'likely',
      remedy: expect.arrayContaining([
        expect.stringContaining('--oidc-signing-algs=RS256,ES256'),
        expect.stringContaining('--oidc-required-claim'),
      ]),
    });
  });

  it.each<[string, Parameters<typeof factsOf>]>([
    ['a token that is signed with RS256', ['RS256']],
    [
      'an algorithm that the configured API server accepts',
      ['ES256', { algorithms: ['ES256'] }],
    ],
  ])('compares the flags for %s', async (_, input) => {
    expect(await checkIdentity.run(factsOf(...input))).toMatchObject({
      code: 'rejected-by-api-server',
      remedy: expect.arrayContaining([
        expect.stringContaining('--oidc-required-claim'),
      ]),
    });
  });

  it.each<[string, Partial<ExpectedIssuer>, object]>([
    [
      'a claim that the API server requires',
      { requiredClaims: [{ claim: 'department', value: 'platform' }] },
      {
        certainty: 'certain',
        seen: "The token has no claim 'department'.",
        expected: expect.stringContaining('is "platform"'),
      },
    ],
    [
      'the expressions of the API server',
      { expressions: ['claimMappings.username: claims.upn'] },
      {
        certainty: 'likely',
        remedy: expect.arrayContaining([
          expect.stringMatching(
            /claims are iss, aud\. claimMappings\.username: claims\.upn\./,
          ),
        ]),
      },
    ],
  ])('names %s', async (_, expected, finding) => {
    expect(await checkIdentity.run(factsOf('RS256', expected))).toMatchObject({
      code: 'rejected-by-api-server',
      ...finding,
    });
  });
});
