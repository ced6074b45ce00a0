import { KubeConfig } from '@kubernetes/client-node';
import {
  certificateKubeconfig,
  credentialPluginKubeconfig,
} from './kubeconfig';

const cluster = {
  url: 'https://127.0.0.1:6443',
  certificateAuthority: '-----BEGIN CERTIFICATE-----\n',
};
const decode = (data: string | undefined) =>
  Buffer.from(data ?? '', 'base64').toString('utf8');
const load = (text: string) => {
  const config = new KubeConfig();
  config.loadFromString(text);
  return config;
};

describe('certificateKubeconfig', () => {
  it('returns a kubeconfig whose current context has server, CA, certificate and key', () => {
    const config = load(
      certificateKubeconfig({
        cluster,
        userName: 'admin',
        certificate: 'CERT',
        key: 'KEY',
      }),
    );

    expect(config.getCurrentCluster()?.server).toBe('https://127.0.0.1:6443');
    expect(decode(config.getCurrentCluster()?.caData)).toBe(
      cluster.certificateAuthority,
    );
    expect(decode(config.getCurrentUser()?.certData)).toBe('CERT');
    expect(decode(config.getCurrentUser()?.keyData)).toBe('KEY');
  });
});

describe('credentialPluginKubeconfig', () => {
  it('passes the password to the plugin in its environment, not in its arguments', () => {
    const config = load(
      credentialPluginKubeconfig({
        cluster,
        userName: 'user-dev',
        command: '/usr/bin/node',
        args: ['/plugin.mjs'],
        env: { OIDC_PASSWORD: 'secret: "quoted"' },
      }),
    );

    expect(config.getCurrentUser()?.exec).toMatchObject({
      apiVersion: 'client.authentication.k8s.io/v1',
      command: '/usr/bin/node',
      args: ['/plugin.mjs'],
      env: [{ name: 'OIDC_PASSWORD', value: 'secret: "quoted"' }],
      interactiveMode: 'Never',
    });
    expect(config.getCurrentUser()?.token).toBeUndefined();
  });
});
