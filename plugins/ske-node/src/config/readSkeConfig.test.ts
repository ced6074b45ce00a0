import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JsonObject, JsonValue } from '@backstage/types';
import { cluster, configWith, problemsOf } from './__testUtils__/skeConfig';
import { readSkeConfig } from './readSkeConfig';

const folder = mkdtempSync(join(tmpdir(), 'ske-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PATH = 'kubernetes.clusterLocatorMethods[1].clusters[0]';

describe('readSkeConfig', () => {
  it("B3, B4: reads the configuration of SKE's page on OIDC", async () => {
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

    it('is accepted when each user has their own identity', async () => {
      const { platform } = readSkeConfig(configWith([cluster], { kubernetes }));
      expect(platform.identity).toMatchObject({
        mode: 'user',
        userNameClaim: 'preferred_username',
      });
    });

    it('is rejected when all users share one identity, and when it is not a string', async () => {
      const shared = {
        ...cluster,
        authProvider: 'serviceAccount',
        serviceAccountToken: 'sa-token',
      };
      expect(await problemsOf(configWith([shared], { kubernetes }))).toEqual([
        expect.stringMatching(
          /^ske\.kubernetes\.userNameClaim is set, but on cluster kratix-platform all users share one identity/,
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
      ['all', 'each user has their own identity', cluster, undefined],
      ['promises', 'all users share one identity', shared, undefined],
      ['promises', 'it is configured', cluster, 'promises'],
      ['all', 'it is configured', shared, 'all'],
    ])('is %s when %s', (expected, _, entry, configured) => {
      expect(readSkeConfig(readWith(entry, configured)).kinds).toBe(expected);
    });

    it('warns when all users share one identity and the rule is "all"', () => {
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
    ])('rejects %j', async (value, message) => {
      const problems = await problemsOf(readWith(cluster, value));
      expect(problems).toEqual([expect.stringMatching(message)]);
    });
  });

  it('S24: verifies TLS by default, without a warning', async () => {
    const { platform, warnings } = readSkeConfig(configWith([cluster]));
    expect(platform.tls).toEqual({ skipVerify: false });
    expect(warnings).toEqual([]);
  });

  it('B4: reads a service account and warns that all users share it', async () => {
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

  it('S2: never reads a service account token of a cluster with authProvider oidc', async () => {
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
  ])('S24: rejects the address %s', async (url, message) => {
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
      'caData that is not a certificate',
      [{ ...cluster, caData: Buffer.from('hello').toString('base64') }],
      `${PATH}.caData`,
      /holds no certificate/,
    ],
    [
      'skipTLSVerify together with caData',
      [{ ...cluster, skipTLSVerify: true, caData: 'x' }],
      `${PATH}.skipTLSVerify`,
      /and caData is set.*remove one/,
    ],
    [
      'skipTLSVerify together with caFile',
      [{ ...cluster, skipTLSVerify: true, caFile: file }],
      `${PATH}.skipTLSVerify`,
      /and caFile is set.*remove one/,
    ],
    [
      'two clusters with the name',
      [cluster, cluster],
      'ske.kubernetes.platformName',
      /more than one.*clusters\[0\].*clusters\[1\]/,
    ],
    [
      'no cluster with the name',
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
  ])('rejects %s and names the key', async (_, clusters, path, message) => {
    const problems = await problemsOf(configWith(clusters));
    const about = problems.filter(problem => problem.startsWith(`${path} `));
    expect(about).toEqual([expect.stringMatching(message)]);
  });

  it('reports all problems at once', async () => {
    const config = configWith(
      [{ ...withoutProvider, url: 'http://example.com' }],
      { mode: 'gitops', kubernetes: { platformName: 'kratix-platform' } },
    );
    expect(await problemsOf(config)).toHaveLength(3);
    expect(() => readSkeConfig(config)).toThrow(
      /Invalid configuration:\n- ske\.mode is "gitops".*\n- .*url.*\n- .*oidcTokenProvider/,
    );
  });

  it.each([
    [
      'S12: a key that is too short',
      { session: { keys: [{ id: 'one', secret: 'c2hvcnQ=' }] } },
      /^ske\.auth\.session\.keys\[0\]\.secret must be at least 32 random bytes/,
    ],
    [
      'an unknown mode',
      { mode: 'cookie' },
      /^ske\.auth\.mode is 'cookie': set it to one of tok, session, auto/,
    ],
  ])('rejects %s', async (_, auth, problem) => {
    const kubernetes = { platformName: 'kratix-platform' };
    const problems = await problemsOf(
      configWith([cluster], { kubernetes, auth }),
    );
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });

  it.each(['gitops', 'hybrid'])(
    'B2: rejects mode %s, which is not supported yet',
    async mode => {
      const problems = await problemsOf(
        configWith([cluster], {
          mode,
          kubernetes: { platformName: 'kratix-platform' },
        }),
      );
      expect(problems).toEqual([
        expect.stringMatching(`ske.mode is "${mode}", which.*not support yet`),
      ]);
    },
  );

  it('rejects values of the wrong type and names the key', async () => {
    const problems = await problemsOf(
      configWith([{ ...cluster, skipTLSVerify: 'perhaps' }]),
    );
    expect(problems).toEqual([expect.stringMatching(/skipTLSVerify/)]);
  });

  it('rejects ske.kubernetes without platformName', async () => {
    const problems = await problemsOf(
      configWith([cluster], { kubernetes: {} }),
    );
    expect(problems).toEqual([
      expect.stringMatching(/^ske\.kubernetes\.platformName is missing/),
    ]);
  });
});
