import { setTimeout as delay } from 'node:timers/promises';
import { Agent } from 'undici';
import type { ApiServerAccess } from './kubeconfig';
import {
  apiVersionOf,
  collectionPath,
  KubernetesObject,
  ObjectKey,
  objectPath,
  ResourceType,
} from './objects';
import { resourceTypes } from './resourceTypes';

/** A refusal of the API server. `code` is its HTTP status, `reason` what Kubernetes calls it, for example `NotFound`. */
export class KubernetesApiError extends Error {
  readonly code: number;
  readonly reason: string;

  constructor(
    what: string,
    code: number,
    status: { reason?: string; message?: string },
  ) {
    super(`${what}: ${code} ${status.message ?? status.reason ?? ''}`);
    this.name = 'KubernetesApiError';
    this.code = code;
    this.reason = status.reason ?? '';
  }
}

export function hasCode(error: unknown, ...codes: number[]) {
  return error instanceof KubernetesApiError && codes.includes(error.code);
}

/** One line of a watch stream. */
export interface WatchLine {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  object: KubernetesObject & { code?: number; message?: string };
}

export interface ObjectList<T> {
  metadata: { resourceVersion: string };
  items: T[];
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface RequestOptions {
  body?: object;
  contentType?: string;
  signal?: AbortSignal;
}

const busyMilliseconds = 100;
const busyAttempts = 100;

const mergePatch = 'application/merge-patch+json';
const applyPatch = 'application/apply-patch+yaml';

/**
 * The few verbs that Kratix's installation and its stand-in need, over HTTP/1.1 (over HTTP/2 undici loses 401 answers). What the API server
 * returns has passed the schema of its kind, so it is taken as the type that the caller names.
 */
export class KubernetesApi {
  private readonly agent: Agent;
  private readonly server: string;
  private readonly headers: Record<string, string>;

  constructor(access: ApiServerAccess, userAgent: string) {
    this.server = access.server.replace(/\/$/, '');
    this.headers = {
      'user-agent': userAgent,
      accept: 'application/json',
      ...(access.token ? { authorization: `Bearer ${access.token}` } : {}),
    };
    this.agent = new Agent({
      allowH2: false,
      // Watches hold a connection each, and are silent for as long as nothing changes.
      bodyTimeout: 0,
      connect: {
        ca: access.ca,
        cert: access.clientCertificate,
        key: access.clientKey,
      },
    });
  }

  async get<T extends KubernetesObject>(type: ResourceType, key: ObjectKey) {
    return this.send<T>('GET', objectPath(type, key));
  }

  /** The object, or undefined where there is none: neither the object nor its kind. */
  async find<T extends KubernetesObject>(type: ResourceType, key: ObjectKey) {
    try {
      return await this.get<T>(type, key);
    } catch (error) {
      if (hasCode(error, 404)) {
        return undefined;
      }
      throw error;
    }
  }

  async list<T extends KubernetesObject>(
    type: ResourceType,
    options: { namespace?: string; labels?: Record<string, string> } = {},
  ) {
    const list = await this.send<ObjectList<T>>(
      'GET',
      collectionPath(type, options.namespace) + labelQuery(options.labels),
    );
    // The items of a typed list come without apiVersion and kind.
    for (const item of list.items) {
      item.apiVersion ??= apiVersionOf(type);
      item.kind ??= type.kind;
    }
    return list;
  }

  async create<T extends KubernetesObject>(type: ResourceType, object: T) {
    const path = collectionPath(type, object.metadata.namespace);
    return this.send<T>('POST', path, object);
  }

  /** Creates the object unless one of its name is there already; says whether it did. */
  async ensure<T extends KubernetesObject>(type: ResourceType, object: T) {
    try {
      await this.create(type, object);
      return true;
    } catch (error) {
      if (hasCode(error, 409)) {
        return false;
      }
      throw error;
    }
  }

  async bindPod(key: ObjectKey, node: string) {
    await this.send('POST', objectPath(resourceTypes.pod, key, 'binding'), {
      apiVersion: 'v1',
      kind: 'Binding',
      metadata: key,
      target: { apiVersion: 'v1', kind: 'Node', name: node },
    });
  }

