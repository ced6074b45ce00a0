import {
  type OperationCaller,
  parseManifest,
  type ResourceService,
} from '@kratix-portal/plugin-ske-node';
import { type ResourceRef, SkeError } from '@kratix-portal/plugin-ske-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { readCaller } from '../admission';
import type { CachedHttpAuthService } from '../callers';
import { parseInput, readBody, refSchema, refWith } from '../inputs';
import type { PendingRequests } from '../pendingRequests';

const deleteSchema = refWith({
  uid: z.string().optional(),
  resourceVersion: z.string().optional(),
});

const configureSchema = z.strictObject({
  manifest: z.string(),
  dryRun: z.boolean().optional(),
  onExisting: z
    .enum(['update', 'fail'], 'must be one of: update, fail')
    .optional(),
  fieldManager: z.string().optional(),
  unknownFields: z
    .enum(['warn', 'fail'], 'must be one of: warn, fail')
    .optional(),
  basedOn: z
    .strictObject({ uid: z.string(), resourceVersion: z.string() })
    .optional(),
});

/** `GET /resource`, `POST /configure-resource` and `POST /delete-resource`: SKE's contract (B9, B10). Our scaffolder actions call them. */
export function createResourceRouter(options: {
  httpAuth: CachedHttpAuthService;
  pending: Pick<PendingRequests, 'noteCreated' | 'noteFailed'>;
  resources: ResourceService;
}): Router {
  const { httpAuth, pending, resources } = options;
  const router = PromiseRouter();

  router.get('/resource', async (req, res) => {
    const caller = readCaller(req, res, httpAuth);
    const ref = parseInput(refSchema, req.query);
    // The object is passed on as the cluster wrote it: parsing and serialising a large object would cost time and change nothing.
    const body = `{"manifest":${await resources.getText(ref, caller)}}`;
    res.setHeader('Content-Type', 'application/json; charset=utf-8');
    res.setHeader('Content-Length', Buffer.byteLength(body));
    res.end(body);
  });

  router.post('/delete-resource', readBody, async (req, res) => {
    const caller = readCaller(req, res, httpAuth);
    const ref = parseInput(deleteSchema, req.body);
    res.json(await resources.delete(ref, caller));
  });

  router.post('/configure-resource', readBody, async (req, res) => {
    const caller = readCaller(req, res, httpAuth);
    const { manifest, ...how } = parseInput(configureSchema, req.body);
    if (how.dryRun) {
      res.json(await resources.configure(manifest, caller, how));
      return;
    }
    try {
      const result = await resources.configure(manifest, caller, how);
      if (result.operation === 'created') {
        pending.noteCreated(result);
      }
      res.json(result);
    } catch (error) {
      noteFailed(manifest, caller, error);
      throw error;
    }
  });

  /** If the write fails, stores the error, so that the catalog can show why a recorded request failed. */
  function noteFailed(
    manifest: string,
    caller: OperationCaller,
    error: unknown,
  ): void {
    const ref = readRef(manifest);
    if (ref) {
      pending.noteFailed(ref, caller, error);
    }
  }

  return router;
}

/** Reads which object a manifest names; undefined if the manifest cannot be parsed. */
function readRef(manifest: string): ResourceRef | undefined {
  try {
    const { ref } = parseManifest(manifest);
    return { ...ref, namespace: ref.namespace ?? 'default' };
  } catch (error) {
    if (!SkeError.is(error)) {
      throw error;
    }
    return undefined;
  }
}
