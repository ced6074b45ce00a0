import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { IdentityApi } from '@backstage/frontend-plugin-api';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeOidcAuthApi, JANE } from '../__testUtils__/FakeOidcAuthApi';
import { oidcAuthApiRef } from '../apis';
import type { SignInProvider } from '../providers';
import { rememberedProvider, rememberProvider } from './rememberedProvider';
import { SignInPage } from './SignInPage';

const okta: SignInProvider = {
  id: 'okta',
  title: 'Okta',
  message: 'For everybody at Acme',
  icon: 'okta',
};
const keycloak: SignInProvider = {
  id: 'keycloak',
  title: 'Keycloak',
  message: 'For partners',
  icon: 'keycloak',
};

function renderPage(
  options: {
    providers?: SignInProvider[];
    unconfigured?: string[];
    redirects?: boolean;
  } = {},
) {
  const {
    providers = [okta, keycloak],
    unconfigured = [],
    redirects,
  } = options;
  const oktaApi = new FakeOidcAuthApi();
  const keycloakApi = new FakeOidcAuthApi();
  const onSignInSuccess = jest.fn<void, [IdentityApi]>();
  const open = () =>
    renderInTestApp(
      <SignInPage
        providers={providers}
        unconfigured={unconfigured}
        onSignInSuccess={onSignInSuccess}
      />,
      {
        config: {
          app: { title: 'Acme portal' },
          backend: { baseUrl: 'http://localhost:7007' },
          ...(redirects && { enableExperimentalRedirectFlow: true }),
        },
        apis: [
          [oidcAuthApiRef('okta'), oktaApi],
          [oidcAuthApiRef('keycloak'), keycloakApi],
        ],
      },
    );
  return { open, oktaApi, keycloakApi, onSignInSuccess };
}

const signInButton = (title: string) =>
  screen.findByRole('button', { name: `Sign in with ${title}` });

const originalFetch = window.fetch;

/** Responds to the refresh with an error, or with a page that does not come from the portal. */
function answerRefresh(message: string | undefined, status = 401) {
  const answer = jest.fn(async (url: RequestInfo | URL) => {
    expect(String(url)).toMatch(
      /\/api\/auth\/keycloak\/refresh\?optional=true&env=development$/,
    );
    return {
      ok: false,
      status,
      json: async () => {
        if (message === undefined) {
          throw new Error('not JSON');
        }
        return { error: { message } };
      },
    } as Response;
  });
  window.fetch = answer;
  return answer;
}

afterEach(() => {
  window.fetch = originalFetch;
});

beforeEach(() => {
  window.localStorage.clear();
  window.history.replaceState(undefined, '', '/');
});

