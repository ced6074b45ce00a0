import type { DiscoveryService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import {
  ConfigureOptions,
  ConfigureResult,
  isSkeErrorCode,
  ResourceRef,
  SkeError,
  SkeErrorCause,
} from '@kratix-portal/plugin-ske-common';

import { z } from 'zod';

// Longer than the backend's own deadline towards the cluster, so that its better explanation arrives first.
const DEADLINE_MS = 90_000;

const configureResultSchema: z.ZodType<ConfigureResult> = z.object({
  resourceId: z.string().optional(),
  uid: z.string().optional(),
  operation: z.enum(['created', 'updated', 'unchanged']),
  dryRun: z.boolean(),
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
  changes: z.array(
    z.object({
      field: z.string(),
      change: z.enum(['added', 'changed', 'removed']),
      before: z.string().optional(),
      after: z.string().optional(),
    }),
  ),
  kubectl: z.string(),
  entityRef: z.string().optional(),
  notices: z.array(z.string()),
});

/** As whom, and for how long, a call is made. */
export interface SkeCall {
  /** The initiator's own Backstage token. */
  token: string;
  signal?: AbortSignal;
}

/**
 * The scaffolder's way to the platform cluster: the same HTTP API as everyone's. There is no second road.
 */
export class SkeHttpClient {
  readonly #discovery: DiscoveryService;

  constructor(options: { discovery: DiscoveryService }) {
    this.#discovery = options.discovery;
  }

  async configureResource(
    input: { manifest: string } & ConfigureOptions,
    call: SkeCall,
  ): Promise<ConfigureResult> {
    const body = await this.#post('configure-resource', { ...input }, call);
    return configureResultSchema.parse(body);
  }

  async deleteResource(ref: ResourceRef, call: SkeCall): Promise<JsonObject> {
    return this.#post('delete-resource', { ...ref }, call);
  }

  async #post(
    route: string,
    body: JsonObject,
    call: SkeCall,
  ): Promise<JsonObject> {
    const baseUrl = await this.#discovery.getBaseUrl('ske');
    const deadline = AbortSignal.timeout(DEADLINE_MS);
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${baseUrl}/${route}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${call.token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: call.signal
          ? AbortSignal.any([call.signal, deadline])
          : deadline,
      });
      text = await response.text();
    } catch (error) {
      call.signal?.throwIfAborted();
      throw new SkeError({
        code: deadline.aborted ? 'timeout' : 'internal',
        message: 'The ske backend did not answer.',
        hint: 'Whether the cluster was changed is not known: look before you start the task again.',
        cause: error,
      });
    }
    if (!response.ok) {
      throw toSkeError(response.status, text);
    }
    return z.record(z.string(), z.json()).parse(JSON.parse(text));
  }
}

const errorSchema = z.object({
  error: z.object({
    code: z.string().optional(),
    message: z.string(),
    hint: z.string().optional(),
    detail: z.string().optional(),
    causes: z
      .array(
        z.object({
          field: z.string().optional(),
          reason: z.string().optional(),
          message: z.string(),
          base: z.string().optional(),
          live: z.string().optional(),
          submitted: z.string().optional(),
          managers: z
            .array(
              z.object({
                name: z.string(),
                operation: z.string(),
                subresource: z.string().optional(),
                time: z.string().optional(),
              }),
            )
            .optional(),
        }),
      )
      .optional(),
  }),
});

function toSkeError(status: number, text: string): SkeError {
  const body = parseError(text);
  if (body && isSkeErrorCode(body.code)) {
    return new SkeError({ ...body, code: body.code });
  }
  if (status === 401) {
    // Backstage itself refused the token, before the ske plugin saw it.
    return new SkeError({
      code: 'no-credentials',
      message: 'Your Backstage token is not valid any more.',
      hint: 'Sign in to the portal again and start the task again.',
      detail: body?.message,
    });
  }
  return new SkeError({
    code: 'internal',
    message: `The ske backend answered ${status}.`,
    detail: body?.message,
  });
}

interface ErrorFields {
  code?: string;
  message: string;
  hint?: string;
  detail?: string;
  causes?: SkeErrorCause[];
}

function parseError(text: string): ErrorFields | undefined {
  try {
    return errorSchema.parse(JSON.parse(text)).error;
  } catch {
    return undefined; // A gateway's page, say; the status alone then has to do.
  }
}
