import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type { PlatformConfig } from '../../config';
import { permissionsWith } from '../../permissions/__testUtils__/permissionsWith';
import { PlatformClient, PlatformLimits } from '../../platform';
import { RecordingApiServer } from '../../testUtils';
import {
  createPlatformServices,
  PlatformServices,
} from '../createPlatformServices';
import { isAside } from './isAside';

/** The end of an audit event. */
export interface AuditedEnd {
  eventId: string;
  isSuccess: boolean;
  meta: JsonObject;
}

/** A response of the API server to one path. A function gets the query. */
export type ScriptedResponse =
  | { code?: number; body: JsonObject }
  | ((query: URLSearchParams) => { code?: number; body: JsonObject });

/** All services in front of an API server with scripted responses. */
export class TestServices {
  readonly services: PlatformServices;
  readonly audited: AuditedEnd[] = [];
  readonly apiServer: RecordingApiServer;
  readonly #client: PlatformClient;

  static async start(
    options: {
      policy?: (permission: string) => PolicyDecision;
      limits?: Partial<PlatformLimits>;
    } = {},
  ): Promise<TestServices> {
    return new TestServices(await RecordingApiServer.start(), options);
  }

  private constructor(
    apiServer: RecordingApiServer,
    options: {
      policy?: (permission: string) => PolicyDecision;
      limits?: Partial<PlatformLimits>;
    },
  ) {
    this.apiServer = apiServer;
    const platform: PlatformConfig = {
      name: 'kratix-platform',
      url: apiServer.url,
      tls: { skipVerify: false },
      identity: { mode: 'user', oidcTokenProvider: 'oidc' },
    };
    this.#client = new PlatformClient({ platform, limits: options.limits });
    const end =
      (eventId: string, isSuccess: boolean) =>
      async (more?: { meta?: JsonObject }) => {
        this.audited.push({ eventId, isSuccess, meta: { ...more?.meta } });
      };
    this.services = createPlatformServices({
      config: new ConfigReader({}),
      platform,
      client: this.#client,
      permissions: permissionsWith({ policy: options.policy }).permissions,
      auditor: mockServices.auditor.mock({
        createEvent: async ({ eventId }) => ({
          success: end(eventId, true),
          fail: end(eventId, false),
        }),
      }),
    });
  }

  /** Sets the responses for these paths. The API server in memory responds to requests for other paths itself. */
  script(responses: Record<string, ScriptedResponse>): void {
    this.apiServer.intercept = ({ path }, response) => {
      const { pathname, searchParams } = new URL(path, 'http://localhost');
      const scripted = responses[pathname];
      if (!scripted) {
        return false;
      }
      const { code = 200, body } =
        typeof scripted === 'function' ? scripted(searchParams) : scripted;
      response.writeHead(code, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
      return true;
    };
  }

  /** Returns the requests without those that {@link isAside} matches, with decoded queries. */
  sent(): string[] {
    return this.apiServer.requests
      .filter(request => !isAside(request))
      .map(({ method, path }) => `${method} ${decodeURIComponent(path)}`);
  }

  async stop(): Promise<void> {
    await this.#client.close();
    await this.apiServer.stop();
  }
}

/** The API server's response for a refusal by RBAC. */
export function rbacRefusal(
  verb: string,
  resource: string,
  group = '',
  namespace = 'team-a',
): { code: number; body: JsonObject } {
  return {
    code: 403,
    body: {
      kind: 'Status',
      code: 403,
      reason: 'Forbidden',
      message: `${resource} is forbidden: User "jane@example.com" cannot ${verb} resource "${resource}" in API group "${group}" ${
        namespace === ''
          ? 'at the cluster scope'
          : `in the namespace "${namespace}"`
      }`,
    },
  };
}
