import { ConfigReader } from '@backstage/config';
import { readApiServer } from './readApiServer';

const cluster = {
  name: 'platform',
  url: 'https://platform.example.com/',
  authProvider: 'serviceAccount',
  serviceAccountToken: 'the-token-that-writes',
};

function configWith(...clusters: object[]) {
  return new ConfigReader({
    kubernetes: {
      clusterLocatorMethods: [{ type: 'config', clusters: clusters as never }],
    },
  });
}

const read = (name: string, ...clusters: object[]) =>
  readApiServer(configWith(...clusters), {
    name,
    referredBy: 'catalog.providers.kratix.a.cluster',
  });

describe('readApiServer', () => {
  it('S2: reads the address and TLS settings of a cluster, but not its identity', () => {
    expect(read('platform', cluster)).toEqual({
      name: 'platform',
      url: 'https://platform.example.com',
      tls: { skipVerify: false, ca: undefined },
    });
  });

  it.each<[string, string, object[], RegExp]>([
    [
      'a cluster that is not configured',
      'other',
      [cluster],
      /catalog\.providers\.kratix\.a\.cluster is "other".*Known clusters: platform/,
    ],
    [
      'a name that two clusters have',
      'platform',
      [cluster, cluster],
      /more than one cluster has this name/,
    ],
    [
      'an address without TLS',
      'platform',
      [{ ...cluster, url: 'http://platform.example.com' }],
      /clusters\[0\]\.url starts with "http:"/,
    ],
    [
      'skipTLSVerify together with a CA',
      'platform',
      [{ ...cluster, skipTLSVerify: true, caData: 'eA==' }],
      /skipTLSVerify is true and caData is set/,
    ],
  ])('rejects %s and names the key', (_, name, clusters, message) => {
    expect(() => read(name, ...clusters)).toThrow(message);
  });
});
