import { createApiRef } from '@backstage/frontend-plugin-api';
import type { SkeClient } from '@kratix-portal/plugin-ske-common';

/** The client of the `ske` backend, with the token of the signed-in user. */
export const skeApiRef = createApiRef<SkeClient>({ id: 'plugin.ske-frontend' });
