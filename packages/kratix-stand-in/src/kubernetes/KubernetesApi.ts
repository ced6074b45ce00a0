import type { RequestOptions as TlsOptions } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import { type Cluster, KubeConfig } from '@kubernetes/client-node';
import { Agent } from 'undici';
import {
  apiVersionOf,
  collectionPath,
  JsonObject,
  KubernetesObject,
  ObjectKey,
  objectPath,
  ResourceType,
} from './objects';
import { resourceTypes } from './resourceTypes';

/** An error status of the API server. */
export class KubernetesApiError extends Error {
  /** The HTTP status. */
  readonly code: number;

  constructor(what: string, code: number, message: string) {
    super(`${what}: ${code} ${message}`);
    this.name = 'KubernetesApiError';
    this.code = code;
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

export interface ListOptions {
  namespace?: string;
  labels?: Record<string, string>;
}

interface RequestOptions {
  body?: object;
  contentType?: string;
  signal?: AbortSignal;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const busyMilliseconds = 100;
const busyAttempts = 100;

/**
 * A small REST client. The client of `@kubernetes/client-node` turns timestamps into `Date` and drops fields that its version does not know, so only
 * its kubeconfig reader is used. The API server has validated each object, so callers choose the type of the result.
 */
export class KubernetesApi {
  readonly #cluster: Cluster;
  readonly #agent: Agent;
  readonly #headers: Record<string, string>;

  /** Connects with the current context of a kubeconfig file. */
  static async fromKubeconfig(file: string, userAgent: string) {
    const kubeconfig = new KubeConfig();
    kubeconfig.loadFromFile(file);
    return KubernetesApi.connect(kubeconfig, userAgent);
  }

  /** Connects with the current context. */
  static async connect(kubeconfig: KubeConfig, userAgent: string) {
    const cluster = kubeconfig.getCurrentCluster();
    if (!cluster) {
      throw new Error('The current context of the kubeconfig has no cluster.');
    }
    const tls: TlsOptions = {};
    await kubeconfig.applyToHTTPSOptions(tls);
    return new KubernetesApi(cluster, tls, userAgent);
  }

  private constructor(cluster: Cluster, tls: TlsOptions, userAgent: string) {
    this.#cluster = cluster;
    this.#headers = {
      ...(tls.headers as Record<string, string>),
      'user-agent': userAgent,
      accept: 'application/json',
    };
    this.#agent = new Agent({
      // Over HTTP/2 undici loses 401 responses.
      allowH2: false,
      // A watch is silent as long as nothing changes.
      bodyTimeout: 0,
      connect: {
        ca: tls.ca,
        cert: tls.cert,
        key: tls.key,
        rejectUnauthorized: tls.rejectUnauthorized ?? true,
      } as object,
    });
  }

  /** A kubeconfig for the same cluster with the token of another user. */
  kubeconfigFor(user: { name: string; token: string }): string {
    return this.#configFor(user).exportConfig();
  }

  /** A client of the same cluster with the token of another user. */
  async as(user: { name: string; token: string }): Promise<KubernetesApi> {
    return KubernetesApi.connect(
      this.#configFor(user),
      this.#headers['user-agent'],
    );
  }

  #configFor(user: { name: string; token: string }) {
    const kubeconfig = new KubeConfig();
    kubeconfig.loadFromClusterAndUser(this.#cluster, user);
    return kubeconfig;
  }

  /** False while the server does not listen or is not ready. */
  async isReady(): Promise<boolean> {
    try {
      const { body } = await this.#request('GET', '/readyz', {});
      await body.dump();
      return true;
    } catch (error) {
      const isRefused = ['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET'];
      const { code } = error as { code?: unknown };
      if (
        error instanceof KubernetesApiError ||
        isRefused.includes(String(code))
      ) {
        return false;
      }
      throw error;
    }
  }

