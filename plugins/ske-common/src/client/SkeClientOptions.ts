/**
 * Where the `ske` plugin is, and how requests are made: in one of two ways.
 *
 * @public
 */
export type SkeClientOptions = SkeClientFetch &
  (
    | {
        /** Backstage's discovery, of the frontend or the backend. */
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
  /** Backstage's `fetchApi`, which adds the user's token by itself. Default: the platform's own `fetch`. */
  fetchApi?: { fetch: typeof fetch };
  /** Gives the Backstage token for each request, where `fetchApi` does not add it. A token in the call's options wins. */
  getToken?: () => Promise<string | undefined>;
}

/**
 * As whom, and for how long, a call is made.
 *
 * @public
 */
export interface SkeCallOptions {
  /** The scaffolder task on whose account the call is made; it is named in the audit events. */
  taskId?: string;
  /** A Backstage user token, for this call. */
  token?: string;
  /** Ends the call; the backend then ends its own call to the cluster. */
  signal?: AbortSignal;
}

/**
 * The header in which a call says which scaffolder task it is made by.
 *
 * @public
 */
export const TASK_ID_HEADER = 'x-ske-task-id';
