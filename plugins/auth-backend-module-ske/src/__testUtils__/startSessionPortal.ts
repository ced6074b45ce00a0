import { randomBytes } from 'node:crypto';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { authModuleSke } from '../module';
import { clusterWith, providerAt, startPortal } from './signInTests';
import type { FakeOidcProvider } from './startFakeOidcProvider';

/** The secret of the key `one`. */
export const SESSION_SECRET = randomBytes(32).toString('base64');

/** Starts a portal in session mode, whose users sign in at the provider `okta`. */
export function startSessionPortal(
  idp: FakeOidcProvider,
  options: {
    databaseFolder: string;
    modules?: BackendFeature[];
    /** More keys of `ske.auth`. */
    auth?: JsonObject;
    /** The provider of the environment `production`. */
    production?: Pick<FakeOidcProvider, 'metadataUrl'>;
    /** More keys of the provider. */
    provider?: JsonObject;
  },
) {
  return startPortal({
    modules: [authModuleSke, ...(options.modules ?? [])],
    auth: {
      providers: {
        okta: {
          development: providerAt(idp.metadataUrl, options.provider),
          ...(options.production && {
            production: providerAt(options.production.metadataUrl),
          }),
        },
      },
    },
    config: {
      kubernetes: clusterWith('okta'),
      ske: {
        auth: {
          mode: 'session',
          session: { keys: [{ id: 'one', secret: SESSION_SECRET }] },
          ...options.auth,
        },
      },
    },
    databaseFolder: options.databaseFolder,
    verifiesTokens: true,
  });
}
