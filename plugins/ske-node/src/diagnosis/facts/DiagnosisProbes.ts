import type { AccessRules } from '../../platform/reviews/RulesReview';
import type { IdentityReason } from '../../credentials/identity/IdentityError';

/**
 * The requests to other systems that the checks may make. Each probe returns a failure as a value, because the checks need to read failures.
 */
export interface DiagnosisProbes {
  now(): number;
  /** Opens a connection to the API server and closes it. No HTTP request is sent. */
  connect(): Promise<ConnectResult>;
  /** Requests a JSON document of the OIDC provider. */
  fetchJson(url: string): Promise<FetchResult>;
  /** Whether the OIDC provider knows the client and its secret. Absent if this must not be tried. */
  tryClient?(tokenEndpoint: string): Promise<FetchResult>;
  /** The user's token, or the reason why there is no token. */
  token(): Promise<TokenResult>;
  /** A SelfSubjectReview with the user's token. */
  review(): Promise<ReviewResult>;
  /** For each question, in order, whether RBAC allows it. */
  access(questions: AccessProbe[]): Promise<boolean[] | ProbeFailure>;
  /** The rules of the user in namespace `default`. */
  rules(): Promise<AccessRules | ProbeFailure>;
  /** The Promises that the user may list. */
  promises(): Promise<PromisesProbe | ProbeFailure>;
  /** The metrics of the API server about the keys of an issuer, read as the user. */
  keysOfApiServer(issuer: string): Promise<KeysOfApiServer | ProbeFailure>;
}

/** A failed connection. The code is Node's or OpenSSL's, such as `ECONNREFUSED`. */
export interface ConnectResult {
  code?: string;
  /** Set if the proxy failed and not the cluster. `status` is the status of the proxy's response, if the proxy responded. */
  proxy?: { status?: number };
}

/** The code of a response that was not read to its end. */
export const TOO_LARGE = 'TOO_LARGE';

export interface FetchResult {
  /** Absent when there was no response. */
  status?: number;
  /** The code of a failed connection, or {@link TOO_LARGE}. */
  code?: string;
  /** The parsed body; undefined when it is not JSON. */
  body?: unknown;
  /** The address to which the response redirects. */
  location?: string;
  /** The proxy of the request, such as `proxy.example.com:3128 (HTTPS_PROXY)`. Set if there was no response. */
  proxy?: string;
  /** The digest of the body, such as `sha256:…`. */
  digest?: string;
  /** The `Date` header, in milliseconds since 1970. */
  dateMs?: number;
}

export type TokenResult =
  /** `step`: why the exchange or the impersonation with this token fails, if it does. */
  | { text: string; step?: ProbeFailure }
  | TokenProblem
  /** All users share one identity. */
  | 'shared'
  /** The doctor was started without a token. */
  | 'not-given';

/** Why there is no token. */
export interface TokenProblem extends ProbeFailure {
  reason?: IdentityReason;
  /** Whether the auth backend has sessions. Known only if the claim `tok` is missing. */
  authHasSessions?: boolean;
}

/** A code of SkeError, its message, and its hint. */
export interface ProbeFailure {
  problem: string;
  message: string;
  hint?: string;
}

export type ReviewResult =
  { username: string; groups: string[] } | ProbeFailure;

export interface AccessProbe {
  verb: string;
  group: string;
  resource: string;
}

export interface PromisesProbe {
  promises: PromiseProbe[];
  /** Whether there are Promises that were not read. */
  hasMore: boolean;
}

/**
 * The metrics of an API server about its last requests for the keys of an issuer. A field is absent if the API server has made no such request, or has
 * no such metrics.
 */
export interface KeysOfApiServer {
  /** In milliseconds since 1970. */
  readAtMs?: number;
  failedAtMs?: number;
  /** The digests of the key sets that the API server has read, such as `sha256:…`; one for each API server. */
  digests: string[];
}

export interface PromiseProbe {
  name: string;
  /** The kind that the Promise defines. Absent for a Promise without an API. */
  api?: { group: string; plural: string; kind: string };
}
