/**
 * Why an OIDC provider of the platform failed. Callers should test this code; the message is for people.
 *
 * @public
 */
export type OidcProviderErrorCode =
  | 'invalid-settings'
  | 'java-missing'
  | 'java-too-old'
  | 'maven-missing'
  | 'keycloak-download-failed'
  | 'keycloak-build-failed'
  | 'keycloak-not-ready';

/**
 * An error of the OIDC provider or of its installation.
 *
 * @public
 */
export class OidcProviderError extends Error {
  readonly code: OidcProviderErrorCode;

  constructor(
    code: OidcProviderErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'OidcProviderError';
    this.code = code;
  }
}
