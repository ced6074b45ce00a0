import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StoredSessions, type StartedPortal } from '@kratix-portal/demo';
import {
  PortalUser,
  Teardown,
  type Platform,
} from '@kratix-portal/test-cluster';
import { startPlatformAndPortal } from './startPlatformAndPortal';

// eslint-disable-next-line no-restricted-syntax -- this package only ever runs from its sources
const PROGRAM = join(__dirname, '../benchBackend/main.ts');

/** The namespace of all objects of the benchmarks. */
export const NAMESPACE = 'bench';

/** The tokens of the user who sends all requests. They are valid for an hour; longer runs refresh them. */
export interface Tokens {
  backstage: string;
  access: string;
}

/** High limits, because a single user generates all the load. */
const BASE_CONFIG = {
  ske: {
    limits: {
      concurrentRequests: 10_000,
      requestsPerMinute: 100_000_000,
      streams: 10_000,
    },
  },
  catalog: { locations: [] },
};

/** A real platform cluster, a backend in front of it, and a user with all permissions on both. */
export class Stage {
  readonly platform: Platform;
  readonly portal: StartedPortal;
  /** The certificate authority of the API server, as PEM. */
  readonly ca: string;
  readonly #user: PortalUser;
  readonly #sessions: StoredSessions | undefined;
  readonly #teardown: Teardown;

  private constructor(options: {
    platform: Platform;
    portal: StartedPortal;
    ca: string;
    user: PortalUser;
    sessions: StoredSessions | undefined;
    teardown: Teardown;
  }) {
    this.platform = options.platform;
    this.portal = options.portal;
    this.ca = options.ca;
    this.#user = options.user;
    this.#sessions = options.sessions;
    this.#teardown = options.teardown;
  }

  /**
   * @param options - `config` is merged into the demo's app-config. `apiServerUrl` returns the URL at which the backend calls the API server; without
   *   it the backend uses the API server's own URL. `auth` is the mode of the sign-in, `tok` by default
   */
  static async start(options: {
    config?: Record<string, unknown>;
    apiServerUrl?(platform: Platform): Promise<string>;
    nodeFlags?: string[];
    auth?: 'tok' | 'session';
    say(line: string): void;
    signal: AbortSignal;
  }): Promise<Stage> {
    return Teardown.guard(async teardown => {
      const { platform, portal } = await startPlatformAndPortal(
        {
          ...options,
          kratix: 'none',
          prepare: async started => ({
            prepared: undefined,
            settings: {
              program: PROGRAM,
              nodeFlags: options.nodeFlags,
              auth: options.auth,
              apiServerUrl: await options.apiServerUrl?.(started),
              config: { ...BASE_CONFIG, ...options.config },
            },
          }),
        },
        teardown,
      );
      const user = await PortalUser.signIn({
        portalUrl: portal.url,
        providerId: 'oidc',
        user: platform.endpoints.users[0],
      });
      const made = await platform.kubectl(['create', 'namespace', NAMESPACE]);
      if (made.code !== 0) {
        throw new Error(made.stderr);
      }
      const ca = await readFile(platform.endpoints.apiServer.caFile, 'utf8');
      const sessions =
        options.auth === 'session'
          ? await StoredSessions.open(platform.endpoints.paths.stateDir)
          : undefined;
      return new Stage({ platform, portal, ca, user, sessions, teardown });
    });
  }

  /** Whether the portal keeps the access tokens of users on the server. */
  get isSessionMode(): boolean {
    return this.#sessions !== undefined;
  }

  /** The current tokens. In session mode the access token is only in the portal's database. */
  tokens(): Tokens {
    const tokens = this.#user.tokens();
    const stored = this.#sessions?.read(this.#userRef());
    return stored ? { ...tokens, access: stored.accessToken } : tokens;
  }

  async freshTokens(): Promise<Tokens> {
    await this.#user.refresh();
    return this.tokens();
  }

  #userRef(): string {
    return `user:default/${this.platform.endpoints.users[0].username}`;
  }

  async stop(): Promise<void> {
    await this.#teardown.run();
  }
}
