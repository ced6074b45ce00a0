import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { readKubeconfigFile } from './readKubeconfigFile';

describe('readKubeconfigFile', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kubeconfig-'));
  });
  afterEach(() => {
    delete process.env.HTTPS_PROXY;
    rmSync(folder, { recursive: true });
  });

  function read(options: { cluster?: object; user?: object }) {
    const file = join(folder, 'config');
    const { cluster = {}, user = { token: 't0ken' } } = options;
    writeFileSync(
      file,
      stringify({
        apiVersion: 'v1',
        kind: 'Config',
        'current-context': 'here',
        contexts: [{ name: 'here', context: { cluster: 'c', user: 'u' } }],
        clusters: [
          {
            name: 'c',
            cluster: { server: 'https://kube.example.com:6443', ...cluster },
          },
        ],
        users: [{ name: 'u', user }],
      }),
    );
    return readKubeconfigFile({ file, referredBy: 'catalog.kubeconfig' });
  }

  it('reads tls-server-name and proxy-url', () => {
    const { tls, proxy } = read({
      cluster: {
        'tls-server-name': 'other.example.com',
        'proxy-url': 'http://proxy.example.com:3128',
      },
    });
    expect(tls).toEqual({ skipVerify: false, serverName: 'other.example.com' });
    expect(proxy).toEqual({
      url: 'http://proxy.example.com:3128',
      source: expect.stringMatching(/^catalog\.kubeconfig .* proxy-url$/),
    });
  });

  it('follows HTTPS_PROXY without proxy-url', () => {
    process.env.HTTPS_PROXY = 'http://environment:1';
    expect(read({}).proxy?.source).toBe('HTTPS_PROXY');
  });

  it.each([
    [{ cluster: { 'proxy-url': 'socks5://p:1' } }, /proxy-url starts with/],
    [{ user: { token: 'a', as: 'jane' } }, /users\[name=u\]\.user\.as: /],
    [
      { user: { exec: { command: 'a', interactiveMode: 'Always' } } },
      /user\.exec\.interactiveMode is Always/,
    ],
  ])('rejects %j, and names the key', (options, message) => {
    expect(() => read(options)).toThrow(message);
    expect(() => read(options)).toThrow(/catalog\.kubeconfig/);
  });

  it('reads a token file again when the API server rejects its token', async () => {
    writeFileSync(join(folder, 'token'), 'first\n');
    const { credentials } = read({ user: { tokenFile: 'token' } }).identity;
    expect(await credentials.authorization()).toBe('Bearer first');
    writeFileSync(join(folder, 'token'), 'second\n');
    expect(await credentials.authorization()).toBe('Bearer first');
    expect(credentials.renew?.()).toBe(true);
    expect(await credentials.authorization()).toBe('Bearer second');
  });

  it.each([
    [{ token: 't0ken' }, 'Bearer t0ken'],
    [{ username: 'ann', password: 'pw' }, 'Basic YW5uOnB3'],
    [{}, undefined],
  ])('sends the credential %j', async (user, expected) => {
    const { credentials } = read({ user }).identity;
    expect(await credentials.authorization()).toBe(expected);
  });

  it('runs an exec plugin whose path is relative to the kubeconfig', async () => {
    writeFileSync(
      join(folder, 'plugin.sh'),
      '#!/bin/sh\necho \'{"kind":"ExecCredential","status":{"token":"from-plugin"}}\'\n',
      { mode: 0o755 },
    );
    const { credentials } = read({
      user: { exec: { command: './plugin.sh' } },
    }).identity;
    expect(await credentials.authorization()).toBe('Bearer from-plugin');
  });
});
