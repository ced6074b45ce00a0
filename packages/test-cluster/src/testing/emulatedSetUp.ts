import {
  EMULATED_AUDIENCE,
  type EmulatedProvider,
  entraObjectId,
} from '../oidc/emulators/emulations';
import type { OidcEmulator } from '../oidc/emulators/startOidcEmulators';
import type { DemoUser } from '../users/DemoUser';
import { readDocumentedProvider } from './readDocumentedProvider';

const PAGES: Record<EmulatedProvider, string> = {
  okta: 'okta',
  auth0: 'auth0',
  entra: 'entra-id',
  google: 'google',
  cognito: 'cognito',
  dex: 'dex',
  pinniped: 'pinniped',
};

/** The values that each installation chooses itself. The provider's page has examples of these values. */
const AUDIENCES: Partial<Record<EmulatedProvider, string>> = {
  okta: 'api://default',
  entra: EMULATED_AUDIENCE,
  google: 'portal',
  cognito: 'portal',
  pinniped: 'portal',
};

/** The configurations of the provider's page in docs/providers, for its emulator. */
export interface EmulatedSetUp {
  /** The id of the sign-in provider. */
  providerId: string;
  /** The section of the provider in app-config, without the environment. */
  section: Record<string, unknown>;
  /** How the sign-in page shows the provider. */
  shown: { title: string };
  /** The entry of the AuthenticationConfiguration, with its CEL expressions. */
  jwt: object;
}

/**
 * Reads the configurations of the provider's page. Only addresses, client and audience are replaced.
 *
 * @param certificateAuthority - PEM of the authority that signed the emulator's certificate
 */
export function emulatedSetUp(
  { provider, issuer, metadataUrl, portalClient }: OidcEmulator,
  certificateAuthority: string,
): EmulatedSetUp {
  const { providerId, section, authentication, appConfig } =
    readDocumentedProvider(PAGES[provider]);
  const [jwt] = authentication.jwt;
  const audience = AUDIENCES[provider];
  const { ske } = appConfig as {
    ske: { auth: { providers: Record<string, { title: string }> } };
  };
  return {
    providerId,
    section: { ...section, ...portalClient, metadataUrl },
    shown: ske.auth.providers[providerId],
    jwt: {
      ...jwt,
      issuer: {
        ...jwt.issuer,
        url: issuer,
        audiences: audience ? [audience] : jwt.issuer.audiences,
        certificateAuthority,
      },
    },
  };
}

/** The name and the groups of a user on the cluster, as the provider's page describes them. */
export function emulatedIdentity(
  provider: EmulatedProvider,
  user: DemoUser,
): { username: string; groups: string[] } {
  const groups = provider === 'google' ? [] : user.groups;
  switch (provider) {
    case 'entra':
      return {
        username: entraObjectId(user.username),
        groups: groups.map(entraObjectId),
      };
    case 'pinniped':
      return { username: user.username, groups };
    default:
      return { username: user.email, groups };
  }
}