describe('SignInPage', () => {
  it('shows a card with title, message and button for each provider', async () => {
    renderPage().open();

    const list = await screen.findByRole('list', { name: 'Sign-in providers' });
    const [first, second] = within(list).getAllByRole('listitem');
    expect(
      screen.getByRole('heading', { level: 1, name: 'Acme portal' }),
    ).toBeInTheDocument();
    expect(
      within(first).getByRole('heading', { level: 2, name: 'Okta' }),
    ).toBeInTheDocument();
    expect(within(first).getByText('For everybody at Acme')).toBeVisible();
    expect(
      within(second).getByRole('button', { name: 'Sign in with Keycloak' }),
    ).toBeEnabled();
  });

  it('opens no window without a click, even with one provider', async () => {
    const page = renderPage({ providers: [okta] });
    page.open();

    expect(await screen.findByText('Sign in to continue.')).toBeVisible();
    expect(page.oktaApi.windowsOpened).toBe(0);
  });

  it('signs in with the provider whose button is pressed', async () => {
    const page = renderPage();
    page.open();

    await userEvent.click(await signInButton('Keycloak'));
    expect(
      screen.getByText('Continue in the window of Keycloak.'),
    ).toBeInTheDocument();
    expect(await signInButton('Okta')).toBeDisabled();
    await act(async () => page.keycloakApi.succeed(JANE));

    await waitFor(() => expect(page.onSignInSuccess).toHaveBeenCalledTimes(1));
    const [identity] = page.onSignInSuccess.mock.calls[0];
    await expect(identity.getBackstageIdentity()).resolves.toMatchObject({
      userEntityRef: 'user:default/jane',
    });
    await expect(identity.getProfileInfo()).resolves.toEqual({
      email: 'jane@example.com',
    });
    expect(rememberedProvider()).toBe('keycloak');
  });

  it('can be used by keyboard', async () => {
    const page = renderPage();
    page.open();
    await signInButton('Okta');

    await userEvent.tab();
    expect(await signInButton('Okta')).toHaveFocus();
    await userEvent.tab();
    expect(await signInButton('Keycloak')).toHaveFocus();
    await userEvent.keyboard('{Enter}');

    expect(page.keycloakApi.windowsOpened).toBe(1);
  });

  it('shows why a sign-in failed and what to do, and lets the user try again', async () => {
    const page = renderPage();
    page.open();

    await userEvent.click(await signInButton('Okta'));
    await act(async () =>
      page.oktaApi.fail(
        new Error('Failed to sign-in, unable to resolve user identity.'),
      ),
    );

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      'Okta knows you, but this portal has no user for your account.',
    );
    expect(alert).toHaveTextContent('Ask the platform team to add you');
    expect(page.onSignInSuccess).not.toHaveBeenCalled();
    expect(rememberedProvider()).toBeUndefined();

    await userEvent.click(await signInButton('Okta'));
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(page.oktaApi.windowsOpened).toBe(2);
  });

  it('shows an error if the provider has no sign-in resolver', async () => {
    const page = renderPage();
    page.open();

    await userEvent.click(await signInButton('Okta'));
    await act(async () => page.oktaApi.succeed(undefined));

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Okta is not set up for signing in to this portal.',
    );
  });

  it('restores the session of the last visit without a click', async () => {
    rememberProvider('keycloak');
    const page = renderPage();
    page.keycloakApi.session = JANE;
    page.open();

    await waitFor(() => expect(page.onSignInSuccess).toHaveBeenCalledTimes(1));
    expect(page.keycloakApi.windowsOpened).toBe(0);
  });

  it.each<[string | undefined, string, string | undefined, number?]>([
    ['Missing session cookie', 'Your session has ended.', undefined],
    [
      "The sign-in provider 'keycloak' ended your session: invalid_grant (Session not active). Sign in again.",
      'Keycloak ended your session.',
      undefined,
    ],
    [
      "The sign-in provider 'keycloak' rejected the refresh: invalid_client. If a new sign-in fails too, tell the platform team.",
      'Keycloak did not renew your session.',
      undefined,
    ],
    [
      "The sign-in provider 'keycloak' did not answer the refresh: connect ECONNREFUSED. Your session is not over. Try again in a moment.",
      'Keycloak could not be reached to renew your session.',
      'keycloak',
    ],
    [
      'Your session is encrypted with a key that this replica of the portal does not have. Your session is not over.',
      'Keycloak could not be reached to renew your session.',
      'keycloak',
      503,
    ],
    [undefined, 'The portal could not renew your session.', 'keycloak'],
  ])(
    'says why the session of the last visit does not continue: %s',
    async (cause, reason, remembered, status = 401) => {
      rememberProvider('keycloak');
      answerRefresh(
        cause && `Refresh failed; caused by Error: ${cause}`,
        status,
      );
      const page = renderPage();
      page.open();

      expect(await screen.findByRole('alert')).toHaveTextContent(reason);
      expect(await signInButton('Keycloak')).toBeEnabled();
      expect(page.onSignInSuccess).not.toHaveBeenCalled();
      expect(rememberedProvider()).toBe(remembered);
      await userEvent.click(await signInButton('Keycloak'));
      await waitFor(() =>
        expect(screen.queryByRole('alert')).not.toBeInTheDocument(),
      );
    },
  );

  it('shows only the cards on a first visit, without a request', async () => {
    const refreshes = answerRefresh('Missing session cookie');
    renderPage().open();

    expect(await signInButton('Keycloak')).toBeEnabled();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(refreshes).not.toHaveBeenCalled();
  });

  it('forgets the provider when the user signs out', async () => {
    rememberProvider('okta');
    const page = renderPage();
    page.oktaApi.session = JANE;
    page.open();
    await waitFor(() => expect(page.onSignInSuccess).toHaveBeenCalled());

    await page.onSignInSuccess.mock.calls[0][0].signOut();

    expect(page.oktaApi.signedOut).toBe(1);
    expect(rememberedProvider()).toBeUndefined();
  });

  it('shows the error that the redirect flow adds to the URL', async () => {
    rememberProvider('okta');
    window.history.replaceState(undefined, '', '/?error=User+not+found');
    const page = renderPage({ redirects: true });
    page.oktaApi.session = JANE;
    page.open();

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Okta knows you, but this portal has no user for your account.',
    );
    expect(page.onSignInSuccess).not.toHaveBeenCalled();
  });

  it('ignores an error in the URL without the redirect flow', async () => {
    window.history.replaceState(undefined, '', '/?error=Call+0800');
    renderPage().open();

    await signInButton('Okta');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('tells the administrator what to configure when there is no provider', async () => {
    renderPage({ providers: [] }).open();

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('No sign-in provider is configured.');
    expect(alert).toHaveTextContent('oidcTokenProvider');
    expect(screen.queryByRole('list')).not.toBeInTheDocument();
  });

  it('names the providers without configuration', async () => {
    renderPage({ providers: [], unconfigured: ['okta', 'keycloak'] }).open();

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'has nothing under auth.providers.okta, auth.providers.keycloak.',
    );
  });
});
