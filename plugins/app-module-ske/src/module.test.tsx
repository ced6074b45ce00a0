import { ConfigReader } from '@backstage/config';
import { createApp } from '@backstage/frontend-defaults';
import type { JsonObject } from '@backstage/types';
import {
  ApiBlueprint,
  createApiRef,
  createFrontendPlugin,
  PageBlueprint,
  useApi,
  type ApiRef,
  type FrontendFeature,
} from '@backstage/frontend-plugin-api';
import {
  SKE_SESSION_API_ID,
  type SkeSession,
} from '@kratix-portal/plugin-ske-common';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useEffect, useState } from 'react';
import skeModule from './index';

const BACKEND = 'http://localhost:7007';

const config = {
  app: { title: 'Acme portal', baseUrl: 'http://localhost:3000' },
  backend: { baseUrl: BACKEND },
  auth: { environment: 'production', providers: { myIdP: {}, okta: {} } },
  kubernetes: {
    clusterLocatorMethods: [
      { type: 'config', clusters: [{ oidcTokenProvider: 'myIdP' }] },
    ],
  },
  ske: { auth: { providers: { okta: { title: 'Acme Okta' } } } },
};

function renderApp(options: {
  config: JsonObject;
  features?: Array<FrontendFeature | typeof skeModule>;
}) {
  const app = createApp({
    features: options.features,
    advanced: {
      configLoader: async () => ({ config: new ConfigReader(options.config) }),
    },
  });
  return render(app.createRoot());
}

/** Replaces the window that Backstage opens for a provider. */
function catchPopup() {
  const popup = { closed: false };
  const open = jest
    .spyOn(window, 'open')
    .mockImplementation(() => popup as unknown as Window);
  return {
    url: async () => {
      await waitFor(() => expect(open).toHaveBeenCalledTimes(1));
      return new URL(String(open.mock.calls[0][0]));
    },
    answer: (data: JsonObject) =>
      window.dispatchEvent(
        new MessageEvent('message', {
          data: { type: 'authorization_response', ...data },
          origin: BACKEND,
          source: popup as unknown as Window,
        }),
      ),
  };
}

const JANE_SIGNED_IN = {
  response: {
    profile: { email: 'jane@example.com' },
    providerInfo: {
      accessToken: 'access-token',
      scope: 'openid profile email',
      expiresInSeconds: 3600,
    },
    backstageIdentity: {
      token: 'backstage-token',
      expiresInSeconds: 3600,
      identity: {
        type: 'user',
        userEntityRef: 'user:default/jane',
        ownershipEntityRefs: ['user:default/jane'],
      },
    },
  },
};

function TokenOf(props: { apiRef: ApiRef<SkeSession> }) {
  const session = useApi(props.apiRef);
  const [token, setToken] = useState<string>();
  useEffect(() => {
    session.getToken().then(setToken);
  }, [session]);
  return <p>The token: {token}</p>;
}

beforeEach(() => {
  window.localStorage.clear();
  // The backend has no session of this browser. Backstage opens a window only after this response, not after a broken connection.
  jest
    .spyOn(globalThis, 'fetch')
    .mockImplementation(async () => new Response('{}', { status: 401 }));
});

afterEach(() => {
  jest.restoreAllMocks();
  Reflect.deleteProperty(window, '__@backstage/discovered__');
});

