import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readProviderConfigs } from './readProviderConfigs';

const folder = mkdtempSync(join(tmpdir(), 'catalog-config-'));
const tokenFile = join(folder, 'token');
const kubeconfig = join(folder, 'kubeconfig');

afterAll(() => rmSync(folder, { recursive: true }));

writeFileSync(
  kubeconfig,
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'one',
    clusters: [
      { name: 'far', cluster: { server: 'https://far.example.com:6443/' } },
      { name: 'open', cluster: { server: 'http://open.example.com' } },
    ],
    users: [{ name: 'reader', user: { token: 'of-the-kubeconfig' } }],
    contexts: [
      { name: 'one', context: { cluster: 'far', user: 'reader' } },
      { name: 'two', context: { cluster: 'open', user: 'reader' } },
      { name: 'three', context: { cluster: 'absent', user: 'reader' } },
    ],
  }),
);

const smallest = { cluster: 'kratix-platform', serviceAccountToken: 'reads' };

function configWith(providers: JsonObject) {
  return new ConfigReader({
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'kratix-platform',
              url: 'https://platform.example.com',
              authProvider: 'oidc',
              oidcTokenProvider: 'keycloak',
            },
            {
              name: 'writes',
              url: 'https://writes.example.com',
              authProvider: 'serviceAccount',
              serviceAccountToken: 'the-token-that-writes',
            },
          ],
        },
      ],
    },
    catalog: { providers: { kratix: providers } },
  });
}

function problemsOf(provider: JsonObject, id = 'platform'): string[] {
  try {
    readProviderConfigs(configWith({ [id]: provider }));
  } catch (error) {
    return (error as { problems?: string[] }).problems ?? [String(error)];
  }
  return [];
}

