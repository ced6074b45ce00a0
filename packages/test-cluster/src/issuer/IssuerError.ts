/**
 * What went wrong with an OIDC provider of the local platform. Code branches on this, people read the message.
 *
 * @public
 */
export type IssuerErrorCode =
  | 'invalid-settings'
  | 'java-missing'
  | 'java-too-old'
  | 'maven-missing'
  | 'keycloak-download-failed'
  | 'keycloak-build-failed'
  | 'keycloak-not-ready'
  | 'sign-in-refused'
  | 'sign-in-unexpected';

/**
 * An error of this folder.
 *
 * @public
 */
export class IssuerError extends Error {
  readonly code: IssuerErrorCode;

  constructor(code: IssuerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'IssuerError';
    this.code = code;
  }
}
