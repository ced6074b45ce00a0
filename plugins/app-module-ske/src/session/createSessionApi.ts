import {
  ApiBlueprint,
  createApiRef,
  identityApiRef,
} from '@backstage/frontend-plugin-api';
import {
  SKE_SESSION_API_ID,
  type SkeSession,
} from '@kratix-portal/plugin-ske-common';
import { oidcAuthApiRef } from '../apis';
import type { SignInProvider } from '../providers';
import { ProviderSession } from './ProviderSession';

const sessionApiRef = createApiRef<SkeSession>({ id: SKE_SESSION_API_ID });

/** Creates the extension that replaces the session API of the ske plugin with an API that never opens a dialog by itself. */
export function createSessionApi(providers: readonly SignInProvider[]) {
  return ApiBlueprint.make({
    name: 'session',
    params: defineParams =>
      defineParams({
        api: sessionApiRef,
        deps: {
          identityApi: identityApiRef,
          ...Object.fromEntries(
            providers.map(({ id }) => [`auth ${id}`, oidcAuthApiRef(id)]),
          ),
        },
        factory: ({ identityApi, ...authApis }) =>
          new ProviderSession({
            identityApi,
            authApis: Object.values(authApis),
          }),
      }),
  });
}
