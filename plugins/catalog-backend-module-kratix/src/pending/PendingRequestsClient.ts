import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type { PendingRequest } from '@kratix-portal/plugin-ske-common';
import { internalRoutes } from '@kratix-portal/plugin-ske-node';
import { z } from 'zod';

const TIMEOUT_MS = 30_000;

const texts = z.record(z.string(), z.string());
const listSchema: z.ZodType<{ items: PendingRequest[] }> = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      group: z.string(),
      version: z.string(),
      kind: z.string(),
      plural: z.string(),
      namespace: z.string(),
      name: z.string(),
      requestedBy: z.string(),
      requestedAt: z.string(),
      state: z.enum(['requested', 'never-created']),
      reason: z.string(),
      failure: z.string().optional(),
      existed: z.boolean(),
      labels: texts,
      annotations: texts,
      pullRequestUrl: z.string().optional(),
      requestsRepoUrl: z.string().optional(),
    }),
  ),
});

/** A record whose resource the catalog has seen. */
export type SeenRequest = Pick<PendingRequest, 'id' | 'requestedAt'>;

/** Reads the recorded requests from the `ske` plugin, as the catalog plugin itself (P4). The `ske` plugin returns the records of all users only to the catalog plugin. */
export class PendingRequestsClient {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  /** Returns undefined if the backend has no `ske` plugin that records requests. */
  async list(cluster: string): Promise<PendingRequest[] | undefined> {
    const response = await this.#send(
      `${internalRoutes.recordedRequests}?cluster=${encodeURIComponent(cluster)}`,
    );
    if (response.status === 404) {
      return undefined;
    }
    return listSchema.parse(await readJson(response)).items;
  }

  /** Deletes the records of these requests. */
  async deleteSeen(seen: readonly SeenRequest[]): Promise<void> {
    await readJson(await this.#send(internalRoutes.seenRequests, { seen }));
  }

  async #send(path: string, body?: object): Promise<Response> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'ske',
    });
    return fetch(`${await this.#discovery.getBaseUrl('ske')}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  }
}

async function readJson(response: Response): Promise<unknown> {
  if (!response.ok) {
    throw await ResponseError.fromResponse(response);
  }
  return response.json();
}
