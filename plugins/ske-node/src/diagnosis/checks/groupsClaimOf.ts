import { providerPresets } from '@kratix-portal/plugin-ske-common';
import type { DiagnosisFacts } from '../facts/DiagnosisFacts';

const USUAL_CLAIM = 'groups';

/**
 * The claim that should have the groups: according to the API server's configuration, otherwise according to the configuration of the provider,
 * otherwise the usual claim of this kind of provider.
 */
export async function groupsClaimOf(facts: DiagnosisFacts): Promise<string> {
  const expected = await facts.expectedIssuer();
  const { provider } = facts.settings;
  return (
    expected?.groups?.claim ??
    provider?.groupsClaim ??
    (provider && providerPresets[provider.kind].groupsClaim) ??
    USUAL_CLAIM
  );
}
