/** A sign-in resolver cannot decide because the provider did not return a claim. The next resolver is tried. */
export class MissingClaimError extends Error {}
