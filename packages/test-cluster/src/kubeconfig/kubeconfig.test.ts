import { KubeConfig } from '@kubernetes/client-node';
import { credentialPluginKubeconfig } from './kubeconfig';

describe('credentialPluginKubeconfig', () => {
  it('passes the password to the plugin in its environment, not in its arguments', () => {
    const config = new KubeConfig();
    config.loadFromString(
      credentialPluginKubeconfig({
        cluster: {
          url: 'https://127.0.0.1:6443',
          certificateAuthority: '-----BEGIN CERTIFICATE-----\n',
        },
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
