import tls from 'node:tls';

/**
 * The authorities that Node trusts, among them those of `NODE_EXTRA_CA_CERTS`, and one more. A list of authorities replaces Node's own for a connection.
 *
 * Node before 22.15 cannot list the authorities of `NODE_EXTRA_CA_CERTS`, so there the list has only the bundled ones.
 */
export function trustedAuthorities(ca: string): string[] {
  const trusted = tls.getCACertificates?.('default') ?? tls.rootCertificates;
  return [...trusted, ca];
}
