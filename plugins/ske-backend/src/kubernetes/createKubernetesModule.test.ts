import {
  createBackendPlugin,
  createExtensionPoint,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { createKubernetesModule } from './createKubernetesModule';
import type { AuthenticationStrategy } from './SessionStrategy';

class Strategy {}

const STRATEGIES = {
  AksStrategy: Strategy,
  AnonymousStrategy: Strategy,
  AwsIamStrategy: Strategy,
  AzureIdentityStrategy: Strategy,
  GoogleServiceAccountStrategy: Strategy,
  GoogleStrategy: Strategy,
  OidcStrategy: Strategy,
  ServiceAccountStrategy: Strategy,
};

async function start(auth: JsonObject) {
  const added: Record<string, AuthenticationStrategy> = {};
  const kubernetes = createBackendPlugin({
    pluginId: 'kubernetes',
    register(env) {
      env.registerExtensionPoint(
        createExtensionPoint<object>({ id: 'kubernetes.auth-strategy' }),
        {
          addAuthStrategy: (key: string, strategy: AuthenticationStrategy) => {
            added[key] = strategy;
          },
        },
      );
      env.registerInit({ deps: {}, async init() {} });
    },
  });
  const backend = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({ data: { ske: { auth } } }),
      kubernetes,
      createKubernetesModule(STRATEGIES),
    ],
  });
  await backend.stop();
  return Object.keys(added).sort();
}

describe('createKubernetesModule', () => {
  it('keeps the other strategies, which Backstage drops as soon as a module adds a strategy', async () => {
    const session = { kubernetesPlugin: true };

    expect(await start({ mode: 'session', session })).toEqual([
      'aks',
      'aws',
      'azure',
      'google',
      'googleServiceAccount',
      'localKubectlProxy',
      'oidc',
      'serviceAccount',
    ]);
  });

  it('adds nothing in mode tok', async () => {
    expect(await start({})).toEqual([]);
  });

  it('does not start in session mode without ske.auth.session.kubernetesPlugin', async () => {
    await expect(start({ mode: 'session' })).rejects.toThrow(
      'ske.auth.session.kubernetesPlugin is not true',
    );
  });
});