  /** A token of a ServiceAccount, from the TokenRequest API. */
  async createToken(
    key: ObjectKey,
    expirationSeconds: number,
  ): Promise<string> {
    const type = resourceTypes.serviceAccount;
    const answer = await this.send<{ status: { token: string } }>(
      'POST',
      objectPath(type, key, 'token'),
      {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: { expirationSeconds },
      },
    );
    return answer.status.token;
  }

  /** Writes the whole object; its resourceVersion must be the present one. */
  async replace<T extends KubernetesObject>(type: ResourceType, object: T) {
    return this.send<T>('PUT', objectPath(type, object.metadata), object);
  }

  /** JSON merge patch of the object or of its status. A `metadata.resourceVersion` in the patch makes it fail with 409 on a newer object. */
  async patch<T extends KubernetesObject>(
    type: ResourceType,
    key: ObjectKey,
    patch: object,
    subresource?: 'status',
  ) {
    return this.send<T>(
      'PATCH',
      objectPath(type, key, subresource),
      patch,
      mergePatch,
    );
  }

  /** Server-side apply, taking over fields from other managers. */
  async apply<T extends KubernetesObject>(
    type: ResourceType,
    object: T,
    fieldManager: string,
  ) {
    const query = `?fieldManager=${encodeURIComponent(fieldManager)}&force=true`;
    return this.send<T>(
      'PATCH',
      objectPath(type, object.metadata) + query,
      object,
      applyPatch,
    );
  }

  /** Asks for the deletion; an object that is gone already is no error. */
  async delete(
    type: ResourceType,
    key: ObjectKey,
    options: object = { propagationPolicy: 'Background' },
  ) {
    try {
      await this.send('DELETE', objectPath(type, key), options);
    } catch (error) {
      if (!hasCode(error, 404)) {
        throw error;
      }
    }
  }

  /** The raw watch stream, until the server ends it or the signal aborts. */
  async *watch(
    type: ResourceType,
    resourceVersion: string,
    options: { labels?: Record<string, string>; signal: AbortSignal },
  ): AsyncGenerator<WatchLine> {
    const query = new URLSearchParams({
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion,
    });
    const selector = labelSelector(options.labels);
    if (selector) {
      query.set('labelSelector', selector);
    }
    const path = `${collectionPath(type)}?${query}`;
    const response = await this.request('GET', path, {
      signal: options.signal,
    });
    let rest = '';
    response.body.setEncoding('utf8');
    for await (const chunk of response.body) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line) {
          yield JSON.parse(line) as WatchLine;
        }
      }
    }
  }

  async close() {
    await this.agent.destroy();
  }

  private async send<T>(
    method: Method,
    path: string,
    body?: object,
    contentType = 'application/json',
  ): Promise<T> {
    const response = await this.request(method, path, { body, contentType });
    return (await response.body.json()) as T;
  }

  private async request(method: Method, path: string, options: RequestOptions) {
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.requestOnce(method, path, options);
      if (response.statusCode < 400) {
        return response;
      }
      const status = parseStatus(await response.body.text());
      // A CustomResourceDefinition that is new answers "storage is (re)initializing" for a moment.
      const isBusy = response.statusCode === 429 && attempt < busyAttempts;
      if (!isBusy) {
        const what = `${method} ${path}`;
        throw new KubernetesApiError(what, response.statusCode, status);
      }
      await delay(busyMilliseconds, undefined, { signal: options.signal });
    }
  }

  private requestOnce(method: Method, path: string, options: RequestOptions) {
    return this.agent.request({
      origin: this.server,
      path,
      method,
      signal: options.signal,
      headers: {
        ...this.headers,
        ...(options.body ? { 'content-type': options.contentType } : {}),
      },
      body: options.body ? JSON.stringify(options.body) : undefined,
    });
  }
}

function labelSelector(labels: Record<string, string> | undefined) {
  return Object.entries(labels ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

function labelQuery(labels: Record<string, string> | undefined) {
  const selector = labelSelector(labels);
  return selector ? `?labelSelector=${encodeURIComponent(selector)}` : '';
}

/** A Kubernetes Status, or the plain text that a proxy or a starting API server answers. */
function parseStatus(text: string): { reason?: string; message?: string } {
  try {
    return JSON.parse(text) as { reason?: string; message?: string };
  } catch {
    return { message: text.trim() };
  }
}
