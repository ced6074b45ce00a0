import type { TokenKind } from '@kratix-portal/plugin-ske-common';
import type { TokenValues } from '../refreshes';

/** The values with which a logout token of a provider is verified. */
export interface LogoutMetadata {
  issuer: string;
  jwksUri: string;
}

/** The OIDC provider of a session. */
export interface SessionProvider {
  /** The id of the sign-in provider. */
  providerId: string;
  /** Names the provider and the client. */
  fingerprint: string;
  /** The id of the portal at the OIDC provider: the audience of logout tokens. */
  clientId: string;
  /** The token that goes to API servers; the access token by default. */
  tokenKind?: TokenKind;
  /** All kinds of tokens that clusters of this provider need; only the access token by default. */
  neededKinds?: readonly TokenKind[];
  /** The duration of a lease. A running process renews its lease; after a process was killed, other processes cannot refresh for this time. */
  leaseMs: number;
  /** Exchanges a refresh token. The ID token of the response is not verified. */
  exchange(refreshToken: string): Promise<TokenValues>;
  /**
   * Verifies the ID token of a response, if the response has one.
   *
   * @throws Error whose message says why the ID token is not accepted
   */
  verify(response: TokenValues): Promise<void>;
  /** Revokes a refresh token (RFC 7009), if the provider can. */
  revoke(refreshToken: string): Promise<void>;
  /** The values come from the discovery document. */
  readMetadata(): Promise<LogoutMetadata>;
}
