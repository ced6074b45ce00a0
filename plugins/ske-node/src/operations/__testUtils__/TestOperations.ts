import { ConfigReader } from '@backstage/config';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import {
  ConfigureOptions,
  ConfigureResult,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import type { PlatformConfig } from '../../config';
import { unsignedJwt } from '../../credentials/__testUtils__/unsignedJwt';
import { isObject } from '../../manifests';
import { permissionsWith } from '../../permissions/__testUtils__/permissionsWith';
import { PlatformClient } from '../../platform';
import {
  Interception,
  RecordedRequest,
  RecordingApiServer,
} from '../../testUtils';
import type { OperationCaller } from '../audit/OperationCaller';
import { createPlatformServices } from '../createPlatformServices';
import type { ResourceService } from '../resources/ResourceService';
import { isAside } from './isAside';

const userEntityRef = 'user:default/jane';

/** The access token of {@link caller}. */
export const tok = unsignedJwt({ iss: 'https://idp.example.com', sub: 'jane' });

/** A user. */
export const caller: OperationCaller = {
  credentials: mockCredentials.user(userEntityRef),
  backstageToken: unsignedJwt({ sub: userEntityRef, tok }),
  requestId: 'request-1',
};

/** The object of most tests. */
export const ref = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  namespace: 'team-a',
  name: 'orders',
};
/** The API path of {@link ref}. */
export const path =
  '/apis/demo.example.com/v1/namespaces/team-a/databases/orders';

/** A manifest of {@link ref}. */
export function manifest(
  spec: JsonObject | undefined,
  metadata: JsonObject = {},
): string {
  return JSON.stringify({
    apiVersion: ref.apiVersion,
    kind: ref.kind,
    metadata: { name: ref.name, namespace: ref.namespace, ...metadata },
    spec,
  });
}

/** A ResourceService in front of an API server in memory. */
export class TestOperations {
  readonly apiServer: RecordingApiServer;
  readonly service: ResourceService;
  readonly #client: PlatformClient;

  static async start(
    options: {
      kinds?: 'all' | 'promises';
      identity?: PlatformConfig['identity'];
    } = {},
  ): Promise<TestOperations> {
    return new TestOperations(await RecordingApiServer.start(), options);
  }

  private constructor(
    apiServer: RecordingApiServer,
    options: {
      kinds?: 'all' | 'promises';
      identity?: PlatformConfig['identity'];
    },
  ) {
    this.apiServer = apiServer;
    const identity = options.identity ?? {
      mode: 'user',
      oidcTokenProvider: 'oidc',
    };
    const platform = {
      name: 'kratix-platform',
      url: apiServer.url,
      tls: { skipVerify: false },
      identity,
    } as PlatformConfig;
    this.#client = new PlatformClient({ platform });
    this.service = createPlatformServices({
      config: new ConfigReader({}),
      platform,
      client: this.#client,
      permissions: permissionsWith().permissions,
      auditor: mockServices.auditor.mock({
        createEvent: async () => ({
          success: async () => undefined,
          fail: async () => undefined,
        }),
      }),
      kinds: options.kinds,
    }).resources;
  }

  async stop(): Promise<void> {
    await this.#client.close();
    await this.apiServer.stop();
  }

  async configure(
    text: string,
    options?: ConfigureOptions,
  ): Promise<ConfigureResult> {
    return this.service.configure(text, caller, options);
  }

  /** Returns the SkeError of a call. Any other result fails the test. */
  async refusal(call: Promise<unknown>): Promise<SkeError> {
    const error = await call.then(
      () => undefined,
      thrown => thrown,
    );
    if (!SkeError.is(error)) {
      throw new Error(`Expected a SkeError, got ${error}`);
    }
    return error;
  }

  /** Stores the object on the API server. By default, its managedFields say that the portal wrote the spec. */
  put(spec: JsonObject, more: JsonObject = {}): JsonObject {
    const metadata = {
      managedFields: [managedBy('kratix-portal', { spec })],
      ...(more.metadata as JsonObject),
    };
    return this.apiServer.put(path, { ...ref, spec, ...more, metadata });
  }

  /** Returns the live object, if it exists. */
  live(): JsonObject | undefined {
    return this.apiServer.object(path);
  }

  /** Returns the requests without those that {@link isAside} matches. */
  recorded(): RecordedRequest[] {
    return this.apiServer.requests.filter(request => !isAside(request));
  }

  /** Returns the requests of {@link recorded} as labels: `POST dry`, `POST`, `GET`, `PATCH dry`, `PATCH`. */
  sent(): string[] {
    return this.recorded().map(toLabel);
  }

  /** Responds to the {@link recorded} requests in place of the API server, like {@link RecordingApiServer.intercept}. */
  intercept(respond: Interception): void {
    this.apiServer.intercept = (request, response) =>
      !isAside(request) && respond(request, response);
  }

  /** Calls a function before each request with this label, for example to change the object. */
  before(label: string, act: (count: number) => void): void {
    let count = 0;
    this.intercept(request => {
      if (toLabel(request) === label) {
        count += 1;
        act(count);
      }
      return false;
    });
  }

  /** Makes the API server accept every create with a warning. */
  warn(text: string): void {
    this.intercept(({ method, body }, response) => {
      if (method !== 'POST') {
        return false;
      }
      const quoted = text.replaceAll('"', '\\"');
      response.writeHead(201, { warning: `299 - "${quoted}"` });
      response.end(JSON.stringify(body));
      return true;
    });
  }

  /** Makes the API server send this response to the requests with these labels. */
  respond(labels: string[], code: number, body: JsonObject): void {
    this.intercept((request, response) => {
      if (!labels.includes(toLabel(request))) {
        return false;
      }
      response.writeHead(code);
      response.end(JSON.stringify(body));
      return true;
    });
  }
}

function toLabel({ method, path: target }: RecordedRequest): string {
  return target.includes('dryRun=All') ? `${method} dry` : method;
}

/** The entry of `metadata.managedFields` for a manager that wrote these fields. */
export function managedBy(manager: string, fields: JsonObject): JsonObject {
  return { manager, operation: 'Update', fieldsV1: fieldSet(fields) };
}

function fieldSet(fields: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      `f:${key}`,
      isObject(value) ? fieldSet(value) : {},
    ]),
  );
}

/** A Status of the API server. */
export function status(
  reason: string,
  message: string,
  details?: JsonObject,
): JsonObject {
  return { kind: 'Status', reason, message, ...(details && { details }) };
}

/** The Status of RBAC's refusal of a verb. */
export function rbacRefusal(verb: string): JsonObject {
  return status(
    'Forbidden',
    `databases.demo.example.com is forbidden: User "jane" cannot ${verb} resource "databases" in API group "demo.example.com" in the namespace "team-a"`,
  );
}
