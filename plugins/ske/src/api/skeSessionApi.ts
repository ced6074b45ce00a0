import { ApiBlueprint, identityApiRef } from '@backstage/frontend-plugin-api';
import { IdentitySession } from './IdentitySession';
import { skeSessionApiRef } from './skeSessionApiRef';

/** Provides {@link skeSessionApiRef}, where no module of the app replaces it. */
export const skeSessionApi = ApiBlueprint.make({
  name: 'session',
  params: define =>
    define({
      api: skeSessionApiRef,
      deps: { identityApi: identityApiRef },
      factory: ({ identityApi }) => new IdentitySession(identityApi),
    }),
});
