import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExecPlugin } from './ExecPlugin';

describe('ExecPlugin', () => {
  let folder: string;
  let now = 0;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'exec-plugin-'));
    now = Date.parse('2026-01-01T00:00:00Z');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A plugin that writes each run and its environment to a file, and returns a token with the number of the run. */
  function pluginWith(status: object, provideClusterInfo = false): ExecPlugin {
    writeFileSync(
      join(folder, 'plugin.js'),
      `const fs = require('node:fs');
       const runs = ${JSON.stringify(join(folder, 'runs'))};
       fs.appendFileSync(runs, process.env.KUBERNETES_EXEC_INFO + process.env.EXTRA + '\\n');
       const n = fs.readFileSync(runs, 'utf8').trim().split('\\n').length;
       const status = ${JSON.stringify(status)};
       if (status.token) status.token += n;
       console.log(JSON.stringify({ apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status }));`,
    );
    return new ExecPlugin({
      exec: {
        apiVersion: 'client.authentication.k8s.io/v1',
        command: process.execPath,
        args: [join(folder, 'plugin.js')],
        env: [{ name: 'EXTRA', value: '-extra' }],
        provideClusterInfo,
      },
      folder,
      clusterInfo: { server: 'https://kube.example.com' },
      now: () => now,
    });
  }

  const runs = () =>
    readFileSync(join(folder, 'runs'), 'utf8').trim().split('\n');

  it('runs once for parallel calls, and again when the credential expires', async () => {
    const plugin = pluginWith({
      token: 'token-',
      expirationTimestamp: '2026-01-01T01:00:00Z',
    });
    expect(
      await Promise.all([plugin.credential(), plugin.credential()]),
    ).toEqual([{ token: 'token-1' }, { token: 'token-1' }]);
    now += 59 * 60_000;
    expect(await plugin.credential()).toEqual({ token: 'token-1' });
    now += 60_000;
    expect(await plugin.credential()).toEqual({ token: 'token-2' });
  });

  it('keeps a credential without an expiry until it is rejected', async () => {
    const plugin = pluginWith({ token: 'token-' });
    await plugin.credential();
    expect(plugin.invalidate()).toBe(false);
    now += 24 * 60 * 60_000;
    expect(await plugin.credential()).toEqual({ token: 'token-1' });
    expect(plugin.invalidate()).toBe(true);
    expect(await plugin.credential()).toEqual({ token: 'token-2' });
  });

  it('returns a client certificate', async () => {
    const plugin = pluginWith({
      clientCertificateData: 'CERT',
      clientKeyData: 'KEY',
    });
    expect(await plugin.credential()).toEqual({
      clientCertificate: { cert: 'CERT', key: 'KEY' },
    });
  });

  it('passes the environment of the kubeconfig, and the cluster with provideClusterInfo', async () => {
    await pluginWith({ token: 'a' }).credential();
    await pluginWith({ token: 'a' }, true).credential();
    const common = {
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
    };
    expect(runs()).toEqual([
      `${JSON.stringify({ ...common, spec: { interactive: false } })}-extra`,
      `${JSON.stringify({
        ...common,
        spec: {
          interactive: false,
          cluster: { server: 'https://kube.example.com' },
        },
      })}-extra`,
    ]);
  });

  it('gives the plugin no input, so that a plugin that reads its input ends', async () => {
    writeFileSync(
      join(folder, 'reader.js'),
      `const input = require('node:fs').readFileSync(0, 'utf8');
       const status = { token: 'read:' + input };
       console.log(JSON.stringify({ kind: 'ExecCredential', status }));`,
    );
    const plugin = new ExecPlugin({
      exec: { command: process.execPath, args: [join(folder, 'reader.js')] },
      folder,
      clusterInfo: {},
    });
    expect(await plugin.credential()).toEqual({ token: 'read:' });
  });

  it('fails when the plugin cannot be started', async () => {
    const plugin = new ExecPlugin({
      exec: { command: './missing' },
      folder,
      clusterInfo: {},
    });
    await expect(plugin.credential()).rejects.toThrow(/ENOENT/);
  });

  it('fails when the plugin fails, and runs again at the next call', async () => {
    const plugin = pluginWith({});
    await expect(plugin.credential()).rejects.toThrow(/neither a token nor/);
    pluginWith({ token: 'token-' });
    expect(await plugin.credential()).toEqual({ token: 'token-2' });
  });
});
