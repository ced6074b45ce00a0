/** The error of a sign-in resolver if the provider did not return the claim that the resolver needs. The next resolver is then tried. */
export class MissingClaimError extends Error {}
