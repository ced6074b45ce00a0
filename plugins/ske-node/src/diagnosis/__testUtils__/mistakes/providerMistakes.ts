import {
  type ProviderKind,
  providerPresets,
} from '@kratix-portal/plugin-ske-common';
import type { Mistake } from '../useDiagnosis';

/**
 * A token with the claims that a provider of this preset puts into it. The API server rejects it, and app-config does not say what it accepts.
 */
function tokenOf(
  preset: ProviderKind,
  claims: Record<string, unknown> = {},
): Mistake[2] {
  return ({ platform }) => ({
    diagnosis: {},
    provider: { preset },
    claims: {
      ...(providerPresets[preset].tokenKind === 'id'
        ? {
            aud: platform.current.endpoints.oidcProvider.portalClient.clientId,
            nonce: 'n',
          }
        : { aud: 'api://kube', scp: 'kube' }),
      ...claims,
    },
  });
}

/** Mistakes with tokens as certain providers issue them: an ID token, whose audience is the client of the portal, or a token without an e-mail address. */
export const providerMistakes: Mistake[] = [
  [
    'an ID token of Google with an e-mail address that is not verified',
    'username: email-not-verified',
    tokenOf('google', { email_verified: false }),
  ],
  ...(['google', 'cognito', 'dex'] as const).map((preset): Mistake => [
    `a sound ID token of ${preset}`,
    'identity: rejected-by-api-server',
    tokenOf(preset),
  ]),
  [
    'a sound ID token of pinniped, which has no email',
    'identity: rejected-by-api-server',
    tokenOf('pinniped', { email: undefined, username: 'jane' }),
  ],
  [
    'an ID token of pinniped without the scope username',
    'username: username-claim-missing',
    tokenOf('pinniped'),
  ],
  [
    'a sound access token of entra, which has no email',
    'identity: rejected-by-api-server',
    tokenOf('entra', { email: undefined, oid: '4f1c' }),
  ],
  [
    'an access token of entra without oid',
    'username: username-claim-missing',
    tokenOf('entra'),
  ],
  [
    'groups of cognito that are an object',
    'identity: groups-claim-not-list',
    tokenOf('cognito', { 'cognito:groups': { admin: true } }),
  ],
];
