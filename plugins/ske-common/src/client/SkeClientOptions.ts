/**
 * The address of the `ske` plugin, in one of two ways, and how requests are made.
 *
 * @public
 */
export type SkeClientOptions = SkeClientFetch &
  (
    | {
        /** Backstage's discovery API, of the frontend or the backend. */
        discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
        baseUrl?: undefined;
      }
    | {
        /** Such as `https://portal.example.com/api/ske`. */
        baseUrl: string;
        discoveryApi?: undefined;
      }
  );

/**
 * How requests are made.
 *
 * @public
 */
export interface SkeClientFetch {
  /** Backstage's `fetchApi`, which adds the user's token. Default: the global `fetch`. */
  fetchApi?: { fetch: typeof fetch };
  /** Returns the Backstage token for each request, if `fetchApi` does not add it. A token in the call's options has precedence. */
  getToken?: () => Promise<string | undefined>;
}

/**
 * Options of a call: whose token it uses, and when it ends.
 *
 * @public
 */
export interface SkeCallOptions {
  /** The scaffolder task that makes the call; audit events name the task. */
  taskId?: string;
  /** A Backstage user token, for this call. */
  token?: string;
  /** Aborts the call. The backend then ends its call to the cluster. */
  signal?: AbortSignal;
  /** Called for every chunk of a stream that arrives, comments included, so that a client can distinguish a broken connection from an idle watch. */
  onActivity?: () => void;
}

/**
 * The header that names the scaffolder task that makes a call.
 *
 * @public
 */
export const TASK_ID_HEADER = 'x-ske-task-id';