describe('readProviderConfigs', () => {
  it('returns no provider without the section', () => {
    expect(readProviderConfigs(new ConfigReader({}))).toEqual([]);
  });

  it('reads the smallest configuration', async () => {
    const [provider] = readProviderConfigs(configWith({ platform: smallest }));
    expect(provider).toMatchObject({
      id: 'platform',
      cluster: {
        name: 'kratix-platform',
        url: 'https://platform.example.com',
        tls: { skipVerify: false },
      },
      ingest: { promises: true, resources: true },
      namespace: 'default',
      owner: {
        annotations: ['backstage.io/owner'],
        labels: [],
        namespaces: {},
        default: 'kratix-platform',
      },
      system: { annotations: ['backstage.io/system'], default: undefined },
      refreshSeconds: 3600,
      pendingRefreshSeconds: 60,
    });
    await expect(
      provider.cluster.identity.credentials.authorization(),
    ).resolves.toBe('Bearer reads');
  });

  it('reads a full configuration', () => {
    const [provider] = readProviderConfigs(
      configWith({
        platform: {
          ...smallest,
          ingest: {
            promises: false,
            namespaces: ['team-a', 'team-a', 'team-b'],
            resourceSelector: 'portal=true',
          },
          naming: { namespace: 'platform' },
          owner: {
            labels: ['team'],
            namespaces: { 'team-a': 'group:default/a' },
            default: 'group:default/unowned',
          },
          system: { default: 'the-platform' },
          template: { singleSpecPage: true, requestNamespace: 'team-a' },
          refresh: { minutes: 5 },
        },
      }),
    );
    expect(provider).toMatchObject({
      ingest: {
        promises: false,
        resources: true,
        namespaces: ['team-a', 'team-b'],
        resourceSelector: 'portal=true',
      },
      namespace: 'platform',
      owner: {
        labels: ['team'],
        namespaces: { 'team-a': 'group:default/a' },
        default: 'group:default/unowned',
      },
      system: { default: 'the-platform' },
      template: { singleSpecPage: true, requestNamespace: 'team-a' },
      refreshSeconds: 300,
      pendingRefreshSeconds: 60,
    });
  });

  it('reads cluster and identity from a kubeconfig, with its current context or another', async () => {
    const [provider] = readProviderConfigs(
      configWith({ platform: { kubeconfig: { file: kubeconfig } } }),
    );
    expect(provider.cluster).toMatchObject({
      name: 'far',
      url: 'https://far.example.com:6443',
    });
    await expect(
      provider.cluster.identity.credentials.authorization(),
    ).resolves.toBe('Bearer of-the-kubeconfig');
    expect(
      problemsOf({ kubeconfig: { file: kubeconfig, context: 'two' } }),
    ).toEqual([expect.stringContaining('starts with "http:"')]);
  });

  it('reads a token file, and reports its problems without its content', async () => {
    const [{ cluster }] = readProviderConfigs(
      configWith({
        platform: {
          cluster: 'kratix-platform',
          serviceAccountTokenFile: tokenFile,
        },
      }),
    );
    const { credentials } = cluster.identity;
    await expect(credentials.authorization()).rejects.toThrow(/ENOENT/);
    writeFileSync(tokenFile, 'not a "token"');
    await expect(credentials.authorization()).rejects.toThrow(
      /does not contain a token\.$/,
    );
    writeFileSync(tokenFile, 'first\n');
    await expect(credentials.authorization()).resolves.toBe('Bearer first');
  });

  it.each<[string, JsonObject, RegExp]>([
    [
      'neither cluster nor kubeconfig',
      {},
      /^catalog\.providers\.kratix\.platform has neither cluster nor kubeconfig: .*ClusterRole/,
    ],
    [
      'a cluster without an identity',
      { cluster: 'kratix-platform' },
      /platform has no identity: set serviceAccountToken or serviceAccountTokenFile/,
    ],
    [
      'a cluster that is not configured',
      { ...smallest, cluster: 'absent' },
      /^catalog\.providers\.kratix\.platform\.cluster is "absent".*Known clusters: kratix-platform, writes/,
    ],
    [
      'the token of a cluster that serves users',
      { cluster: 'writes', serviceAccountToken: 'the-token-that-writes' },
      /is also the token of a cluster.*use a service account that may only read/,
    ],
    [
      'a cluster with a token, without an identity for the catalog',
      { cluster: 'writes' },
      /has no identity/,
    ],
    [
      'both cluster and kubeconfig',
      { ...smallest, kubeconfig: { file: kubeconfig } },
      /platform has both cluster and kubeconfig/,
    ],
    [
      'both a token and kubeconfig',
      { serviceAccountToken: 'x', kubeconfig: { file: kubeconfig } },
      /platform has both kubeconfig, which contains an identity, and serviceAccountToken/,
    ],
    [
      'two tokens',
      { ...smallest, serviceAccountTokenFile: tokenFile },
      /has both serviceAccountToken and serviceAccountTokenFile/,
    ],
    [
      'a token with a line break',
      { ...smallest, serviceAccountToken: 'a\nb' },
      /characters that are not allowed in a token/,
    ],
    [
      'a kubeconfig that does not exist',
      { kubeconfig: { file: join(folder, 'absent') } },
      /kubeconfig names .*cannot be read/,
    ],
    ['a kubeconfig without a file', { kubeconfig: {} }, /kubeconfig\.file/],
    [
      'a context that does not exist',
      { kubeconfig: { file: kubeconfig, context: 'nine' } },
      /no cluster or no user\. Contexts: one, two, three/,
    ],
    [
      'a context without a cluster',
      { kubeconfig: { file: kubeconfig, context: 'three' } },
      /no cluster or no user/,
    ],
    [
      'an empty list of namespaces',
      { ...smallest, ingest: { namespaces: [] } },
      /namespaces is empty/,
    ],
    [
      'a wrong namespace',
      { ...smallest, ingest: { namespaces: ['a/b'] } },
      /"a\/b", which is not the name of a Kubernetes namespace/,
    ],
    [
      'a wrong Backstage namespace',
      { ...smallest, naming: { namespace: 'A_b' } },
      /naming\.namespace is "A_b"/,
    ],
    [
      'owners that are not a mapping',
      { ...smallest, owner: { namespaces: ['a'] } },
      /owner\.namespaces is not a mapping/,
    ],
    [
      'a wrong namespace of the form',
      { ...smallest, template: { requestNamespace: '-' } },
      /template\.requestNamespace is "-"/,
    ],
    [
      'a refresh that is too frequent',
      { ...smallest, refresh: { seconds: 5 } },
      /refresh is less than a minute/,
    ],
    [
      'a refresh that is not a duration',
      { ...smallest, refresh: 'often' },
      /refresh/,
    ],
    [
      'a value of the wrong type',
      { ...smallest, ingest: { promises: 'perhaps' } },
      /ingest\.promises/,
    ],
  ])('rejects %s, and says how to correct it', (_, provider, message) => {
    expect(problemsOf(provider)).toEqual([expect.stringMatching(message)]);
  });

  it('B12: reads how often recorded requests are read, by the key of SKE', () => {
    const read = (refreshSeconds: number) => {
      const { kubernetes, catalog } = configWith({ one: smallest }).get<{
        kubernetes: JsonObject;
        catalog: JsonObject;
      }>();
      const ske = { pendingRequests: { refreshSeconds } };
      const [provider] = readProviderConfigs(
        new ConfigReader({ kubernetes, catalog, ske }),
      );
      return provider.pendingRefreshSeconds;
    };
    expect(read(5)).toBe(5);
    expect(() => read(0)).toThrow(
      'ske.pendingRequests.refreshSeconds is 0: set it to a number of seconds from 1 to 3600',
    );
    expect(() => read(3_601)).toThrow(/from 1 to 3600/);
  });

  it('rejects an id that is not valid in the id of a task', () => {
    expect(problemsOf(smallest, 'a b')).toEqual([
      expect.stringMatching(/has an invalid id/),
    ]);
  });

  it('reports the problems of all providers at once, and never a token', () => {
    const read = () =>
      readProviderConfigs(
        configWith({
          one: {
            ...smallest,
            refresh: { seconds: 1 },
            naming: { namespace: '-' },
          },
          two: {
            cluster: 'writes',
            serviceAccountToken: 'the-token-that-writes',
          },
        }),
      );
    expect(read).toThrow(
      /one\.naming.*\n.*one\.refresh.*\n.*two\.serviceAccountToken/,
    );
    expect(read).not.toThrow(/the-token-that-writes/);
  });
});
