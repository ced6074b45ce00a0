import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { httpRouterServiceFactory } from '@backstage/backend-defaults/httpRouter';
import type {
  AuditorServiceCreateEventOptions,
  BackstageCredentials,
  BackendFeature,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import skeFeatures from '../index';
import { checkAnswer, isInDocument } from './apiDocument';
import { UserTokens } from './UserTokens';

/** An event that the recording auditor received. */
export interface RecordedAuditEvent {
  eventId: string;
  status: 'initiated' | 'succeeded' | 'failed';
  meta?: JsonObject;
  error?: string;
  /** The actor, URL and method, read from the request like Backstage's own auditor reads them. */
  request?: { actorId: string | undefined; url: string; method: string };
}

/** A backend with the ske plugin, reached over HTTP, that records its logs and audit events. */
export interface SkeBackend {
  url: string;
  userTokens: UserTokens;
  /** The lines of all levels, with their fields. */
  logs: string[];
  auditEvents: RecordedAuditEvent[];
  request(options: {
    method?: 'GET' | 'POST';
    path: string;
    token?: string;
    body?: unknown;
    headers?: Record<string, string>;
  }): Promise<{ status: number; headers: Headers; body: any; text: string }>;
  /** Closes all connections, including those with a response in progress. */
  closeConnections(): void;
  stop(): Promise<void>;
}

/** Starts the plugin as an integrator installs it, with a recording logger and auditor and a stand-in for the `auth` plugin. */
export async function startSkeBackend(options: {
  config: JsonObject;
  features?: BackendFeature[];
}): Promise<SkeBackend> {
  const userTokens = await UserTokens.create();
  const logs: string[] = [];
  const auditEvents: RecordedAuditEvent[] = [];
  const backend = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({ data: options.config }),
      authServiceFactory,
      httpAuthServiceFactory,
      httpRouterServiceFactory,
      recordingLogger(logs),
      recordingAuditor(auditEvents),
      userTokens.authPlugin(),
      skeFeatures,
      ...(options.features ?? []),
    ],
  });
  const url = `http://localhost:${backend.server.port()}`;
  return {
    url,
    userTokens,
    logs,
    auditEvents,
    closeConnections: () => backend.server.closeAllConnections(),
    stop: () => backend.stop(),
    async request({ method = 'GET', path, token, body, headers }) {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          // The backend closes idle connections, and a request that is sent at that moment fails.
          connection: 'close',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        body:
          body === undefined || typeof body === 'string'
            ? body
            : JSON.stringify(body),
      });
      const text = await response.text();
      compareWithDocument(path, method, response, text);
      return {
        status: response.status,
        headers: response.headers,
        body: text.startsWith('{') ? JSON.parse(text) : undefined,
        text,
      };
    },
  };
}

/** Compares each response of our routes with `openapi.yaml`, in every test. */
function compareWithDocument(
  path: string,
  method: string,
  response: globalThis.Response,
  text: string,
) {
  const { pathname } = new URL(path, 'http://localhost');
  const route = pathname.replace(/^\/api\/ske/, '');
  if (pathname.startsWith('/api/ske/') && isInDocument(method, route)) {
    checkAnswer({
      method,
      path: route,
      status: response.status,
      headers: response.headers,
      text,
    });
  }
}

function recordingLogger(logs: string[]) {
  const create = (fields: JsonObject): any => {
    const log =
      (level: string) => (message: string, meta?: Error | JsonObject) =>
        logs.push(
          `${level} ${message} ${JSON.stringify(fields)} ${
            meta instanceof Error
              ? `${meta.stack} ${JSON.stringify(meta)}`
              : JSON.stringify(meta ?? {})
          }`,
        );
    return {
      error: log('error'),
      warn: log('warn'),
      info: log('info'),
      debug: log('debug'),
      child: (more: JsonObject) => create({ ...fields, ...more }),
    };
  };
  return createServiceFactory({
    service: coreServices.rootLogger,
    deps: {},
    factory: () => create({}),
  });
}

function recordingAuditor(events: RecordedAuditEvent[]) {
  return createServiceFactory({
    service: coreServices.auditor,
    deps: { httpAuth: coreServices.httpAuth },
    factory: ({ httpAuth }) => {
      const record = async (
        { eventId, meta, request }: AuditorServiceCreateEventOptions,
        status: RecordedAuditEvent['status'],
        more?: { meta?: JsonObject; error?: Error },
      ) => {
        events.push({
          eventId,
          status,
          meta: { ...meta, ...more?.meta },
          error: more?.error && `${more.error.stack}`,
          request: request && {
            actorId: actorOf(await httpAuth.credentials(request)),
            url: request.originalUrl,
            method: request.method,
          },
        });
      };
      return {
        async createEvent(event) {
          await record(event, 'initiated');
          return {
            success: async more => record(event, 'succeeded', more),
            fail: async more => record(event, 'failed', more),
          };
        },
      };
    },
  });
}

function actorOf({ principal }: BackstageCredentials): string | undefined {
  return (principal as Partial<BackstageUserPrincipal>).userEntityRef;
}
