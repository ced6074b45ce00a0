import { createHash } from 'node:crypto';
import type { KeysOfApiServer } from '../facts/DiagnosisProbes';

/*
 * Metrics of kube-apiserver, in k8s.io/apiserver/plugin/pkg/authenticator/token/oidc. The metrics contain the digests of issuers and key sets.
 */
/** The start of the names of all metrics that {@link readKeyMetrics} reads. */
export const KEY_METRICS =
  'apiserver_authentication_jwt_authenticator_jwks_fetch_last_';
const TIMES = `${KEY_METRICS}timestamp_seconds{`;
const KEY_SETS = `${KEY_METRICS}key_set_info{`;

/** The digest of a text, as the API server writes it. */
export function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** Reads the metrics about the keys of an issuer. */
export function readKeyMetrics(
  metrics: string,
  issuer: string,
): KeysOfApiServer {
  const own = `jwt_issuer_hash="${digestOf(issuer)}"`;
  const lines = metrics.split('\n').filter(line => line.includes(own));
  const lastTime = (result: 'success' | 'failure') => {
    const times = lines
      .filter(line => line.startsWith(TIMES))
      .filter(line => line.includes(`result="${result}"`))
      .map(line => 1000 * Number(line.slice(line.lastIndexOf(' '))));
    return times.length === 0 ? undefined : Math.max(...times);
  };
  const readAtMs = lastTime('success');
  const failedAtMs = lastTime('failure');
  return {
    ...(readAtMs !== undefined && { readAtMs }),
    ...(failedAtMs !== undefined && { failedAtMs }),
    digests: lines
      .filter(line => line.startsWith(KEY_SETS))
      .flatMap(line => /[{,]hash="([^"]+)"/.exec(line)?.[1] ?? []),
  };
}
