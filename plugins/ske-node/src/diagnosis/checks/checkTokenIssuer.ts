import type { DiagnosisCode } from '@kratix-portal/plugin-ske-common';
import type { Check } from '../facts/Check';
import type { DiagnosisFacts } from '../facts/DiagnosisFacts';
import { failed, type Finding, passed, skipped } from '../facts/Finding';
import { remedyFor, sourceOf } from '../remedies';
import { noClaims } from './noClaims';

/** `iss`, which must equal the issuer that the API server trusts, character by character. */
export const checkTokenIssuer: Check = {
  id: 'token-issuer',
  isJudgedByApiServer: true,
  async run(facts: DiagnosisFacts): Promise<Finding> {
    const view = await facts.view();
    if (view?.form !== 'jwt') {
      return noClaims();
    }
    const iss = String(view.claims.iss ?? '');
    const discovered = (await facts.metadata('issuer')) ?? '';
    const trusted = (await facts.expectations())?.issuers.map(({ url }) => url);
    if (!trusted && discovered === '') {
      return skipped('The issuer of the provider is not known.');
    }
    const expected = trusted ?? [discovered];
    if (expected.includes(iss)) {
      return passed(`iss is ${iss}.`);
    }
    return failed(reasonFor(iss, expected, discovered), {
      seen: `iss of the token is ${iss === '' ? 'missing' : iss}.`,
      expected: trusted
        ? `${trusted.join(' or ')}, which ${sourceOf(facts)} names.`
        : `${discovered}, the issuer of the sign-in provider.`,
      remedy: [
        trusted && iss === discovered
          ? `Set --oidc-issuer-url=${iss} on the API server, or add the issuer ${iss} to its AuthenticationConfiguration.`
          : `The token must come from the issuer that the API server trusts: compare --oidc-issuer-url, the metadataUrl of the provider and its public URL.`,
        remedyFor(facts, 'issuer'),
      ],
    });
  },
};

function reasonFor(
  iss: string,
  expected: string[],
  discovered: string,
): DiagnosisCode {
  if (expected.some(each => withoutSlash(each) === withoutSlash(iss))) {
    return 'token-issuer-trailing-slash';
  }
  if (expected.some(each => each === iss.replace(/^http:/, 'https:'))) {
    return 'token-issuer-not-https';
  }
  return iss === discovered
    ? 'token-issuer-not-trusted'
    : 'token-issuer-differs';
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, '');
}
