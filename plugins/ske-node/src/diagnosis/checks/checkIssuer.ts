import { type FetchResult, TOO_LARGE } from '../facts/DiagnosisProbes';
import type { Check } from '../facts/Check';
import type { DiagnosisFacts } from '../facts/DiagnosisFacts';
import {
  failed,
  type Finding,
  passed,
  skipped,
  warning,
} from '../facts/Finding';
import {
  CLOCK_REMEDY,
  CLOCKS_AGREE,
  providerKey,
  remedyFor,
} from '../remedies';
import { isTlsFailure, tlsFailureOf } from './tlsFailures';

const DISCOVERY_EXPECTED = 'A discovery document of OpenID Connect.';

const SUFFIX = '/.well-known/openid-configuration';
/** A greater difference makes tokens look expired, or not yet valid. */
const MOST_CLOCK_DIFFERENCE_MS = 60_000;

/** The discovery document of the OIDC provider. */
export const checkIssuer: Check = {
  id: 'issuer',
  isJudgedByApiServer: true,
  async run(facts: DiagnosisFacts): Promise<Finding> {
    const { provider } = facts.settings;
    if (!provider) {
      return skipped('No token of a user is used.');
    }
    const { metadataUrl = '' } = provider;
    const response = await facts.discovery();
    const problem = explainFetch(facts, metadataUrl, response);
    if (problem) {
      return problem;
    }
    const issuer = await facts.metadata('issuer');
    if (issuer === undefined || !(await facts.metadata('jwks_uri'))) {
      return failed('issuer-invalid', {
        seen: `The response of ${metadataUrl} has no issuer or no jwks_uri.`,
        expected: DISCOVERY_EXPECTED,
        remedy: [
          `Set ${providerKey(facts, 'metadataUrl')} to the issuer followed by ${SUFFIX}.`,
        ],
      });
    }
    const named =
      (await checkName(facts, issuer, metadataUrl)) ??
      passed(`The issuer is ${issuer}.`);
    // A wrong clock needs a remedy in any case, and a warning about the name may be of no importance.
    return named.status === 'failed'
      ? named
      : (checkClock(facts, response) ?? named);
  },
};

function explainFetch(
  facts: DiagnosisFacts,
  url: string,
  response: FetchResult,
): Finding | undefined {
  const { status, code = 'no response', body, location, proxy } = response;
  if (status === undefined) {
    return isTlsFailure(code)
      ? explainTls(facts, url, code)
      : failed('issuer-unreachable', {
          seen: `The provider cannot be reached at ${url}${proxy === undefined ? '' : ` through the proxy ${proxy}`} (${code}).`,
          expected: 'The backend can read the discovery document.',
          remedy: [
            ...(proxy === undefined
              ? []
              : [
                  `Check that the proxy ${proxy} runs and opens connections to the provider. If the provider needs no proxy, add its host to NO_PROXY, without https:// and a path.`,
                ]),
            `Correct ${providerKey(facts, 'metadataUrl')}, or check DNS, firewall and proxy between the backend and the provider.`,
          ],
        });
  }
  if (status >= 500 || status === 429) {
    return failed('issuer-unreachable', {
      seen: `The provider, or a proxy in front of it, responds with status ${status} at ${url}.`,
      expected: 'The backend can read the discovery document.',
      remedy: [
        'Look at the log of the provider and of its proxy, and try again.',
      ],
    });
  }
  if ([401, 403].includes(status) || (status >= 300 && status < 400)) {
    return failed('issuer-invalid', {
      seen: `${url} responds with status ${status}${location === undefined ? '' : ` and redirects to ${location}`}.`,
      expected: `${DISCOVERY_EXPECTED} Everybody can read it without a sign-in and without a redirect.`,
      remedy: [
        `If a proxy in front of the provider signs users in, exclude the path ${SUFFIX} and the keys from it.`,
        `Correct ${providerKey(facts, 'metadataUrl')} if the document has another address: it is the issuer followed by ${SUFFIX}.`,
      ],
    });
  }
  if (status !== 200) {
    return failed('issuer-not-found', {
      seen: `${url} answers ${status}.`,
      expected: 'A discovery document with status 200, without a redirect.',
      remedy: [
        `Correct the path in ${providerKey(facts, 'metadataUrl')}: it is the issuer followed by ${SUFFIX}.`,
      ],
    });
  }
  return body === undefined
    ? failed('issuer-invalid', {
        seen:
          code === TOO_LARGE
            ? `The response of ${url} is larger than 512 kB.`
            : `${url} does not respond with JSON; the response may come from a login page or a proxy.`,
        expected: DISCOVERY_EXPECTED,
        remedy: [
          `Open ${url} from the machine of the backend: it must show JSON. Correct ${providerKey(facts, 'metadataUrl')}, or the proxy.`,
        ],
      })
    : undefined;
}