describe('the module in an app', () => {
  it('offers a card for each configured provider', async () => {
    renderApp({ config, features: [skeModule] });

    expect(
      await screen.findByRole('button', { name: 'Sign in with Acme Okta' }),
    ).toBeEnabled();
    expect(
      screen.getByRole('button', { name: 'Sign in with MyIdP' }),
    ).toBeEnabled();
  });

  it('is discovered with app.packages: all', async () => {
    Object.assign(window, {
      '__@backstage/discovered__': {
        modules: [
          { name: '@kratix-portal/plugin-app-module-ske', default: skeModule },
        ],
      },
    });
    renderApp({
      config: { ...config, app: { ...config.app, packages: 'all' } },
    });

    expect(
      await screen.findByRole('button', { name: 'Sign in with Acme Okta' }),
    ).toBeEnabled();
  });

  it("opens the provider's window at the backend, in the configured environment", async () => {
    const popup = catchPopup();
    renderApp({ config, features: [skeModule] });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Sign in with MyIdP' }),
    );

    const url = await popup.url();
    expect(url.pathname).toBe('/api/auth/myIdP/start');
    expect(url.searchParams.get('env')).toBe('production');
    expect(url.searchParams.get('scope')).toBe('openid profile email');
  });

  it('shows why the backend rejected a sign-in', async () => {
    const popup = catchPopup();
    renderApp({ config, features: [skeModule] });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Sign in with Acme Okta' }),
    );
    await popup.url();

    await act(async () =>
      popup.answer({
        error: {
          name: 'ServiceUnavailableError',
          message:
            "The sign-in provider 'okta' cannot be reached at https://idp: refused",
        },
      }),
    );

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Acme Okta cannot be reached.',
    );
  });

  it('replaces the session API of the ske plugin with an API that opens no dialog', async () => {
    const popup = catchPopup();
    const sessionApiRef = createApiRef<SkeSession>({ id: SKE_SESSION_API_ID });
    const ske = createFrontendPlugin({
      pluginId: 'ske-frontend',
      extensions: [
        ApiBlueprint.make({
          name: 'session',
          params: define =>
            define({
              api: sessionApiRef,
              deps: {},
              factory: (): SkeSession => {
                throw new Error('The default must not be used');
              },
            }),
        }),
        PageBlueprint.make({
          params: {
            path: '/',
            loader: async () => <TokenOf apiRef={sessionApiRef} />,
          },
        }),
      ],
    });
    renderApp({ config, features: [skeModule, ske] });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Sign in with Acme Okta' }),
    );
    await popup.url();
    await act(async () => popup.answer(JANE_SIGNED_IN));

    expect(await screen.findByText('The token: backstage-token')).toBeVisible();
  });

  it.each([
    ['the token of the provider', 'access-token', {}, /^access-token$/],
    [
      'no token, and says why',
      '',
      {},
      /no token in the browser.*kubernetesPlugin/,
    ],
    [
      'no token, because the backend has it',
      '',
      { kubernetesPlugin: true },
      /^none$/,
    ],
  ])(
    "gives Backstage's Kubernetes plugin %s",
    async (_, accessToken, session, shown) => {
      const popup = catchPopup();
      const kubernetesApiRef = createApiRef<{
        getCredentials(authProvider: string): Promise<{ token?: string }>;
      }>({ id: 'plugin.kubernetes-auth-providers.service' });
      function KubernetesToken() {
        const api = useApi(kubernetesApiRef);
        const [token, setToken] = useState<string>();
        useEffect(() => {
          api.getCredentials('oidc.OKTA').then(
            found => setToken(found.token ?? 'none'),
            (error: Error) => setToken(error.message),
          );
        }, [api]);
        return <p>{token}</p>;
      }
      const kubernetes = createFrontendPlugin({
        pluginId: 'kubernetes',
        extensions: [
          ApiBlueprint.make({
            name: 'auth-providers',
            params: define =>
              define({
                api: kubernetesApiRef,
                deps: {},
                factory: () => {
                  throw new Error('The default must not be used');
                },
              }),
          }),
          PageBlueprint.make({
            params: { path: '/', loader: async () => <KubernetesToken /> },
          }),
        ],
      });
      const auth = { ...config.ske.auth, session };
      renderApp({
        config: { ...config, ske: { auth } },
        features: [skeModule, kubernetes],
      });
      await userEvent.click(
        await screen.findByRole('button', { name: 'Sign in with Acme Okta' }),
      );
      await popup.url();
      const { response } = JANE_SIGNED_IN;
      const providerInfo = { ...response.providerInfo, accessToken };
      await act(async () =>
        popup.answer({ response: { ...response, providerInfo } }),
      );

      expect(await screen.findByText(shown)).toBeVisible();
    },
  );

  it('opens the portal after a successful sign-in', async () => {
    const popup = catchPopup();
    const home = createFrontendPlugin({
      pluginId: 'home',
      extensions: [
        PageBlueprint.make({
          params: { path: '/', loader: async () => <p>Inside the portal</p> },
        }),
      ],
    });
    renderApp({ config, features: [skeModule, home] });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Sign in with Acme Okta' }),
    );
    await popup.url();
    expect(screen.queryByText('Inside the portal')).not.toBeInTheDocument();

    await act(async () => popup.answer(JANE_SIGNED_IN));

    expect(await screen.findByText('Inside the portal')).toBeVisible();
  });
});
