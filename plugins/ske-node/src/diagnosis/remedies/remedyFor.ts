import type { DiagnosisFacts } from '../DiagnosisFacts';
import { providerRemedy, type RemedyTopic } from './providerRemedies';

/** What to change at the configured provider. */
export function remedyFor(facts: DiagnosisFacts, topic: RemedyTopic): string {
  return providerRemedy(facts.settings.provider?.kind ?? 'oidc', topic);
}

/** Names the place in the configuration that says what the API server accepts, for messages. */
export function sourceOf(facts: DiagnosisFacts): string {
  return (
    facts.impersonation?.path ??
    facts.settings.expectations?.source ??
    'the API server’s configuration'
  );
}

/** The key of the provider's section. */
export function providerKey(facts: DiagnosisFacts, key: string): string {
  return `${facts.settings.provider?.path ?? 'auth.providers.<id>'}.${key}`;
}
