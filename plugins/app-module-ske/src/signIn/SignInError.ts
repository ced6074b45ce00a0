/** Thrown when this page itself stops a sign-in. The message is for the platform team. */
export class SignInError extends Error {
  readonly code: 'no-sign-in';

  constructor(options: { code: 'no-sign-in'; message: string }) {
    super(options.message);
    this.name = 'SignInError';
    this.code = options.code;
  }
}
