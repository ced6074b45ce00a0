import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject, JsonValue } from '@backstage/types';
import { isObject } from '../manifests/jsonObject';
import type { JsonPatchOperation } from '../manifests/mergePatch';
import { applyJsonPatch, NOT_APPLIED } from './applyJsonPatch';

/**
 * A request that reached a {@link RecordingApiServer}.
 *
 * @public
 */
export interface RecordedRequest {
  /** The method in capitals. */
  method: string;
  /** The path with the query. */
  path: string;
  /** The header Authorization. */
  authorization?: string;
  /** The header Content-Type. */
  contentType?: string;
  /** The header If-None-Match. */
  ifNoneMatch?: string;
  /** The parsed body. */
  body?: JsonValue;
}

/**
 * Responds to a request in place of the server and returns true. If it returns false, the server responds.
 *
 * @public
 */
export type Interception = (
  request: RecordedRequest,
  response: ServerResponse,
) => boolean | undefined | void;

const GROUP = 'demo.example.com';

const KINDS: Record<string, JsonObject[]> = {
  '/api/v1': [
    { name: 'configmaps', kind: 'ConfigMap', namespaced: true },
    { name: 'secrets', kind: 'Secret', namespaced: true },
    { name: 'pods', kind: 'Pod', namespaced: true },
  ],
  [`/apis/${GROUP}/v1`]: [
    { name: 'databases', kind: 'Database', namespaced: true },
    { name: 'databases/status', kind: 'Database', namespaced: true },
    { name: 'regions', kind: 'Region', namespaced: false },
  ],
};

// The responses of a server with aggregated discovery, https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery
const DISCOVERY: Record<string, JsonObject> = {
  '/api': toGroupDiscovery('', '/api/v1'),
  '/apis': toGroupDiscovery(GROUP, `/apis/${GROUP}/v1`),
};

const IDENTITY_REVIEW = '/apis/authentication.k8s.io/v1/selfsubjectreviews';

function toGroupDiscovery(group: string, path: string): JsonObject {
  const resources = KINDS[path]
    .filter(({ name }) => !String(name).includes('/'))
    .map(({ name, kind, namespaced }) => ({
      resource: name,
      responseKind: { group, version: 'v1', kind },
      scope: namespaced ? 'Namespaced' : 'Cluster',
    }));
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    items: [
      {
        metadata: { ...(group !== '' && { name: group }) },
        versions: [{ version: 'v1', freshness: 'Current', resources }],
      },
    ],
  };
}

/**
 * A small API server in memory, on a loopback port. It accepts any token as a token of the user `test-user`, and has no RBAC. It serves ConfigMaps,
 * Secrets and Pods, and the kinds Database (namespaced) and Region (cluster-scoped) of the group `demo.example.com`. It records every request.
 *
 * Test RBAC, authentication and validation against a real API server.
 *
 * @public
 */
export class RecordingApiServer {
  /** All requests, oldest first. */
  readonly requests: RecordedRequest[] = [];
  /** Called with each request before the server handles it; see {@link Interception}. */
  intercept: Interception | undefined;
  readonly #server: Server;
  readonly #objects = new Map<string, JsonObject>();
  #version = 1;

