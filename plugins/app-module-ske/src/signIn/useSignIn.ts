import { UserIdentity } from '@backstage/core-components';
import {
  configApiRef,
  discoveryApiRef,
  useAnalytics,
  useApi,
  useApiHolder,
  type ApiHolder,
  type IdentityApi,
} from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useState } from 'react';
import { oidcAuthApiRef } from '../apis';
import type { SignInProvider } from '../providers';
import { isOver, readRefreshError, type RefreshError } from './refreshError';
import { SignInError } from './SignInError';
import {
  forgetProvider,
  rememberProvider,
  rememberedProvider,
} from './rememberedProvider';

/** The state of the sign-in. The page has one view for each status. */
export type SignInState =
  /** Checks whether the session of the last visit is still valid. */
  | { status: 'restoring' }
  | { status: 'ready' }
  /** The session of the last visit cannot be continued. */
  | { status: 'ended'; providerId: string; error: RefreshError }
  /** The provider's window is open. */
  | { status: 'signing-in'; providerId: string }
  | { status: 'failed'; providerId: string | undefined; error: Error };

/** Signs in with a provider's own window, or with the session of the last visit. */
export function useSignIn(options: {
  providers: SignInProvider[];
  onSignInSuccess: (identity: IdentityApi) => void;
}): { state: SignInState; signIn: (provider: SignInProvider) => void } {
  const { providers, onSignInSuccess } = options;
  const apis = useApiHolder();
  const analytics = useAnalytics();
  const redirectError = useRedirectError();
  const [state, setState] = useState<SignInState>(() =>
    initialState(providers, redirectError),
  );

  const succeed = useCallback(
    (identity: IdentityApi) => {
      analytics.captureEvent('signIn', 'success');
      onSignInSuccess(identity);
    },
    [analytics, onSignInSuccess],
  );

  const restoring = state.status === 'restoring';
  useEffect(() => {
    if (!restoring) {
      return undefined;
    }
    let cancelled = false;
    restore(apis, rememberedProvider())
      .catch((error: unknown) => {
        // This failure needs no message: the page shows the cards, and a sign-in with a card shows the error.
        analytics.captureEvent('signIn', 'restoreFailed', {
          attributes: { error: String(error) },
        });
        return undefined;
      })
      .then(identity => {
        if (cancelled) {
          return;
        }
        if (identity) {
          succeed(identity);
        } else {
          explainEnd(apis, rememberedProvider()).then(ended => {
            if (!cancelled) {
              setState(ended);
            }
          });
        }
      });
    return () => {
      cancelled = true;
    };
  }, [restoring, apis, analytics, succeed]);

  const signIn = useCallback(
    (provider: SignInProvider) => {
      setState({ status: 'signing-in', providerId: provider.id });
      // Stored before the window opens, because the redirect flow replaces this page.
      rememberProvider(provider.id);
      openProvider(apis, provider).then(succeed, (error: unknown) => {
        forgetProvider();
        setState({
          status: 'failed',
          providerId: provider.id,
          error: error instanceof Error ? error : new Error(String(error)),
        });
      });
    },
    [apis, succeed],
  );

  return { state, signIn };
}

function initialState(
  providers: SignInProvider[],
  redirectError: Error | undefined,
): SignInState {
  const remembered = rememberedProvider();
  if (redirectError) {
    forgetProvider();
    return { status: 'failed', providerId: remembered, error: redirectError };
  }
  // Without a session to restore, each user's first visit would cause a 401.
  return providers.some(({ id }) => id === remembered)
    ? { status: 'restoring' }
    : { status: 'ready' };
}

/** In Backstage's redirect flow the backend redirects the browser back with the error in the page's URL. */
function useRedirectError(): Error | undefined {
  const redirects =
    useApi(configApiRef).getOptionalBoolean('enableExperimentalRedirectFlow') ??
    false;
  const message = new URLSearchParams(window.location.search).get('error');
  return redirects && message ? new Error(message) : undefined;
}

async function restore(
  apis: ApiHolder,
  providerId: string | undefined,
): Promise<IdentityApi | undefined> {
  const authApi = providerId && apis.get(oidcAuthApiRef(providerId));
  if (!authApi) {
    return undefined;
  }
  const response = await authApi.getBackstageIdentity({ optional: true });
  return (
    response &&
    forgettingOnSignOut(
      UserIdentity.create({
        identity: response.identity,
        authApi,
        profile: await authApi.getProfile(),
      }),
    )
  );
}

/** If the provider cannot be reached, the session may continue later. So the provider stays stored for the next reload. */
async function explainEnd(
  apis: ApiHolder,
  providerId: string | undefined,
): Promise<SignInState> {
  const discoveryApi = apis.get(discoveryApiRef);
  const configApi = apis.get(configApiRef);
  const error =
    providerId && discoveryApi && configApi
      ? await readRefreshError({ providerId, discoveryApi, configApi })
      : undefined;
  if (!providerId || !error) {
    forgetProvider();
    return { status: 'ready' };
  }
  if (isOver(error)) {
    forgetProvider();
  }
  return { status: 'ended', providerId, error };
}

async function openProvider(
  apis: ApiHolder,
  provider: SignInProvider,
): Promise<IdentityApi> {
  const authApi = apis.get(oidcAuthApiRef(provider.id));
  const response = await authApi?.getBackstageIdentity({ instantPopup: true });
  if (!authApi || !response) {
    throw new SignInError({
      code: 'no-sign-in',
      message: `auth.providers.${provider.id} has no signIn.resolvers, or its module has no sign-in resolver`,
    });
  }
  return forgettingOnSignOut(
    UserIdentity.create({
      identity: response.identity,
      authApi,
      profile: await authApi.getProfile(),
    }),
  );
}

function forgettingOnSignOut(identity: IdentityApi): IdentityApi {
  return {
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    getProfileInfo: () => identity.getProfileInfo(),
    signOut: async () => {
      forgetProvider();
      await identity.signOut();
    },
  };
}