  /** The name of this client's user, or undefined if the API server rejects the token. */
  async whoAmI(): Promise<string | undefined> {
    const review = {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'SelfSubjectReview',
    };
    const path = `/apis/${review.apiVersion}/selfsubjectreviews`;
    const response = await unlessStatus(
      401,
      this.#send<{ status: { userInfo: { username: string } } }>(
        'POST',
        path,
        review,
      ),
    );
    return response?.status.userInfo.username;
  }

  /** The JSON of a path that is not an object, such as `/version`. */
  async read<T>(path: string) {
    return this.#send<T>('GET', path);
  }

  async get<T extends KubernetesObject>(type: ResourceType, key: ObjectKey) {
    return this.#send<T>('GET', objectPath(type, key));
  }

  /** The object, or undefined when the object or its kind does not exist. */
  async find<T extends KubernetesObject>(type: ResourceType, key: ObjectKey) {
    return unlessStatus(404, this.get<T>(type, key));
  }

  async list<T extends KubernetesObject>(
    type: ResourceType,
    { namespace, labels }: ListOptions = {},
  ) {
    const path = collectionPath(type, namespace);
    const query = labels ? `?${new URLSearchParams(selector(labels))}` : '';
    const list = await this.#send<{
      metadata: { resourceVersion: string };
      items: T[];
    }>('GET', path + query);
    // The items of a list have neither apiVersion nor kind.
    for (const item of list.items) {
      item.apiVersion ??= apiVersionOf(type);
      item.kind ??= type.kind;
    }
    return list;
  }

  async create<T extends KubernetesObject>(type: ResourceType, object: T) {
    const path = collectionPath(type, object.metadata.namespace);
    return this.#send<T>('POST', path, object);
  }

  /** Creates the object if no object has its name. */
  async ensure<T extends KubernetesObject>(type: ResourceType, object: T) {
    await unlessStatus(409, this.create(type, object));
  }

  /** Binds a Pod to a node, as a scheduler does. */
  async bind(pod: ObjectKey, node: string) {
    const { name, namespace } = pod;
    await this.#send('POST', objectPath(resourceTypes.pod, pod, 'binding'), {
      apiVersion: 'v1',
      kind: 'Binding',
      metadata: { name, namespace },
      target: { apiVersion: 'v1', kind: 'Node', name: node },
    });
  }

  /** A token of a ServiceAccount that lasts for a year, longer than any demo. */
  async requestToken(account: ObjectKey): Promise<string> {
    const path = objectPath(resourceTypes.serviceAccount, account, 'token');
    const { status } = await this.#send<{ status: { token: string } }>(
      'POST',
      path,
      {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: { expirationSeconds: 365 * 24 * 60 * 60 },
      },
    );
    return status.token;
  }

  /** Replaces the object, or its status; the resourceVersion must be the current one. */
  async replace<T extends KubernetesObject>(
    type: ResourceType,
    object: T,
    subresource?: 'status',
  ) {
    const path = objectPath(type, object.metadata, subresource);
    return this.#send<T>('PUT', path, object);
  }

  /** JSON merge patch of the object, or of its status. With a `metadata.resourceVersion` in the patch it fails with 409 if the object has changed. */
  async patch<T extends KubernetesObject>(
    type: ResourceType,
    key: ObjectKey,
    patch: object,
    subresource?: 'status',
  ) {
    const path = objectPath(type, key, subresource);
    return this.#send<T>('PATCH', path, patch, 'application/merge-patch+json');
  }

  /** Server-side apply with `force`. */
  async apply<T extends KubernetesObject>(
    type: ResourceType,
    object: T,
    fieldManager: string,
  ) {
    const query = new URLSearchParams({ fieldManager, force: 'true' });
    const path = `${objectPath(type, object.metadata)}?${query}`;
    return this.#send<T>('PATCH', path, object, 'application/apply-patch+yaml');
  }

  /** Deletes the object if it exists. */
  async delete(
    type: ResourceType,
    key: ObjectKey,
    options: JsonObject = { propagationPolicy: 'Background' },
  ) {
    const path = objectPath(type, key);
    await unlessStatus(404, this.#send('DELETE', path, options));
  }

  /** The lines of a watch, until the server ends it or the signal aborts. */
  async *watch(
    type: ResourceType,
    resourceVersion: string,
    { labels = {}, signal }: ListOptions & { signal: AbortSignal },
  ): AsyncGenerator<WatchLine> {
    const query = new URLSearchParams({
      ...selector(labels),
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion,
    });
    const path = `${collectionPath(type)}?${query}`;
    const { body } = await this.#request('GET', path, { signal });
    let rest = '';
    body.setEncoding('utf8');
    for await (const chunk of body) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines.filter(Boolean)) {
        yield JSON.parse(line) as WatchLine;
      }
    }
  }

  async close() {
    await this.#agent.destroy();
  }

  async #send<T>(
    method: Method,
    path: string,
    body?: object,
    contentType = 'application/json',
  ): Promise<T> {
    const response = await this.#request(method, path, { body, contentType });
    return (await response.body.json()) as T;
  }

  async #request(method: Method, path: string, options: RequestOptions) {
    const { body, contentType, signal } = options;
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.#agent.request({
        origin: this.#cluster.server.replace(/\/$/, ''),
        path,
        method,
        signal,
        headers: body
          ? { ...this.#headers, 'content-type': contentType }
          : this.#headers,
        body: body && JSON.stringify(body),
      });
      const { statusCode } = response;
      if (statusCode < 400) {
        return response;
      }
      const message = messageOf(await response.body.text());
      // For a moment after a CustomResourceDefinition was created, the API server returns 429 "storage is (re)initializing".
      if (statusCode !== 429 || attempt >= busyAttempts) {
        throw new KubernetesApiError(`${method} ${path}`, statusCode, message);
      }
      await delay(busyMilliseconds, undefined, { signal });
    }
  }
}

async function unlessStatus<T>(code: number, response: Promise<T>) {
  try {
    return await response;
  } catch (error) {
    if (hasCode(error, code)) {
      return undefined;
    }
    throw error;
  }
}

function selector(labels: Record<string, string>): Record<string, string> {
  const entries = Object.entries(labels).map(
    ([key, value]) => `${key}=${value}`,
  );
  return entries.length ? { labelSelector: entries.join() } : {};
}

/** The message of a Kubernetes Status, or the plain text that a proxy or a starting API server returns. */
function messageOf(text: string): string {
  try {
    return String((JSON.parse(text) as { message?: string }).message);
  } catch {
    return text.trim();
  }
}