  /** Starts the server on a free port of 127.0.0.1. */
  static async start(): Promise<RecordingApiServer> {
    const apiServer = new RecordingApiServer();
    await new Promise<void>(resolve =>
      apiServer.#server.listen(0, '127.0.0.1', resolve),
    );
    return apiServer;
  }

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch(error => response.destroy(error));
    });
  }

  /** The address, http. */
  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** The object at a path; undefined when the path has none. */
  object(path: string): JsonObject | undefined {
    return this.#objects.get(path);
  }

  /** Stores an object like a write of another client: the object gets a new resourceVersion. */
  put(path: string, object: JsonObject): JsonObject {
    const stored = {
      ...object,
      metadata: {
        uid: `uid-of-${path.split('/').pop()}`,
        ...(object.metadata as JsonObject),
        resourceVersion: String(this.#version++),
      },
    };
    this.#objects.set(path, stored);
    return stored;
  }

  /** Deletes the recorded requests and the interception, and keeps the objects. */
  clear(): void {
    this.requests.length = 0;
    this.intercept = undefined;
  }

  /** Stops the server, and closes every connection to it. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve, reject) =>
      this.#server.close(error => (error ? reject(error) : resolve())),
    );
  }

  async #serve(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString('utf8');
    const recorded: RecordedRequest = {
      method: request.method ?? '',
      path: request.url ?? '',
      authorization: request.headers.authorization,
      contentType: request.headers['content-type'],
      ifNoneMatch: request.headers['if-none-match'],
      body: text === '' ? undefined : JSON.parse(text),
    };
    this.requests.push(recorded);
    if (this.intercept?.(recorded, response)) {
      return;
    }
    const path = recorded.path.split('?')[0];
    const discovered = DISCOVERY[path];
    const [status, body] = discovered
      ? [200, discovered]
      : this.#answer(recorded, path);
    response.writeHead(status, {
      'content-type': 'application/json',
      'audit-id': `audit-${this.requests.length}`,
    });
    response.end(JSON.stringify(body));
  }

  #answer(request: RecordedRequest, path: string): [number, JsonObject] {
    const isDryRun = /[?&]dryRun=All(?:&|$)/.test(request.path);
    if (path === IDENTITY_REVIEW) {
      const userInfo = { username: 'test-user' };
      return [201, { ...(request.body as JsonObject), status: { userInfo } }];
    }
    if (request.method === 'POST') {
      return this.#create(path, request.body as JsonObject, isDryRun);
    }
    const live = this.#objects.get(path);
    if (!live) {
      return [404, notFound(path)];
    }
    switch (request.method) {
      case 'GET':
        return [200, live];
      case 'PATCH':
        return this.#patch(
          path,
          live,
          request.body as JsonObject | JsonPatchOperation[],
          isDryRun,
        );
      case 'DELETE':
        this.#objects.delete(path);
        return [200, { kind: 'Status', apiVersion: 'v1', status: 'Success' }];
      default:
        return [405, toStatus('MethodNotAllowed', 'method not allowed')];
    }
  }

  #create(
    collection: string,
    object: JsonObject,
    isDryRun: boolean,
  ): [number, JsonObject] {
    const metadata = object.metadata as JsonObject;
    const path = `${collection}/${metadata.name}`;
    if (this.#objects.has(path)) {
      return [409, toStatus('AlreadyExists', `${path} already exists`)];
    }
    // As in Kubernetes, a dry run returns another uid than the uid of the stored object.
    return isDryRun
      ? [201, { ...object, metadata: { ...metadata, uid: 'of-a-dry-run' } }]
      : [201, this.put(path, object)];
  }

  #patch(
    path: string,
    live: JsonObject,
    patch: JsonObject | JsonPatchOperation[],
    isDryRun: boolean,
  ): [number, JsonObject] {
    if (Array.isArray(patch)) {
      const result = applyJsonPatch(live, patch);
      return result
        ? [200, isDryRun ? result : this.put(path, result)]
        : [422, toStatus('Invalid', NOT_APPLIED)];
    }
    const wanted = (patch.metadata as JsonObject)?.resourceVersion;
    const { resourceVersion } = live.metadata as JsonObject;
    if (wanted !== undefined && wanted !== resourceVersion) {
      return [409, toStatus('Conflict', 'the object has been modified')];
    }
    const patched = applyMergePatch(live, patch) as JsonObject;
    return [200, isDryRun ? patched : this.put(path, patched)];
  }
}

/**
 * Applies a JSON merge patch: the pseudo code of RFC 7396, section 2. Like the API server, and unlike the RFC, it leaves out the fields that are null also in the
 * items of a list.
 *
 * @public
 */
export function applyMergePatch(
  target: JsonValue | undefined,
  patch: JsonValue,
): JsonValue {
  if (Array.isArray(patch)) {
    return patch.map(item => applyMergePatch(undefined, item));
  }
  if (!isObject(patch)) {
    return patch;
  }
  const result = new Map(Object.entries(isObject(target) ? target : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null || value === undefined) {
      result.delete(name);
    } else {
      result.set(name, applyMergePatch(result.get(name), value));
    }
  }
  return Object.fromEntries(result);
}

function toStatus(reason: string, message: string): JsonObject {
  return { kind: 'Status', apiVersion: 'v1', reason, message };
}

function notFound(path: string): JsonObject {
  const name = path.split('/').pop() ?? '';
  return {
    ...toStatus('NotFound', `"${name}" not found`),
    details: { name },
  };
}
