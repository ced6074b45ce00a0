/** What the API server accepts, according to its flags or its AuthenticationConfiguration. The doctor uses these expectations for explanations only. */
export interface ApiServerExpectations {
  /** For messages: the file or the keys from which the expectations were read. */
  source: string;
  issuers: ExpectedIssuer[];
}

export interface ExpectedIssuer {
  url: string;
  audiences: string[];
  /** The algorithms of signatures. */
  algorithms: string[];
  /** Absent when an expression computes the name. */
  username?: ExpectedClaim;
  /** Absent when groups are not taken from the token, or when an expression computes them. */
  groups?: ExpectedClaim;
  /** Whether `claimMappings.groups` is configured in any form. */
  hasGroups: boolean;
  /** Claims that must have a certain value. */
  requiredClaims?: Array<{ claim: string; value: string }>;
  /** For messages: the expressions that the API server evaluates with the token. The portal does not evaluate them. */
  expressions?: string[];
}

export interface ExpectedClaim {
  claim: string;
  prefix: string;
}
