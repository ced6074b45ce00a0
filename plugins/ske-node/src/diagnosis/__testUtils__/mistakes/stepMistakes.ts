import type { JsonObject } from '@backstage/types';
import type { Mistake } from '../useDiagnosis';

/** An account that the API server does not know. */
export function impersonation(more: JsonObject = {}): JsonObject {
  return {
    impersonation: {
      serviceAccountToken: 'of-no-account',
      audience: 'kube',
      usernameClaim: 'email',
      groupsClaim: 'groups',
      ...more,
    },
  };
}

/** Mistakes in the step between the sign-in and the cluster: a token exchange, or an impersonation. */
export const stepMistakes: Mistake[] = [
  [
    'a provider that does not exchange tokens',
    'exchange: exchange-refused',
    () => ({ cluster: { tokenExchange: { audience: 'kube-b' } } }),
  ],
  [
    'a client of the exchange that the provider does not know',
    'exchange: exchange-unavailable',
    () => ({
      cluster: {
        tokenExchange: {
          audience: 'kube-b',
          clientId: 'exchangr',
          clientSecret: 'secret',
        },
      },
    }),
  ],
  [
    'a mistyped key of the exchange',
    'configuration: config-invalid',
    () => ({ cluster: { tokenExchange: { audence: 'kube-b' } } }),
  ],
  [
    'an impersonation for another audience',
    'token-audience: token-audience-wrong',
    () => ({ cluster: impersonation({ audience: 'other' }) }),
  ],
  [
    'an impersonation with an expired token',
    'token: token-expired',
    () => ({ cluster: impersonation(), defect: 'expired' }),
  ],
  [
    'an impersonation for a forged token',
    'token-signature: token-signature-invalid',
    () => ({ cluster: impersonation(), defect: 'another-key' }),
  ],
  [
    'an impersonation with a claim that the token lacks',
    'username: username-claim-missing',
    () => ({ cluster: impersonation({ usernameClaim: 'upn' }) }),
  ],
  [
    'an impersonation for system:masters',
    'identity: impersonation-refused',
    () => ({
      cluster: impersonation(),
      claims: { groups: ['system:masters'] },
    }),
  ],
  [
    'an impersonation whose account the API server does not accept',
    'identity: impersonation-refused',
    () => ({ cluster: impersonation() }),
  ],
];
