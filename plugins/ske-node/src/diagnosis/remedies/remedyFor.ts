import type { TokenKind } from '@kratix-portal/plugin-ske-common';
import type { DiagnosisFacts } from '../facts/DiagnosisFacts';
import { providerRemedy, type RemedyTopic } from './providerRemedies';

/** What to change at the configured provider. */
export function remedyFor(facts: DiagnosisFacts, topic: RemedyTopic): string {
  return providerRemedy(facts.settings.provider?.kind ?? 'oidc', topic);
}

/** For messages: the configuration key or file that says what the API server accepts. */
export function sourceOf(facts: DiagnosisFacts): string {
  return (
    facts.impersonation?.path ??
    facts.settings.expectations?.source ??
    'the API server’s configuration'
  );
}

/** What to change in the sign-in resolver. Only in mode `tok` the resolver chooses the token. */
export function resolverRemedy(
  { authMode }: DiagnosisFacts,
  kind: TokenKind,
): string | undefined {
  return authMode === 'session'
    ? undefined
    : `Put result.session.${kind === 'id' ? 'idToken' : 'accessToken'} into the claim tok in your sign-in resolver, or use a resolver of the ske auth module.`;
}

/** The key of the provider's section. */
export function providerKey(facts: DiagnosisFacts, key: string): string {
  return `${facts.settings.provider?.path ?? 'auth.providers.<id>'}.${key}`;
}
