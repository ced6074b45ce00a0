/**
 * @jest-environment node
 */
import { resolve } from 'node:path';
import { loadConfigSchema } from '@backstage/config-loader';

/** The configuration of a portal, with values that must not reach the browser. */
const config = {
  context: 'app-config.yaml',
  data: {
    app: { baseUrl: 'http://localhost:3000' },
    backend: { baseUrl: 'http://localhost:7007' },
    auth: {
      providers: {
        okta: {
          production: {
            clientId: 'hidden',
            clientSecret: 'hidden',
            preset: 'okta',
            tokenKind: 'id',
          },
        },
        guest: { userEntityRef: 'hidden' },
      },
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'hidden',
              url: 'https://hidden',
              serviceAccountToken: 'hidden',
              oidcTokenProvider: 'okta',
              tokenKind: 'access',
            },
          ],
        },
      ],
    },
    ske: {
      kubernetes: { platformName: 'hidden' },
      auth: {
        session: { kubernetesPlugin: true, keys: [{ secret: 'hidden' }] },
        providers: {
          okta: { title: 'Acme', message: 'For staff', icon: 'building' },
        },
      },
    },
  },
};

describe('config.d.ts', () => {
  it('exposes to the browser only the keys that the sign-in page reads', async () => {
    const schema = await loadConfigSchema({
      dependencies: [],
      packagePaths: [resolve(__dirname, '../package.json')],
    });

    const [seen] = schema.process([config], { visibility: ['frontend'] });

    expect(seen.data).toMatchObject({
      auth: {
        providers: {
          okta: { production: { preset: 'okta', tokenKind: 'id' } },
          guest: {},
        },
      },
      kubernetes: {
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [{ oidcTokenProvider: 'okta', tokenKind: 'access' }],
          },
        ],
      },
      ske: {
        auth: {
          session: { kubernetesPlugin: true },
          providers: config.data.ske.auth.providers,
        },
      },
    });
    expect(JSON.stringify(seen.data)).not.toContain('hidden');
  }, 60_000);
});
