/** The reason why a platform, or a program of it, does not work. */
export type PlatformErrorCode =
  | 'already-running'
  | 'binaries-missing'
  | 'java-missing'
  | 'java-too-old'
  | 'keycloak-build-failed'
  | 'keycloak-download-failed'
  | 'keycloak-not-ready'
  | 'maven-missing'
  | 'token-request-failed'
  | 'unknown-user';

/** An error whose message says what to change. Callers check its code. */
export class PlatformError extends Error {
  readonly code: PlatformErrorCode;

  constructor(
    code: PlatformErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'PlatformError';
    this.code = code;
  }
}
