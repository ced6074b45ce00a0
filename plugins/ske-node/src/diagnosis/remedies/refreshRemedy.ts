import type { DiagnosisFacts } from '../facts/DiagnosisFacts';
import { providerKey } from './remedyFor';

/** The remedy for tokens that are not renewed. */
export function refreshRemedy(facts: DiagnosisFacts): string {
  return `If it happens after some minutes each time: request a refresh token with offline_access in ${providerKey(facts, 'additionalScopes')}.`;
}
