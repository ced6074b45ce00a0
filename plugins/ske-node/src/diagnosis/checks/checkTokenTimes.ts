import type { Check } from '../facts/Check';
import type { DiagnosisFacts } from '../facts/DiagnosisFacts';
import { failed, type Finding, passed } from '../facts/Finding';
import { CLOCK_REMEDY, CLOCKS_AGREE, refreshRemedy } from '../remedies';
import { SIGN_IN_AGAIN } from '../../credentials/identity/signInHints';
import { noClaims } from './noClaims';

/** The clock difference that the API server tolerates for `nbf` (github.com/coreos/go-oidc). */
const NOT_BEFORE_LEEWAY_S = 60;
const ISSUED_LEEWAY_S = 60;

/** `exp`, `nbf` and `iat`. */
export const checkTokenTimes: Check = {
  id: 'token-times',
  isJudgedByApiServer: true,
  async run(facts: DiagnosisFacts): Promise<Finding> {
    const view = await facts.view();
    if (view?.form !== 'jwt') {
      return noClaims();
    }
    const { nbf, iat } = view.claims;
    const exp = toSeconds(view.claims.exp);
    const now = Math.floor(facts.probes.now() / 1000);
    if (exp === undefined) {
      return failed('token-without-expiry', {
        seen:
          view.claims.exp === undefined
            ? 'The token has no exp.'
            : 'exp of the token is not a number.',
        expected: 'An exp, without which the API server rejects a token.',
        remedy: ['Give the tokens of this client a lifetime at the provider.'],
      });
    }
    if (exp <= now) {
      return failed('token-expired', {
        seen: `The token expired at ${toTime(exp)}, ${now - exp} s ago.`,
        expected: `An exp after ${toTime(now)}.`,
        remedy: [SIGN_IN_AGAIN, refreshRemedy(facts)],
      });
    }
    if (typeof nbf === 'number' && nbf > now + NOT_BEFORE_LEEWAY_S) {
      return failed('token-not-yet-valid', {
        seen: `The token is valid from ${toTime(nbf)}, in ${nbf - now} s.`,
        expected: `An nbf before ${toTime(now)}.`,
        remedy: [CLOCK_REMEDY],
      });
    }
    if (typeof iat === 'number' && iat > now + ISSUED_LEEWAY_S) {
      return failed('clock-differs', {
        seen: `The token was issued at ${toTime(iat)}, which is ${iat - now} s in the future for the portal.`,
        expected: CLOCKS_AGREE,
        certainty: 'likely',
        remedy: [CLOCK_REMEDY],
      });
    }
    return passed(`The token expires at ${toTime(exp)}.`);
  },
};

/** The API server accepts a number in quotation marks too (github.com/coreos/go-oidc). */
function toSeconds(value: unknown): number | undefined {
  const isText = typeof value === 'string' && value !== '';
  const seconds = isText ? Number(value) : value;
  return typeof seconds === 'number' && Number.isFinite(seconds)
    ? seconds
    : undefined;
}

function toTime(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? `${seconds}` : date.toISOString();
}
