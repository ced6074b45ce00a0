import { AuthenticationError } from '@backstage/errors';

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
          'The client secret and tokens would be readable on the network, so nothing is sent there. Correct the provider’s public URL; http is accepted for localhost only.',
      );
    }
  }
}

/** Whether a URL is https, or http to this machine. */
export function isSecureUrl(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) {
    return false;
  }
  const { protocol, hostname } = new URL(value);
  return (
    protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
  );
}

function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname === '[::1]' ||
    /^127(?:\.\d{1,3}){3}$/.test(hostname)
  );
}
