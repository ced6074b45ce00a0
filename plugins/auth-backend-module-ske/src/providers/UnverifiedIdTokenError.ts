/** The ID token of a refresh could not be verified. The message is the reason. */
export class UnverifiedIdTokenError extends Error {}
