/** What the API server accepts, according to its flags or its AuthenticationConfiguration. These expectations decide nothing: they explain. */
export interface ApiServerExpectations {
  /** Where this is written, for messages. */
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
}

export interface ExpectedClaim {
  claim: string;
  prefix: string;
}
