import type { DiagnosisFacts } from '../DiagnosisFacts';

const USUAL_CLAIM = 'groups';

/** The claim that should have the groups: according to the API server's configuration, otherwise according to that of the provider. */
export async function groupsClaimOf(facts: DiagnosisFacts): Promise<string> {
  const expected = await facts.expectedIssuer();
  return (
    expected?.groups?.claim ??
    facts.settings.provider?.groupsClaim ??
    USUAL_CLAIM
  );
}
