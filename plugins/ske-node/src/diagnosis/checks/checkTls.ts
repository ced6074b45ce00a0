import type { Check } from '../facts/Check';
import type { DiagnosisFacts } from '../facts/DiagnosisFacts';
import {
  failed,
  type Finding,
  passed,
  skipped,
  warning,
} from '../facts/Finding';
import { tlsFailureOf } from './tlsFailures';

/** The certificate of the API server. */
export const checkTls: Check = {
  id: 'tls',
  async run(facts: DiagnosisFacts): Promise<Finding> {
    const { url = '', tls } = facts.settings.platform ?? {};
    if (url.startsWith('http:')) {
      return skipped('The connection is http on this machine.');
    }
    const { code } = await facts.connection();
    if (code !== undefined) {
      return explain(url, code);
    }
    return tls?.skipVerify
      ? warning('tls-not-verified', {
          seen: 'skipTLSVerify is true: the certificate is not verified.',
          expected: 'The certificate is verified with caFile or caData.',
          remedy: [
            'Set caFile or caData of the cluster to its certificate authority, and remove skipTLSVerify. Until then, a process that takes the place of the API server can read the tokens of users.',
          ],
        })
      : passed('The certificate of the API server is valid.');
  },
};

function explain(url: string, code: string): Finding {
  switch (tlsFailureOf(code)) {
    case 'not-tls':
      return failed('cluster-not-tls', {
        seen: `The server at ${url} does not speak TLS (${code}).`,
        expected: 'An API server with https.',
        remedy: ['Correct the port in url of the cluster.'],
      });
    case 'expired':
      return failed('cluster-certificate-expired', {
        seen: `The certificate of ${url} is not valid now (${code}).`,
        expected: 'A certificate whose validity contains the present time.',
        remedy: [
          'Renew the certificate of the API server (kubeadm certs renew), and check the clock of the backend.',
        ],
      });
    case 'wrong-name':
      return failed('cluster-certificate-wrong-name', {
        seen: `The certificate of the API server does not contain the host of ${url} (${code}).`,
        expected:
          'The host of url is a subject alternative name of the certificate.',
        remedy: [
          'Use a name in url that the certificate has, or add the name to the certificate of the API server (kubeadm: apiServer.certSANs).',
        ],
      });
    default:
      return failed('cluster-untrusted', {
        seen: `The certificate of ${url} is from an authority that the portal does not trust (${code}).`,
        expected:
          'An authority in caFile or caData of the cluster, or one that Node trusts.',
        remedy: [
          'Set caFile or caData to the certificate authority of the cluster: certificate-authority-data in a kubeconfig of it.',
        ],
      });
  }
}
