import type { Check } from '../facts/Check';
import type { DiagnosisFacts } from '../facts/DiagnosisFacts';
import { failed, type Finding, passed, skipped } from '../facts/Finding';

const NO_PROXY_REMEDY =
  'If the API server needs no proxy, add its host to NO_PROXY, without https:// and a path, or set proxyUrl of the cluster to "none".';

/** The proxy between the portal and the API server. */
export const checkProxy: Check = {
  id: 'proxy',
  async run(facts: DiagnosisFacts): Promise<Finding> {
    const proxy = facts.settings.platform?.proxy;
    if (!proxy) {
      return skipped('Connections to the API server use no proxy.');
    }
    const { code = '', proxy: failure } = await facts.connection();
    const named = `${new URL(proxy.url).host} (${proxy.source})`;
    if (!failure) {
      return passed(`The proxy ${named} opens connections to the API server.`);
    }
    if (failure.status === undefined) {
      return failed('proxy-unreachable', {
        seen: `The proxy ${named} cannot be reached (${code}).`,
        expected: 'The proxy accepts connections from the portal.',
        remedy: [
          `Correct the address in ${proxy.source}, or start the proxy.`,
          NO_PROXY_REMEDY,
        ],
      });
    }
    return failure.status === 407
      ? failed('proxy-needs-credentials', {
          seen: `The proxy ${named} answers 407.`,
          expected:
            'The proxy accepts the portal, with a user name and a password if it needs them.',
          remedy: [
            `Put them into ${proxy.source}: http://<user>:<password>@<host>:<port>.`,
          ],
        })
      : failed('proxy-refuses', {
          seen: `The proxy ${named} answers ${failure.status} to CONNECT.`,
          expected:
            'The proxy responds with 200 and forwards the connection to the API server.',
          remedy: [
            'Allow CONNECT to the host and the port of the API server in the proxy.',
            NO_PROXY_REMEDY,
          ],
        });
  },
};
