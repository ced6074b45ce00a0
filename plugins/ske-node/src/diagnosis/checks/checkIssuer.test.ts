import { UnsecuredJWT } from 'jose';
import { DiagnosisFacts } from '../facts/DiagnosisFacts';
import type { DiagnosisProbes } from '../facts/DiagnosisProbes';
import type { ProviderSettings } from '../settings/readDiagnosisSettings';
import { checkIssuer } from './checkIssuer';

const ISSUER = 'https://login.microsoftonline.com/tenant/v2.0';

function factsOf(
  metadataUrl: string,
  more: Partial<DiagnosisProbes> = {},
  issuer = ISSUER,
) {
  const provider = { metadataUrl } as ProviderSettings;
  return new DiagnosisFacts({
    settings: { problems: [], provider },
    probes: {
      now: Date.now,
      fetchJson: async () => ({
        status: 200,
        body: { issuer, jwks_uri: `${issuer}/keys` },
      }),
      token: async () => 'not-given',
      ...more,
    } as Partial<DiagnosisProbes> as DiagnosisProbes,
  });
}

describe('checkIssuer', () => {
  it.each(['', '?appid=1c6d', '?p=a/b'])(
    'accepts a metadataUrl with %j at its end',
    async query => {
      const url = `${ISSUER}/.well-known/openid-configuration${query}`;

      expect(await checkIssuer.run(factsOf(url))).toMatchObject({
        status: 'passed',
      });
    },
  );

  it('reports an issuer that differs from the metadataUrl, and names the metadataUrl without its query', async () => {
    const url =
      'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration?appid=1c6d';

    const token = async () => ({
      text: new UnsecuredJWT({ iss: 'https://other.example.com' }).encode(),
    });

    expect(await checkIssuer.run(factsOf(url, { token }))).toMatchObject({
      status: 'failed',
      code: 'issuer-differs',
      expected: expect.stringContaining(
        'https://login.microsoftonline.com/common/v2.0,',
      ),
    });
  });

  it.each<[string, DiagnosisProbes['token']]>([
    [
      'the token has the issuer of the document',
      async () => ({ text: new UnsecuredJWT({ iss: ISSUER }).encode() }),
    ],
    ['there is no token', async () => 'not-given'],
  ])(
    'only warns of an internal metadataUrl if %s, so that the checks go on',
    async (_, token) => {
      const url = 'http://localhost/.well-known/openid-configuration';

      expect(await checkIssuer.run(factsOf(url, { token }))).toMatchObject({
        status: 'warning',
        code: 'issuer-differs',
        seen: expect.stringContaining('internal address'),
      });
    },
  );

  it('reports a clock that differs rather than an internal metadataUrl', async () => {
    const url = 'http://localhost/.well-known/openid-configuration';
    const fetchJson = async () => ({
      status: 200,
      body: { issuer: ISSUER, jwks_uri: `${ISSUER}/keys` },
      dateMs: 0,
    });

    expect(await checkIssuer.run(factsOf(url, { fetchJson }))).toMatchObject({
      status: 'warning',
      code: 'clock-differs',
    });
  });

  it.each<[string, Awaited<ReturnType<DiagnosisProbes['fetchJson']>>, object]>([
    [
      'a provider that fails',
      { status: 503 },
      { code: 'issuer-unreachable', seen: expect.stringContaining('503') },
    ],
    [
      'a redirect to a login page',
      { status: 302, location: 'https://login.example.com/start' },
      {
        code: 'issuer-invalid',
        seen: expect.stringContaining('https://login.example.com/start'),
        remedy: expect.arrayContaining([
          expect.stringContaining('signs users in'),
        ]),
      },
    ],
    [
      'a proxy that does not reach the provider',
      { code: 'ECONNREFUSED', proxy: 'proxy.example.com:3128 (HTTPS_PROXY)' },
      {
        code: 'issuer-unreachable',
        seen: expect.stringContaining(
          'through the proxy proxy.example.com:3128 (HTTPS_PROXY)',
        ),
        remedy: expect.arrayContaining([expect.stringContaining('NO_PROXY')]),
      },
    ],
  ])('reports %s', async (_, result, finding) => {
    const fetchJson = async () => result;

    expect(await checkIssuer.run(factsOf(ISSUER, { fetchJson }))).toMatchObject(
      { status: 'failed', ...finding },
    );
  });

  it.each([
    ['CERT_HAS_EXPIRED', 'issuer-certificate-expired'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'issuer-certificate-wrong-name'],
    ['EPROTO', 'issuer-not-tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'issuer-not-tls'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'issuer-untrusted'],
    ['ECONNREFUSED', 'issuer-unreachable'],
  ])('reports %s as %s', async (failure, code) => {
    const fetchJson = async () => ({ code: failure });

    expect(await checkIssuer.run(factsOf(ISSUER, { fetchJson }))).toMatchObject(
      { status: 'failed', code },
    );
  });
});
