import {
  ApiBlueprint,
  createApiFactory,
  identityApiRef,
} from '@backstage/frontend-plugin-api';
import type { SkeSession } from '@kratix-portal/plugin-ske-common';
import { IdentitySession } from './IdentitySession';
import { skeSessionApiRef } from './skeSessionApiRef';

/** Creates the session that {@link skeSessionApiRef} refers to. */
export const skeSessionFactory = createApiFactory({
  api: skeSessionApiRef,
  deps: { identityApi: identityApiRef },
  factory: ({ identityApi }): SkeSession => new IdentitySession(identityApi),
});

/** Provides {@link skeSessionApiRef}, where no module of the app replaces it. */
export const skeSessionApi = ApiBlueprint.make({
  name: 'session',
  params: define => define(skeSessionFactory),
});
