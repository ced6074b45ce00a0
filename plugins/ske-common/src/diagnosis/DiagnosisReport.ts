import type { DiagnosisCode } from './DiagnosisCode';

/**
 * The checks of the diagnosis, in the order in which they run.
 *
 * @public
 */
export const diagnosisCheckIds = [
  'configuration',
  'proxy',
  'cluster',
  'tls',
  'issuer',
  'keys',
  'client',
  'token',
  'exchange',
  'token-kind',
  'token-issuer',
  'token-times',
  'token-signature',
  'token-audience',
  'username',
  'identity',
  'groups',
  'permissions',
] as const;

/**
 * One of {@link diagnosisCheckIds}.
 *
 * @public
 */
export type DiagnosisCheckId = (typeof diagnosisCheckIds)[number];

/**
 * The kinds of OIDC providers that remedies are written for.
 *
 * @public
 */
export type ProviderKind =
  | 'keycloak'
  | 'okta'
  | 'auth0'
  | 'entra'
  | 'google'
  | 'cognito'
  | 'dex'
  | 'pinniped'
  | 'oidc';

/**
 * The result of one check.
 *
 * @public
 */
export interface DiagnosisCheck {
  /** Which check it is. */
  id: DiagnosisCheckId;
  /**
   * - `passed`: the check found nothing wrong.
   * - `warning`: the check found something unusual that does not stop the user.
   * - `failed`: the check found a fault that must be corrected. The later checks do not run.
   * - `unknown`: the check could not get a result; `seen` says why.
   * - `skipped`: an earlier check failed, or the check does not apply.
   */
  status: 'passed' | 'warning' | 'failed' | 'unknown' | 'skipped';
  /** Present for `failed` and `warning`. */
  code?: DiagnosisCode;
  /** What the check found. It never contains a token, and only the claims that matter for this check. */
  seen: string;
  /** What the check should have found. Present for `failed`. */
  expected?: string;
  /** What to change, one step for each entry, for the configured provider. Present for `failed`. */
  remedy?: string[];
  /**
   * `certain`: the check compared with a known value. `likely`: the API server rejects the token without a reason, and this reason is the most probable
   * one. Present for `failed`.
   */
  certainty?: 'certain' | 'likely';
}

/**
 * What `GET /diagnosis` returns: why a user can or cannot act on the platform cluster.
 *
 * @public
 */
export interface DiagnosisReport {
  /** `failed`: one check failed. `warning`: all checks that ran passed, some with a warning. */
  outcome: 'passed' | 'warning' | 'failed';
  /** The code of the failed check. */
  code?: DiagnosisCode;
  /** When the checks ran, RFC 3339. */
  checkedAt: string;
  /** The Backstage user. Absent when no user is signed in. */
  backstageUser?: string;
  /** The name of the cluster in the configuration. Absent when the configuration does not name one. */
  cluster?: string;
  /** The sign-in provider of the cluster. Absent when all users share one identity. */
  provider?: { id: string; kind: ProviderKind };
  /** All checks, in the order in which they ran. */
  checks: DiagnosisCheck[];
}
