import { z } from 'zod';

/*
 * The fields of Kubernetes objects that this module reads. Any user may have written these objects, so each object is validated, and an
 * invalid object is skipped without an effect on other objects.
 */
export const metadataSchema = z.object({
  name: z.string().min(1),
  namespace: z.string().optional(),
  uid: z.string().default(''),
  creationTimestamp: z.string().default(''),
  deletionTimestamp: z.string().optional(),
  generation: z.number().optional(),
  finalizers: z.array(z.string()).nullish(),
  labels: z.record(z.string(), z.string()).nullish(),
  annotations: z.record(z.string(), z.string()).nullish(),
});

/** A status as received: pipelines can write anything into it. */
export type Status = Record<string, unknown>;
