import { digestOf, readKeyMetrics } from './readKeyMetrics';

const ISSUER = 'https://idp.example.com';
const PREFIX = 'apiserver_authentication_jwt_authenticator_jwks_fetch_last_';

const metricsOf = (issuer: string) =>
  [
    `# HELP ${PREFIX}timestamp_seconds [ALPHA] Timestamp`,
    `${PREFIX}timestamp_seconds{apiserver_id_hash="sha256:1",jwt_issuer_hash="${digestOf(issuer)}",result="success"} 1.7e+09`,
    `${PREFIX}timestamp_seconds{apiserver_id_hash="sha256:2",jwt_issuer_hash="${digestOf(issuer)}",result="success"} 1.700000001e+09`,
    `${PREFIX}timestamp_seconds{apiserver_id_hash="sha256:1",jwt_issuer_hash="${digestOf(issuer)}",result="failure"} 1.7000005e+09`,
    `${PREFIX}key_set_info{apiserver_id_hash="sha256:1",hash="sha256:a",jwt_issuer_hash="${digestOf(issuer)}"} 1`,
    '',
  ].join('\n');

describe('readKeyMetrics', () => {
  it('reads the times of the last success and failure, and the key sets, of one issuer', () => {
    const metrics = metricsOf('https://other.example.com') + metricsOf(ISSUER);

    expect(readKeyMetrics(metrics, ISSUER)).toEqual({
      readAtMs: 1_700_000_001_000,
      failedAtMs: 1_700_000_500_000,
      digests: ['sha256:a'],
    });
  });

  it('returns no times and no key sets if the metrics have only another issuer', () => {
    expect(readKeyMetrics(metricsOf('https://other'), ISSUER)).toEqual({
      digests: [],
    });
  });
});
