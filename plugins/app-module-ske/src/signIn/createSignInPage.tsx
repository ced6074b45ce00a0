import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import type { SignInProviders } from '../providers';

/** Creates the extension that replaces Backstage's own sign-in page. */
export function createSignInPage(found: SignInProviders) {
  return SignInPageBlueprint.make({
    params: {
      loader: async () => {
        const { SignInPage } = await import('./SignInPage');
        return props => <SignInPage {...props} {...found} />;
      },
    },
  });
}
