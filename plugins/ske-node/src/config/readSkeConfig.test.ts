import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { JsonObject, JsonValue } from '@backstage/types';
import { SkeConfigError } from './ConfigProblems';
import { readSkeConfig } from './readSkeConfig';

const folder = mkdtempSync(join(tmpdir(), 'ske-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

const cluster = {
  name: 'kratix-platform',
  url: 'https://cluster.example.com:6443',
  authProvider: 'oidc',
  oidcTokenProvider: 'keycloak',
};

function configWith(
  clusters: JsonObject[],
  ske: JsonObject = { kubernetes: { platformName: 'kratix-platform' } },
): ConfigReader {
  return new ConfigReader({
    ske,
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        { type: 'gke', projectId: 'x' },
        { type: 'config', clusters },
      ],
    },
  });
}

async function problemsOf(config: ConfigReader): Promise<readonly string[]> {
  try {
    readSkeConfig(config);
  } catch (error) {
    expect(error).toBeInstanceOf(SkeConfigError);
    return (error as SkeConfigError).problems;
  }
  throw new Error('the configuration was accepted');
}

const PATH = 'kubernetes.clusterLocatorMethods[1].clusters[0]';

describe('readSkeConfig', () => {
  it("B3, B4: reads the seed page's configuration", async () => {
    const { platform, warnings, mode } = readSkeConfig(
      configWith([{ ...cluster, skipTLSVerify: true }]),
    );
    expect(mode).toBe('kubernetes');
    expect(platform).toEqual({
      name: 'kratix-platform',
      url: 'https://cluster.example.com:6443',
      tls: { skipVerify: true },
      identity: { mode: 'user', oidcTokenProvider: 'keycloak' },
    });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/TLS verification is off.*kratix-platform/);
  });

  describe('S6: ske.kubernetes.userNameClaim', () => {
    const kubernetes = {
      platformName: 'kratix-platform',
      userNameClaim: 'preferred_username',
    };

    it('is of those who act as themselves', async () => {
      const { platform } = readSkeConfig(configWith([cluster], { kubernetes }));
      expect(platform.identity).toMatchObject({
        mode: 'user',
        userNameClaim: 'preferred_username',
      });
    });

    it('means nothing where nobody does, and has to be a text', async () => {
      const shared = {
        ...cluster,
        authProvider: 'serviceAccount',
        serviceAccountToken: 'sa-token',
      };
      expect(await problemsOf(configWith([shared], { kubernetes }))).toEqual([
        expect.stringMatching(
          /^ske\.kubernetes\.userNameClaim is set, but on cluster kratix-platform nobody acts with a token of their own/,
        ),
      ]);
      const number = { kubernetes: { ...kubernetes, userNameClaim: 7 } };
      expect(await problemsOf(configWith([cluster], number))).toEqual([
        expect.stringMatching(/ske\.kubernetes\.userNameClaim/),
      ]);
    });
  });

  describe('S20: ske.kubernetes.kinds', () => {
    const shared = {
      ...cluster,
      authProvider: 'serviceAccount',
      serviceAccountToken: 'sa-token',
    };

    function readWith(entry: JsonObject, kinds?: JsonValue) {
      const platformName = 'kratix-platform';
      return configWith([entry], {
        kubernetes: { platformName, ...(kinds !== undefined && { kinds }) },
      });
    }

    it.each([
      ['all', 'each user has an identity', cluster, undefined],
      ['promises', 'all users share one', shared, undefined],
      ['promises', 'it is asked for', cluster, 'promises'],
      ['all', 'it is asked for', shared, 'all'],
    ])('is %s where %s', (expected, _, entry, configured) => {
      expect(readSkeConfig(readWith(entry, configured)).kinds).toBe(expected);
    });

    it('warns of all kinds with one identity for everyone', () => {
      expect(readSkeConfig(readWith(shared, 'all')).warnings).toContainEqual(
        expect.stringMatching(
          /^ske\.kubernetes\.kinds is "all", and every user/,
        ),
      );
    });

    it.each([
      ['promise', /is "promise": set it to "all" or to "promises"/],
      ['All', /is "All"/],
      [['all'], /ske\.kubernetes\.kinds/],
      [true, /ske\.kubernetes\.kinds/],
    ])('refuses %j', async (value, message) => {
      const problems = await problemsOf(readWith(cluster, value));
      expect(problems).toEqual([expect.stringMatching(message)]);
    });
  });

  it('S24: verifies TLS unless told otherwise, without a warning', async () => {
    const { platform, warnings } = readSkeConfig(configWith([cluster]));
    expect(platform.tls).toEqual({ skipVerify: false });
    expect(warnings).toEqual([]);
  });

  it('B4: reads a service account, and warns that all users share it', async () => {
    const { platform, warnings } = readSkeConfig(
      configWith([
        {
          name: cluster.name,
          url: cluster.url,
          authProvider: 'serviceAccount',
          serviceAccountToken: 'sa-token',
        },
      ]),
    );
    const { identity } = platform;
    if (identity.mode !== 'service') {
      throw new Error('not the service mode');
    }
    await expect(identity.credentials.authorization()).resolves.toBe(
      'Bearer sa-token',
    );
    expect(warnings).toEqual([expect.stringMatching(/every user acts/)]);
    expect(JSON.stringify([platform, warnings])).not.toContain('sa-token');
  });

  it('S2: a service account token beside oidc is never read', async () => {
    const { platform, warnings } = readSkeConfig(
      configWith([{ ...cluster, serviceAccountToken: 'sa-token' }]),
    );
    expect(platform.identity).toEqual({
      mode: 'user',
      oidcTokenProvider: 'keycloak',
    });
    expect(warnings).toEqual([expect.stringMatching(/is never used/)]);
  });

  it.each([
    'http://localhost:8001',
    'http://127.0.0.1:8001',
    'http://127.1.2.3',
    'http://[::1]:8001',
    'https://rancher.example.com/k8s/clusters/c-1/',
  ])('S24: accepts the address %s', async url => {
    const { platform } = readSkeConfig(configWith([{ ...cluster, url }]));
    expect(platform.url).toBe(url.replace(/\/$/, ''));
  });

  it.each([
    ['http://cluster.example.com', /starts with "http:".*use "https:"/],
    ['http://localhost.example.com', /starts with "http:"/],
    ['http://127.0.0.1.example.com', /starts with "http:"/],
    ['ftp://cluster.example.com', /starts with "ftp:"/],
    [
      'cluster.example.com:6443',
      /starts with "cluster.example.com:"|is not a URL/,
    ],
    ['not a url', /is not a URL/],
    ['https://user:pass@cluster.example.com', /holds a user name/],
    ['https://cluster.example.com?a=b', /has a query/],
  ])('S24: refuses the address %s', async (url, message) => {
    const problems = await problemsOf(configWith([{ ...cluster, url }]));
    expect(problems).toEqual([expect.stringMatching(message)]);
    expect(problems[0]).toContain(`${PATH}.url `);
    expect(problems[0]).not.toContain('pass@');
  });

  const { url: _url, ...withoutUrl } = cluster;
  const { authProvider: _auth, ...withoutAuthProvider } = cluster;
  const { oidcTokenProvider: _oidc, ...withoutProvider } = cluster;
  const file = join(folder, 'absent.pem');

  it.each<[string, JsonObject[], string, RegExp]>([
    ['no url', [withoutUrl], `${PATH}.url`, /is missing: set it to/],
    [
      'no authProvider',
      [withoutAuthProvider],
      `${PATH}.authProvider`,
      /is missing.*"oidc"/,
    ],
    [
      'another authProvider',
      [{ ...cluster, authProvider: 'google' }],
      `${PATH}.authProvider`,
      /"google".*use "oidc" or "serviceAccount"/,
    ],
    [
      'oidc without oidcTokenProvider',
      [withoutProvider],
      `${PATH}.oidcTokenProvider`,
      /is missing.*auth\.providers/,
    ],
    [
      'serviceAccount without a token',
      [{ ...cluster, authProvider: 'serviceAccount' }],
      `${PATH}.serviceAccountToken`,
      /is missing/,
    ],
    [
      'a service account token with a line break',
      [
        {
          ...cluster,
          authProvider: 'serviceAccount',
          serviceAccountToken: 'a\nb',
        },
      ],
      `${PATH}.serviceAccountToken`,
      /characters/,
    ],
    [
      'an unreadable caFile',
      [{ ...cluster, caFile: file }],
      `${PATH}.caFile`,
      /cannot be read \(ENOENT\).*absent\.pem/,
    ],
    [
      'a caFile that is a folder',
      [{ ...cluster, caFile: folder }],
      `${PATH}.caFile`,
      /cannot be read \(EISDIR\)/,
    ],
    [
      'caData that is no certificate',
      [{ ...cluster, caData: Buffer.from('hello').toString('base64') }],
      `${PATH}.caData`,
      /holds no certificate/,
    ],
    [
      'skipTLSVerify beside caData',
      [{ ...cluster, skipTLSVerify: true, caData: 'x' }],
      `${PATH}.skipTLSVerify`,
      /beside caData.*remove one/,
    ],
    [
      'skipTLSVerify beside caFile',
      [{ ...cluster, skipTLSVerify: true, caFile: file }],
      `${PATH}.skipTLSVerify`,
      /beside caFile.*remove one/,
    ],
    [
      'two clusters of the name',
      [cluster, cluster],
      'ske.kubernetes.platformName',
      /more than one.*clusters\[0\].*clusters\[1\]/,
    ],
    [
      'no cluster of the name',
      [
        { ...cluster, name: 'one' },
        { ...cluster, name: 'two' },
      ],
      'ske.kubernetes.platformName',
      /is "kratix-platform".*Known clusters: one, two/,
    ],
    [
      'no cluster at all',
      [],
      'ske.kubernetes.platformName',
      /no cluster is configured/,
    ],
  ])('refuses %s, and names the key', async (_, clusters, path, message) => {
    const problems = await problemsOf(configWith(clusters));
    const about = problems.filter(problem => problem.startsWith(`${path} `));
    expect(about).toEqual([expect.stringMatching(message)]);
  });

  it('shows all problems at once', async () => {
    const config = configWith(
      [{ ...withoutProvider, url: 'http://example.com' }],
      { mode: 'gitops', kubernetes: { platformName: 'kratix-platform' } },
    );
    expect(await problemsOf(config)).toHaveLength(3);
    expect(() => readSkeConfig(config)).toThrow(
      /Invalid configuration:\n- ske\.mode is "gitops".*\n- .*url.*\n- .*oidcTokenProvider/,
    );
  });

  it.each(['gitops', 'hybrid'])('B2: refuses mode %s for now', async mode => {
    const problems = await problemsOf(
      configWith([cluster], {
        mode,
        kubernetes: { platformName: 'kratix-platform' },
      }),
    );
    expect(problems).toEqual([
      expect.stringMatching(`ske.mode is "${mode}", which.*not support yet`),
    ]);
  });

  it('refuses values of the wrong type by name', async () => {
    const problems = await problemsOf(
      configWith([{ ...cluster, skipTLSVerify: 'perhaps' }]),
    );
    expect(problems).toEqual([expect.stringMatching(/skipTLSVerify/)]);
  });

  it('refuses ske.kubernetes without platformName', async () => {
    const problems = await problemsOf(
      configWith([cluster], { kubernetes: {} }),
    );
    expect(problems).toEqual([
      expect.stringMatching(/^ske\.kubernetes\.platformName is missing/),
    ]);
  });

  describe('B3: without ske.kubernetes', () => {
    const before = process.env.KUBECONFIG;
    afterEach(() => {
      if (before === undefined) {
        delete process.env.KUBECONFIG;
      } else {
        process.env.KUBECONFIG = before;
      }
    });

    function writeKubeconfig(server: string): string {
      const path = join(folder, 'kubeconfig');
      writeFileSync(
        path,
        JSON.stringify({
          apiVersion: 'v1',
          kind: 'Config',
          'current-context': 'here',
          clusters: [{ name: 'there', cluster: { server } }],
          users: [{ name: 'me', user: { token: 'ambient-token' } }],
          contexts: [
            { name: 'here', context: { cluster: 'there', user: 'me' } },
          ],
        }),
      );
      return path;
    }

    it('takes the default kubeconfig, and warns that all users share its identity', async () => {
      const path = writeKubeconfig('https://cluster.example.com');
      process.env.KUBECONFIG = path;
      const { platform, warnings } = readSkeConfig(new ConfigReader({}));
      expect(platform).toMatchObject({
        name: 'there',
        url: 'https://cluster.example.com',
        identity: { mode: 'service' },
      });
      expect(warnings).toEqual([
        expect.stringMatching(/every user acts on the platform cluster as/),
      ]);
      const { identity } = platform;
      await expect(
        identity.mode === 'service' && identity.credentials.authorization(),
      ).resolves.toBe('Bearer ambient-token');
    });

    it('S2: with ske.kubernetes the same kubeconfig is not even read', async () => {
      process.env.KUBECONFIG = join(folder, 'does-not-exist');
      const { platform } = readSkeConfig(configWith([cluster]));
      expect(platform.identity.mode).toBe('user');
    });

    it('names a kubeconfig that cannot be read', async () => {
      process.env.KUBECONFIG = join(folder, 'does-not-exist');
      expect(await problemsOf(new ConfigReader({}))).toEqual([
        expect.stringMatching(/^ske\.kubernetes .*does-not-exist/),
      ]);
    });
  });
});