function explainTls(facts: DiagnosisFacts, url: string, code: string): Finding {
  switch (tlsFailureOf(code)) {
    case 'not-tls':
      return failed('issuer-not-tls', {
        seen: `The server at ${url} does not speak TLS (${code}).`,
        expected: 'A provider with https.',
        remedy: [
          `Correct the port in ${providerKey(facts, 'metadataUrl')}, or the proxy in front of the provider.`,
        ],
      });
    case 'expired':
      return failed('issuer-certificate-expired', {
        seen: `The certificate of ${url} is not valid now (${code}).`,
        expected: 'A certificate whose validity contains the present time.',
        remedy: [
          'Renew the certificate of the provider, and check the clock of the backend.',
        ],
      });
    case 'wrong-name':
      return failed('issuer-certificate-wrong-name', {
        seen: `The certificate of the provider does not contain the host of ${url} (${code}).`,
        expected:
          'The host of metadataUrl is a subject alternative name of the certificate.',
        remedy: [
          `Use a name in ${providerKey(facts, 'metadataUrl')} that the certificate has, or add the name to the certificate of the provider.`,
        ],
      });
    default:
      return failed('issuer-untrusted', {
        seen: `The certificate of ${url} is not trusted (${code}).`,
        expected: 'A certificate of an authority that Node trusts.',
        remedy: [
          'Start the backend with NODE_EXTRA_CA_CERTS=<PEM file of the provider’s certificate authority>.',
          'The API server needs the same authority: --oidc-ca-file, or certificateAuthority of the issuer in its AuthenticationConfiguration.',
        ],
      });
  }
}

/** OpenID Connect Discovery, 4.3: the issuer is the URL without the suffix, and the API server compares character by character. */
async function checkName(
  facts: DiagnosisFacts,
  issuer: string,
  metadataUrl: string,
): Promise<Finding | undefined> {
  if (!issuer.startsWith('https://')) {
    return failed('issuer-not-https', {
      seen: `The issuer of the discovery document is ${issuer}.`,
      expected: 'An https issuer, because the API server accepts no other.',
      remedy: [
        'Set the public URL of the provider to https; behind a proxy, the provider must know the URL that browsers use.',
        remedyFor(facts, 'issuer'),
      ],
    });
  }
  // Entra ID has the keys of an application with its own signing key at `…/openid-configuration?appid=<id>`.
  const [address] = metadataUrl.split('?', 1);
  const fromUrl = address.endsWith(SUFFIX)
    ? address.slice(0, -SUFFIX.length)
    : address;
  // An issuer with a slash at its end has the same discovery URL as one without.
  if (issuer.replace(/\/$/, '') === fromUrl.replace(/\/$/, '')) {
    return undefined;
  }
  const problem = {
    seen: `The discovery document at ${metadataUrl} says that its issuer is ${issuer}.`,
    expected: `The issuer is ${fromUrl}, the address of the document without ${SUFFIX}.`,
    remedy: [
      `Set ${providerKey(facts, 'metadataUrl')} to ${issuer.replace(/\/$/, '')}${SUFFIX}, or correct the public URL of the provider.`,
    ],
  };
  // The backend may read the document at an internal address. The sign-in works, as long as tokens have the issuer of the document.
  const view = await facts.view();
  const isOtherToken =
    view !== undefined && !(view.form === 'jwt' && view.claims.iss === issuer);
  return isOtherToken
    ? failed('issuer-differs', problem)
    : warning('issuer-differs', {
        ...problem,
        seen: `${problem.seen} This is correct if the backend reads the document at an internal address.`,
      });
}

function checkClock(
  facts: DiagnosisFacts,
  { dateMs }: FetchResult,
): Finding | undefined {
  const difference = dateMs === undefined ? 0 : facts.probes.now() - dateMs;
  if (Math.abs(difference) < MOST_CLOCK_DIFFERENCE_MS) {
    return undefined;
  }
  const seconds = Math.round(Math.abs(difference) / 1000);
  return warning('clock-differs', {
    seen: `The clock of the portal is ${seconds} s ${difference > 0 ? 'ahead of' : 'behind'} the clock of the provider.`,
    expected: CLOCKS_AGREE,
    remedy: [CLOCK_REMEDY],
  });
}
