import type { DiagnosisCode } from '@kratix-portal/plugin-ske-common';
import type { Check } from '../facts/Check';
import type { DiagnosisFacts } from '../facts/DiagnosisFacts';
import { failed, type Finding, passed } from '../facts/Finding';
import { isTlsFailure } from './tlsFailures';

const URL_REMEDY =
  'Correct url of the cluster in kubernetes.clusterLocatorMethods: kubectl cluster-info shows it.';
const DNS_REMEDY =
  'Check the DNS of the machine or Pod where the backend runs.';

const KNOWN: Record<
  string,
  { code: DiagnosisCode; seen: string; remedy: string }
> = {
  ENOTFOUND: {
    code: 'cluster-name-unknown',
    seen: 'the name does not resolve',
    remedy: DNS_REMEDY,
  },
  EAI_AGAIN: {
    code: 'cluster-name-unknown',
    seen: 'the name server does not respond',
    remedy: DNS_REMEDY,
  },
  ECONNREFUSED: {
    code: 'cluster-refuses-connection',
    seen: 'nothing listens on this port',
    remedy: 'Start the API server, and check the port in url.',
  },
  UND_ERR_CONNECT_TIMEOUT: {
    code: 'cluster-times-out',
    seen: 'the cluster does not respond',
    remedy:
      'Check firewalls, NetworkPolicies and the list of authorized networks of a managed cluster; configure a proxy with proxyUrl if there is one.',
  },
};

/** A connection to the API server. */
export const checkCluster: Check = {
  id: 'cluster',
  async run(facts: DiagnosisFacts): Promise<Finding> {
    const url = facts.settings.platform?.url ?? '';
    const { code } = await facts.connection();
    if (code === undefined || isTlsFailure(code)) {
      return passed(`${url} accepts connections.`);
    }
    const known = KNOWN[code] ?? {
      code: 'cluster-unreachable',
      seen: 'the connection fails',
      remedy: 'Check the network between the backend and the API server.',
    };
    return failed(known.code, {
      seen: `${url} cannot be reached: ${known.seen} (${code}).`,
      expected: 'The backend can open a connection to the API server.',
      remedy: [URL_REMEDY, known.remedy],
    });
  },
};
