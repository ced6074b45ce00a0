import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { cluster, configWith, problemsOf } from './__testUtils__/skeConfig';
import { readSkeConfig } from './readSkeConfig';

const folder = mkdtempSync(join(tmpdir(), 'ske-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('B3: without ske.kubernetes', () => {
  const before = process.env.KUBECONFIG;
  afterEach(() => {
    if (before === undefined) {
      delete process.env.KUBECONFIG;
    } else {
      process.env.KUBECONFIG = before;
    }
  });

  function writeKubeconfig(server: string, more: object = {}): string {
    const path = join(folder, 'kubeconfig');
    writeFileSync(
      path,
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        'current-context': 'here',
        clusters: [{ name: 'there', cluster: { server, ...more } }],
        users: [{ name: 'me', user: { token: 'ambient-token' } }],
        contexts: [{ name: 'here', context: { cluster: 'there', user: 'me' } }],
      }),
    );
    return path;
  }

  it('reads the default kubeconfig and warns that all users share its identity', async () => {
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

  it('S2: does not read the default kubeconfig when ske.kubernetes is set', async () => {
    process.env.KUBECONFIG = join(folder, 'does-not-exist');
    const { platform } = readSkeConfig(configWith([cluster]));
    expect(platform.identity.mode).toBe('user');
  });

  it('names the key of a kubeconfig that kubectl rejects', async () => {
    const path = writeKubeconfig('https://cluster.example.com', {
      'certificate-authority': 'missing.crt',
    });
    process.env.KUBECONFIG = path;
    const [problem] = await problemsOf(new ConfigReader({}));
    expect(problem).toMatch(
      /^ske\.kubernetes .*KUBECONFIG.*clusters\[name=there\]\.cluster\.certificate-authority cannot be read \(ENOENT\)/,
    );
  });

  it('names the kubeconfig that it cannot read', async () => {
    process.env.KUBECONFIG = join(folder, 'does-not-exist');
    expect(await problemsOf(new ConfigReader({}))).toEqual([
      expect.stringMatching(/^ske\.kubernetes .*does-not-exist/),
    ]);
  });
});
