import { AuthenticationError } from '@backstage/errors';
import { HTTP_IS_LOCAL, isSecureUrl } from '@kratix-portal/plugin-ske-node';

/** The endpoints of the discovery document that a sign-in uses (OpenID Connect Discovery 1.0, section 3; RFC 8414). */
const USED_ENDPOINTS = [
  'authorization_endpoint',
  'token_endpoint',
  'userinfo_endpoint',
  'jwks_uri',
  'revocation_endpoint',
  'end_session_endpoint',
];

/**
 * Rejects a discovery document with an endpoint that is not https. The client secret, codes and tokens would be readable on the network.
 *
 * @throws AuthenticationError that names the endpoint
 */
export function checkEndpoints(options: {
  providerId: string;
  metadataUrl: string;
  metadata: { [key: string]: unknown };
}): void {
  const { providerId, metadataUrl, metadata } = options;
  for (const key of USED_ENDPOINTS) {
    const value = metadata[key];
    if (value !== undefined && !isSecureUrl(value)) {
      throw new AuthenticationError(
        `The discovery document of the sign-in provider '${providerId}' at ${metadataUrl} has the ${key} ${value}, which is not an https URL. ` +
          'The client secret and tokens would be readable on the network, so nothing is sent there. Correct the provider’s public URL; ' +
          `${HTTP_IS_LOCAL}.`,
      );
    }
  }
}
