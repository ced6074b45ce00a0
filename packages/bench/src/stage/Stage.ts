import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StartedPortal } from '@kratix-portal/demo';
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
  readonly #teardown: Teardown;

  private constructor(options: {
    platform: Platform;
    portal: StartedPortal;
    ca: string;
    user: PortalUser;
    teardown: Teardown;
  }) {
    this.platform = options.platform;
    this.portal = options.portal;
    this.ca = options.ca;
    this.#user = options.user;
    this.#teardown = options.teardown;
  }

  /**
   * @param options - `config` is merged into the demo's app-config; `apiServerUrl` is the address under which the backend calls the API server.
   *   Default: its own address
   */
  static async start(options: {
    config?: Record<string, unknown>;
    apiServerUrl?(platform: Platform): Promise<string>;
    nodeFlags?: string[];
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
      return new Stage({ platform, portal, ca, user, teardown });
    });
  }

  tokens(): Tokens {
    return this.#user.tokens();
  }

  async freshTokens(): Promise<Tokens> {
    await this.#user.refresh();
    return this.tokens();
  }

  async stop(): Promise<void> {
    await this.#teardown.run();
  }
}
