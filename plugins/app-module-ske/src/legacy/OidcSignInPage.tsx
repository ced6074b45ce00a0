import { compatWrapper } from '@backstage/core-compat-api';
import type { SignInPageProps } from '@backstage/core-plugin-api';
import { configApiRef, Progress, useApi } from '@backstage/frontend-plugin-api';
import { lazy, Suspense, useMemo } from 'react';
import { readSignInProviders } from '../providers';

const SignInPage = lazy(() =>
  import('../signIn/SignInPage').then(m => ({ default: m.SignInPage })),
);

/**
 * The sign-in page for an app on the old frontend system: one card for each provider of the configuration.
 * `apis.ts` must contain the API of each provider, see {@link createOidcAuthApiFactory}.
 *
 * @example
 *
 * ```tsx
 * const app = createApp({ apis, components: { SignInPage: OidcSignInPage } });
 * ```
 *
 * @public
 */
export function OidcSignInPage(props: SignInPageProps): JSX.Element {
  return compatWrapper(<ConfiguredPage {...props} />);
}

function ConfiguredPage(props: SignInPageProps) {
  const config = useApi(configApiRef);
  const found = useMemo(() => readSignInProviders(config), [config]);
  return (
    <Suspense fallback={<Progress />}>
      <SignInPage {...props} {...found} />
    </Suspense>
  );
}
