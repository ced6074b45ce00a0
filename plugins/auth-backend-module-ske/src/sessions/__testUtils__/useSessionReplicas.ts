import { randomBytes } from 'node:crypto';
import { parseEntityRef } from '@backstage/catalog-model';
import type { AuthResolverContext } from '@backstage/plugin-auth-node';
import { UnsecuredJWT } from 'jose';
import type { Knex } from '../../database';
import type { TokenValues } from '../../refreshes';
import { SessionKeys } from '../SessionKeys';
import { Sessions } from '../Sessions';
import { SessionStore } from '../SessionStore';
import { TaskGrants } from '../TaskGrants';

/** The table of the sessions. */
export const TABLE = 'ske_sessions';
const FINGERPRINT = 'https://idp.example.com client';
export const jane = { userRef: 'user:default/jane', providerId: 'okta' };
export const oldKey = { id: 'old', secret: randomBytes(32) };
export const newKey = { id: 'new', secret: randomBytes(32) };

export const invalidGrant = () =>
  Object.assign(new Error('invalid_grant'), { error: 'invalid_grant' });

/** An OIDC provider that rotates refresh tokens: R0, R1 and so on. It accepts each token once. */
export class RotatingProvider {
  readonly providerId = 'okta';
  readonly fingerprint = FINGERPRINT;
  readonly clientId = 'client';
  readonly leaseMs: number = 30_000;
  readonly exchanges: string[] = [];
  readonly revoked: string[] = [];
  /** Set by a test to delay the responses. */
  beforeAnswer: Promise<void> = Promise.resolve();
  failure: unknown;
  subject = 'jane';
  onExchange = () => {};

  readonly exchange = async (refreshToken: string): Promise<TokenValues> => {
    const isUsed = this.exchanges.includes(refreshToken);
    this.exchanges.push(refreshToken);
    this.onExchange();
    await this.beforeAnswer;
    if (this.failure) {
      throw this.failure;
    }
    if (isUsed) {
      throw invalidGrant();
    }
    return tokens(Number(refreshToken.slice(1)) + 1, this.subject);
  };

  /** Set by a test to make the verification of ID tokens fail. */
  unverified: Error | undefined;

  readonly verify = async (): Promise<void> => {
    if (this.unverified) {
      throw this.unverified;
    }
  };

  readonly readMetadata = async () => ({
    issuer: 'https://idp.example.com',
    jwksUri: 'https://idp.example.com/keys',
  });

  readonly revoke = async (refreshToken: string) => {
    this.revoked.push(refreshToken);
  };
}

export function tokens(count: number, sub = 'jane'): TokenValues {
  const exp = Math.floor(Date.now() / 1000) + 300;
  return {
    access_token: `access-token-${count}`,
    refresh_token: `R${count}`,
    id_token: new UnsecuredJWT({
      iss: 'https://idp.example.com',
      sub,
    }).encode(),
    expires_at: exp,
  };
}

export const accessTokenOf = async (
  session: ReturnType<Sessions['openNewest']>,
) => (await session).tokens.values.access_token;

export const code = (error: string) =>
  expect.objectContaining({ code: error }) as Error;

/** Every user is in the catalog, and a Backstage token is `token of <user>`. */
const resolverContext: AuthResolverContext = {
  issueToken: async ({ claims }) => ({ token: `token of ${claims.sub}` }),
  findCatalogUser: async query => {
    const { name } = parseEntityRef(
      'entityRef' in query ? query.entityRef : '',
      { defaultKind: 'User', defaultNamespace: 'default' },
    );
    return {
      entity: {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'User',
        metadata: { name },
      },
    };
  },
  signInWithCatalogUser: async () => {
    throw new Error('not used');
  },
  resolveOwnershipEntityRefs: async () => ({ ownershipEntityRefs: [] }),
};

/** Replicas that share a database. The database is empty at the start of each test. */
export interface SessionReplicas {
  readonly knex: Knex;
  readonly provider: RotatingProvider;
  /** What the replicas have logged as a warning. */
  readonly warnings: string[];
  startReplica(
    keys?: (typeof newKey)[],
    ofProvider?: RotatingProvider,
  ): Promise<Sessions>;
  /** The grants of a replica with the same keys. */
  startGrants(
    sessions: Sessions,
    keys?: (typeof newKey)[],
  ): Promise<TaskGrants>;
  /** Starts a session. */
  start(
    sessions: Sessions,
    owner?: typeof jane,
    count?: number,
  ): ReturnType<Sessions['start']>;
  /** Changes columns of all sessions. */
  set(columns: object): PromiseLike<unknown>;
}

/** Sets up {@link SessionReplicas} for the tests of a `describe`. */
export function useSessionReplicas(
  createDatabase: () => Promise<Knex>,
): SessionReplicas {
  let knex: Knex;
  let provider: RotatingProvider;
  let warnings: string[];

  beforeEach(async () => {
    knex = await createDatabase();
    warnings = [];
    provider = new RotatingProvider();
  });

  return {
    get knex() {
      return knex;
    },
    get provider() {
      return provider;
    },
    get warnings() {
      return warnings;
    },
    async startReplica(keys = [newKey], ofProvider = provider) {
      const sessions = new Sessions({
        store: await SessionStore.create({ getClient: async () => knex }),
        keys: new SessionKeys(keys),
        logger: { warn: text => warnings.push(text) },
      });
      sessions.register(ofProvider);
      return sessions;
    },
    async startGrants(sessions, keys = [newKey]) {
      const grants = new TaskGrants({
        store: await SessionStore.create({ getClient: async () => knex }),
        sessions,
        keys: new SessionKeys(keys),
      });
      grants.useContext(resolverContext);
      return grants;
    },
    start: (sessions, owner = jane, count = 0) =>
      sessions.start({
        ...owner,
        fingerprint: FINGERPRINT,
        tokens: { values: tokens(count) },
      }),
    set: columns => knex(TABLE).update(columns),
  };
}
