import { createApiRef } from '@backstage/frontend-plugin-api';
import type { SkeApi } from './SkeApi';

/** The client of the `ske` backend for calls that a click causes: Backstage may ask the user to sign in. */
export const skeApiRef = createApiRef<SkeApi>({ id: 'plugin.ske-frontend' });
