import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import * as kubernetes from '@backstage/plugin-kubernetes-backend';
import { createKubernetesModule } from '@kratix-portal/plugin-ske-backend';
import { RecordingApiServer } from '@kratix-portal/plugin-ske-node/testUtils';
import express from 'express';

const TICKET = 'ske-ticket.the-ticket';
const TOKEN = 'token-of-the-session';

describe('the module of the Kubernetes plugin of Backstage', () => {
  let apiServer: RecordingApiServer;
  let backend: TestBackend;
  /** The caller and the body of each redemption. */
  let redeemed: object[];
  let answer: { status: number; body: object };

  /** The route of the auth module. */
  const authPlugin = createBackendPlugin({
    pluginId: 'auth',
    register(env) {
      env.registerInit({
        deps: {
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
        },
        async init({ httpAuth, httpRouter }) {
          const router = express.Router();
          router.post(
            '/.ske/cluster-tickets/redeem',
            express.json(),
            async (req, res) => {
              const { principal } = await httpAuth.credentials(req);
              redeemed.push({ principal, ...req.body });
              res.status(answer.status).json(answer.body);
            },
          );
          httpRouter.use(router);
        },
      });
    },
  });

  beforeEach(async () => {
    redeemed = [];
    answer = { status: 200, body: { accessToken: TOKEN } };
    apiServer = await RecordingApiServer.start();
    const { url } = apiServer;
    backend = await startTestBackend({
      features: [
        mockServices.rootConfig.factory({
          data: {
            kubernetes: {
              serviceLocatorMethod: { type: 'multiTenant' },
              clusterLocatorMethods: [
                {
                  type: 'config',
                  clusters: [
                    {
                      name: 'people',
                      url,
                      authProvider: 'oidc',
                      oidcTokenProvider: 'myOkta',
                      tokenKind: 'id',
                    },
                    {
                      name: 'service',
                      url,
                      authProvider: 'serviceAccount',
                      serviceAccountToken: 'token-of-the-service',
                    },
                  ],
                },
              ],
            },
          },
        }),
        catalogServiceMock.factory({ entities: [] }),
        authPlugin,
        kubernetes.default,
        createKubernetesModule(kubernetes),
      ],
    });
  });

  afterEach(async () => {
    await backend.stop();
    await apiServer.stop();
  });

  async function callCluster(name: string, headers = {}) {
    const port = backend.server.port();
    return fetch(
      `http://localhost:${port}/api/kubernetes/proxy/api/v1/namespaces`,
      {
        headers: {
          authorization: mockCredentials.user.header(),
          'backstage-kubernetes-cluster': name,
          ...headers,
        },
      },
    );
  }

  const authorizations = () =>
    apiServer.requests.map(({ authorization }) => authorization);

  it('S5: redeems the ticket of the browser, and sends the token of the session', async () => {
    await callCluster('people', {
      'backstage-kubernetes-authorization-oidc-myokta': TICKET,
    });

    expect(authorizations()).toEqual([`Bearer ${TOKEN}`]);
    expect(redeemed).toEqual([
      {
        principal: expect.objectContaining({ subject: 'plugin:kubernetes' }),
        ticket: TICKET,
        provider: 'myOkta',
        tokenKind: 'id',
      },
    ]);
  });

  it('sends a token of the browser unchanged', async () => {
    await callCluster('people', {
      'backstage-kubernetes-authorization-oidc-myokta': 'token-of-the-browser',
    });

    expect(authorizations()).toEqual(['Bearer token-of-the-browser']);
    expect(redeemed).toEqual([]);
  });

  it.each([
    ['no ticket', {}],
    [
      'a ticket that the auth backend refuses',
      { 'backstage-kubernetes-authorization-oidc-myokta': TICKET },
    ],
  ])('S1: sends nothing with %s', async (_, headers) => {
    answer = { status: 401, body: { error: { message: 'Too old.' } } };

    const response = await callCluster('people', headers);

    expect(response.ok).toBe(false);
    expect(apiServer.requests).toEqual([]);
  });

  it('keeps the strategies of Backstage for other clusters', async () => {
    await callCluster('service');

    expect(authorizations()).toEqual(['Bearer token-of-the-service']);
  });
});
