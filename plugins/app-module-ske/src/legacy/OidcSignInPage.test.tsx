import { configApiRef, type IdentityApi } from '@backstage/core-plugin-api';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeOidcAuthApi, JANE } from '../__testUtils__/FakeOidcAuthApi';
import { oidcAuthApiRef } from '../apis';
import { createOidcAuthApiFactory, OidcSignInPage } from '../index';

const config = mockApis.config({
  data: {
    auth: {
      environment: 'development',
      providers: { keycloak: { development: { clientId: 'portal' } } },
    },
    ske: { auth: { providers: { keycloak: { title: 'Acme login' } } } },
  },
});

describe('the sign-in page of an app on the old frontend system', () => {
  it('has the card of each provider, and signs in with it', async () => {
    const authApi = new FakeOidcAuthApi();
    const onSignInSuccess = jest.fn<void, [IdentityApi]>();
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [configApiRef, config],
          [oidcAuthApiRef('keycloak'), authApi],
        ]}
      >
        <OidcSignInPage onSignInSuccess={onSignInSuccess} />
      </TestApiProvider>,
    );

    await userEvent.click(
      await screen.findByRole('button', { name: /Acme login/ }),
    );
    await act(async () => authApi.succeed(JANE));

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalled());
    const [identity] = onSignInSuccess.mock.calls[0];
    expect((await identity.getBackstageIdentity()).userEntityRef).toBe(
      'user:default/jane',
    );
  });

  it('gets the API of a provider from apis.ts, with the title of the configuration', () => {
    const { api, factory } = createOidcAuthApiFactory('keycloak');
    expect(api.id).toBe(oidcAuthApiRef('keycloak').id);
    const oauthRequestApi = { createAuthRequester: jest.fn(() => jest.fn()) };
    factory({
      configApi: config,
      discoveryApi: mockApis.discovery(),
      oauthRequestApi,
    });
    expect(oauthRequestApi.createAuthRequester).toHaveBeenCalledWith(
      expect.objectContaining({
        provider: expect.objectContaining({
          id: 'keycloak',
          title: 'Acme login',
        }),
      }),
    );
  });
});
