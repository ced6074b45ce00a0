import type { DiagnosisFacts } from '../facts/DiagnosisFacts';
import { type Finding, passed, warning } from '../facts/Finding';

/**
 * Whether the API server has read the keys of the issuer too. Only the metrics of the API server show this, and only a user whom the API server accepts
 * and who may read the metrics sees them. For all other users the result is `unknown`. The check does not read the endpoint `/openid/v1/jwks`, which has the keys
 * of the API server's own tokens.
 */
export async function checkKeysOfApiServer(
  facts: DiagnosisFacts,
  count: number,
): Promise<Finding> {
  const own = `${count} ${count === 1 ? 'key' : 'keys'} for signatures.`;
  const notKnown = (why: string) =>
    passed(
      `${own} Whether the API server has read them too is not known: ${why.replace(/\.$/, '')}.`,
    );
  const issuer = await facts.metadata('issuer');
  if (issuer === undefined || !(await facts.isAccepted())) {
    return notKnown(
      'it returns its metrics only to users whom it accepts, and there is no token of such a user',
    );
  }
  const seen = await facts.probes.keysOfApiServer(issuer);
  if ('problem' in seen) {
    return notKnown(
      seen.problem === 'forbidden'
        ? 'the user may not read its metrics (get /metrics)'
        : seen.message,
    );
  }
  const { readAtMs, failedAtMs, digests } = seen;
  if (failedAtMs !== undefined && failedAtMs > (readAtMs ?? 0)) {
    return warning('keys-not-read-by-api-server', {
      seen: `${own} The API server could not read them at ${toTime(failedAtMs)}${readAtMs === undefined ? '' : `, and last read them at ${toTime(readAtMs)}`}.`,
      expected: `The API server can read ${await facts.metadata('jwks_uri')}.`,
      remedy: [
        'Check DNS, firewall and proxy between the API server and the provider, and that it trusts the certificate of the provider (--oidc-ca-file, or certificateAuthority of the issuer). Its log says "oidc: fetching keys".',
      ],
    });
  }
  if (readAtMs === undefined) {
    return notKnown(
      'its metrics have no request for the keys of this issuer, because its version has no such metrics or it trusts no such issuer',
    );
  }
  const { digest } = await facts.keys();
  const isSame = digest !== undefined && digests.includes(digest);
  return passed(
    `${own} The API server last read ${isSame ? 'the same key set' : 'another key set than the current one'} at ${toTime(readAtMs)}.`,
  );
}

function toTime(ms: number): string {
  return new Date(ms).toISOString();
}
