import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
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
    [
      { cluster: { 'certificate-authority': 'missing.crt' } },
      /clusters\[name=c\]\.cluster\.certificate-authority cannot be read \(ENOENT\): .*missing\.crt/,
    ],
    [
      { cluster: { 'certificate-authority': 'config' } },
      /cluster\.certificate-authority holds no certificate/,
    ],
    [
      { cluster: { 'certificate-authority-data': 'eA==' } },
      /cluster\.certificate-authority-data holds no certificate/,
    ],
    [
      {
        cluster: {
          'certificate-authority': 'config',
          'certificate-authority-data': 'eA==',
        },
      },
      /cluster: certificate-authority and certificate-authority-data are both set/,
    ],
    [
      {
        cluster: {
          'certificate-authority-data': 'eA==',
          'insecure-skip-tls-verify': true,
        },
      },
      /cluster: insecure-skip-tls-verify is true and certificate-authority-data is set/,
    ],
    [
      { user: { 'client-certificate-data': 'eA==' } },
      /users\[name=u\]\.user: a client certificate is set without its key/,
    ],
    [
      { user: { 'client-certificate': 'missing.crt', 'client-key': 'config' } },
      /user\.client-certificate cannot be read \(ENOENT\): .*missing\.crt/,
    ],
    [
      { user: { 'client-certificate': 'config', 'client-key': 'missing.key' } },
      /user\.client-key cannot be read \(ENOENT\): .*missing\.key/,
    ],
    [
      {
        user: {
          'client-certificate': 'config',
          'client-certificate-data': 'eA==',
          'client-key-data': 'eA==',
        },
      },
      /user: client-certificate and client-certificate-data are both set/,
    ],
    [
      {
        user: {
          'client-certificate-data': 'eA==',
          'client-key': 'config',
          'client-key-data': 'eA==',
        },
      },
      /user: client-key and client-key-data are both set/,
    ],
    [{ user: { tokenFile: 'missing' } }, /user\.tokenFile cannot be read/],
    [
      { user: { token: 'a', username: 'ann', password: 'pw' } },
      /user: a token and a user name are both set/,
    ],
    [
      { user: { tokenFile: 'config', username: 'ann' } },
      /user: a token and a user name are both set/,
    ],
    [{ user: { exec: { args: [] } } }, /user\.exec\.command is missing/],
  ])('rejects %j, and names the key', (options, message) => {
    expect(() => read(options)).toThrow(message);
    expect(() => read(options)).toThrow(/catalog\.kubeconfig/);
  });

  it('reads an empty certificate authority as those of the system, like kubectl', () => {
    writeFileSync(join(folder, 'ca.crt'), '');
    expect(
      read({ cluster: { 'certificate-authority': 'ca.crt' } }).tls,
    ).toEqual({ skipVerify: false });
  });

  it('accepts insecure-skip-tls-verify beside a certificate authority for a server without TLS, like kubectl', () => {
    const { tls } = read({
      cluster: {
        server: 'http://127.0.0.1:8001',
        'certificate-authority-data': Buffer.from(rootCertificates[0]).toString(
          'base64',
        ),
        'insecure-skip-tls-verify': true,
      },
    });
    expect(tls.skipVerify).toBe(true);
  });

  it('reads a certificate authority from a file next to the kubeconfig', () => {
    writeFileSync(join(folder, 'ca.crt'), rootCertificates[0]);
    expect(
      read({ cluster: { 'certificate-authority': 'ca.crt' } }).tls,
    ).toEqual({ skipVerify: false, ca: rootCertificates[0] });
  });

  it('passes the cluster to an exec plugin as kubectl does', async () => {
    writeFileSync(join(folder, 'ca.crt'), rootCertificates[0]);
    writeFileSync(
      join(folder, 'plugin.js'),
      `const { cluster } = JSON.parse(process.env.KUBERNETES_EXEC_INFO).spec;
       const status = { token: JSON.stringify(cluster) };
       console.log(JSON.stringify({ kind: 'ExecCredential', status }));`,
    );
    const { credentials } = read({
      cluster: {
        'certificate-authority': 'ca.crt',
        'tls-server-name': 'other.example.com',
        'disable-compression': true,
        extensions: [
          null,
          { name: 'other', extension: { x: 1 } },
          {
            name: 'client.authentication.k8s.io/exec',
            extension: { audience: 'kube' },
          },
        ],
      },
      user: {
        exec: {
          command: process.execPath,
          args: [join(folder, 'plugin.js')],
          provideClusterInfo: true,
        },
      },
    }).identity;
    const header = await credentials.authorization();
    expect(JSON.parse(header?.replace('Bearer ', '') ?? '')).toEqual({
      server: 'https://kube.example.com:6443',
      'tls-server-name': 'other.example.com',
      'certificate-authority-data': Buffer.from(rootCertificates[0]).toString(
        'base64',
      ),
      'disable-compression': true,
      config: { audience: 'kube' },
    });
  });

  it.each([
    [{ token: 't0ken' }, 'Bearer t0ken'],
    [
      { 'client-certificate-data': 'eA==', 'client-key-data': 'eA==' },
      undefined,
    ],
  ])(
    'does not run the exec plugin of a user with %j, like kubectl',
    async (user, expected) => {
      const exec = { command: './missing', interactiveMode: 'Always' };
      const { credentials } = read({ user: { ...user, exec } }).identity;
      expect(await credentials.authorization()).toBe(expected);
    },
  );

  it('reads a token file again when the API server rejects its token', async () => {
    writeFileSync(join(folder, 'token'), 'first\n');
    const { credentials } = read({ user: { tokenFile: 'token' } }).identity;
    expect(await credentials.authorization()).toBe('Bearer first');
    writeFileSync(join(folder, 'token'), 'second\n');
    expect(await credentials.authorization()).toBe('Bearer first');
    expect(credentials.renew?.()).toBe(true);
    expect(await credentials.authorization()).toBe('Bearer second');
  });

  it('sends the token of a file beside a password without a user name, like kubectl', async () => {
    writeFileSync(join(folder, 'token'), 'from-file');
    const user = { tokenFile: 'token', password: 'pw' };
    const { credentials } = read({ user }).identity;
    expect(await credentials.authorization()).toBe('Bearer from-file');
  });

  it('runs the exec plugin of a user with an empty tokenFile', async () => {
    const script = `console.log(JSON.stringify({ kind: 'ExecCredential', status: { token: 'from-plugin' } }))`;
    const exec = { command: process.execPath, args: ['-e', script] };
    const { credentials } = read({ user: { tokenFile: '', exec } }).identity;
    expect(await credentials.authorization()).toBe('Bearer from-plugin');
  });

  it('prefers a token file to a token, and sends the token while the file cannot be read, like kubectl', async () => {
    const user = { token: 't0ken', tokenFile: 'token' };
    const { credentials } = read({ user }).identity;
    expect(await credentials.authorization()).toBe('Bearer t0ken');
    writeFileSync(join(folder, 'token'), 'from-file\n');
    expect(await credentials.authorization()).toBe('Bearer from-file');
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
