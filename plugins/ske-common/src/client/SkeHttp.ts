import type { JsonObject } from '@backstage/types';
import { SkeError } from '../errors';
import { isObject } from '../json';
import { readSkeError } from './readSkeError';
import { TASK_ID_HEADER } from './SkeClientOptions';
import type { SkeCallOptions, SkeClientOptions } from './SkeClientOptions';

// Longer than the backend's time limit for the cluster, so that the backend's more precise error arrives first.
const DEADLINE_MS = 90_000;

/** Values of a query. */
export type QueryValues = Record<string, string | number | boolean | undefined>;

/** A request to the `ske` plugin. */
export interface SkeRequest {
  /** Relative to the plugin's address, without a leading slash. */
  route: string;
  query?: QueryValues;
  /** The JSON body; the request is then a POST. */
  body?: JsonObject;
  /** Whether the request changes nothing although it has a body. */
  isRead?: boolean;
  accept?: string;
}

/** Sends requests to the `ske` plugin and turns every failure into a SkeError. */
export class SkeHttp {
  readonly #options: SkeClientOptions;
  readonly #fetch: typeof fetch;

  constructor(options: SkeClientOptions) {
    this.#options = options;
    const { fetchApi } = options;
    this.#fetch = (input, init) =>
      fetchApi ? fetchApi.fetch(input, init) : fetch(input, init);
  }

  /** Reads a response that is one JSON object. */
  async json<T extends object>(
    request: SkeRequest,
    call: SkeCallOptions = {},
  ): Promise<T> {
    const deadline = startDeadline(call.signal);
    try {
      const response = await this.#send(request, call, deadline.signal);
      return parseObject(await response.text()) as T;
    } catch (error) {
      throw toFailure(error, request, call, deadline.isOver());
    } finally {
      deadline.clear();
    }
  }

  /** Reads a response whose body is streamed. The time limit only applies until the headers arrive. */
  async open(
    request: SkeRequest,
    call: SkeCallOptions = {},
  ): Promise<Response> {
    const deadline = startDeadline(call.signal);
    try {
      // The signal stays bound to the body. Once the timer is cleared, only the caller can abort it.
      return await this.#send(request, call, deadline.signal);
    } catch (error) {
      throw toFailure(error, request, call, deadline.isOver());
    } finally {
      deadline.clearTimer();
    }
  }

  async #send(
    request: SkeRequest,
    call: SkeCallOptions,
    signal: AbortSignal,
  ): Promise<Response> {
    const { route, query, body, accept = 'application/json' } = request;
    const { discoveryApi, baseUrl, getToken } = this.#options;
    const base = discoveryApi ? await discoveryApi.getBaseUrl('ske') : baseUrl;
    const token = call.token ?? (await getToken?.());
    const response = await this.#fetch(`${base}/${route}${toQuery(query)}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        accept,
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(call.taskId !== undefined && { [TASK_ID_HEADER]: call.taskId }),
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
      redirect: 'error',
      signal,
    });
    if (!response.ok) {
      throw readSkeError(response.status, await response.text());
    }
    return response;
  }
}

/** An error for a request that got no response. */
export function toFailure(
  error: unknown,
  request: SkeRequest,
  call: SkeCallOptions,
  isLate: boolean,
): unknown {
  if (call.signal?.aborted) {
    return call.signal.reason;
  }
  if (SkeError.is(error)) {
    return error;
  }
  return new SkeError({
    code: isLate ? 'timeout' : 'internal',
    message: 'The ske backend did not respond.',
    hint:
      request.body && !request.isRead
        ? 'The cluster may have been changed: check the object before you try again.'
        : 'Try again. If it happens again, report it to the team that runs the portal.',
    cause: error,
  });
}

function toQuery(query: QueryValues = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      parameters.append(name, String(value));
    }
  }
  return parameters.size > 0 ? `?${parameters}` : '';
}

function parseObject(text: string): object {
  const value: unknown = JSON.parse(text);
  if (!isObject(value)) {
    throw new Error('The response is not an object');
  }
  return value;
}

function startDeadline(caller: AbortSignal | undefined) {
  const controller = new AbortController();
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    controller.abort();
  }, DEADLINE_MS);
  const abort = () => controller.abort(caller?.reason);
  if (caller?.aborted) {
    abort();
  }
  caller?.addEventListener('abort', abort, { once: true });
  const clearTimer = () => clearTimeout(timer);
  return {
    signal: controller.signal,
    isOver: () => isOver,
    clearTimer,
    clear() {
      clearTimer();
      caller?.removeEventListener('abort', abort);
    },
  };
}
