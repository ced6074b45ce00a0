import { createApiRef } from '@backstage/frontend-plugin-api';
import {
  SKE_SESSION_API_ID,
  type SkeSession,
} from '@kratix-portal/plugin-ske-common';

/** The user's session, for calls that no click causes. */
export const skeSessionApiRef = createApiRef<SkeSession>({
  id: SKE_SESSION_API_ID,
});
