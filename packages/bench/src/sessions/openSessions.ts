import { DatabaseManager } from '@backstage/backend-defaults/database';
import type {
  DatabaseService,
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
// The stores are internal to the module, and no backend needs to start to measure them.
import { SessionKeys } from '@kratix-portal/plugin-auth-backend-module-ske/src/sessions/SessionKeys';
import { Sessions } from '@kratix-portal/plugin-auth-backend-module-ske/src/sessions/Sessions';
import { SessionStore } from '@kratix-portal/plugin-auth-backend-module-ske/src/sessions/SessionStore';

export const PROVIDER_ID = 'bench';
export const FINGERPRINT = 'https://idp.example.com bench';
/** The shortest lease of the auth backend. */
const LEASE_MS = 30_000;
const LIFETIME_SECONDS = 300;

const silent: LoggerService = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => silent,
};
const lifecycle: LifecycleService = {
  addShutdownHook: () => {},
  addStartupHook: () => {},
};

/** The database and the keys of a replica. */
export interface SessionPlace {
  /** The configuration of `backend.database`. */
  database: object;
  secret: string;
  tokenEndpoint: string;
}

/** The sessions of one replica, with its own connections to the database. */
export async function openSessions(
  place: SessionPlace,
): Promise<{ sessions: Sessions; store: SessionStore }> {
  const database: DatabaseService = DatabaseManager.fromConfig(
    new ConfigReader({ backend: { database: place.database } }),
  ).forPlugin('auth', { logger: silent, lifecycle });
  const store = await SessionStore.create(database);
  const sessions = new Sessions({
    store,
    keys: new SessionKeys([
      { id: 'bench', secret: Buffer.from(place.secret, 'base64') },
    ]),
    logger: silent,
  });
  sessions.register({
    providerId: PROVIDER_ID,
    fingerprint: FINGERPRINT,
    clientId: 'bench',
    leaseMs: LEASE_MS,
    exchange: async refreshToken => {
      const response = await fetch(
        `${place.tokenEndpoint}/${encodeURIComponent(refreshToken)}`,
      );
      const body = await response.json();
      if (!response.ok) {
        throw Object.assign(new Error('invalid_grant'), {
          error: 'invalid_grant',
        });
      }
      return { ...tokensOf('next'), refresh_token: body.refresh_token };
    },
    verify: async () => {},
    revoke: async () => {},
    readMetadata: async () => {
      throw new Error('The benchmark sends no logout tokens.');
    },
  });
  return { sessions, store };
}

/** Tokens of the usual size. */
export function tokensOf(name: string) {
  return {
    access_token: `${name}-${'a'.repeat(1_200)}`,
    id_token: `${name}-${'i'.repeat(900)}`,
    refresh_token: `${name}.0`,
    expires_at: Math.floor(Date.now() / 1000) + LIFETIME_SECONDS,
  };
}
