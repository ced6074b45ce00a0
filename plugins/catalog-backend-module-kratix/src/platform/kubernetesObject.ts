import { z } from 'zod';

/*
 * The fields of Kubernetes objects that this module reads. Others write into the cluster, so each object is parsed, and an object that does not
 * parse is skipped without affecting the others.
 */
export const metadataSchema = z.object({
  name: z.string().min(1),
  namespace: z.string().optional(),
  uid: z.string().default(''),
  creationTimestamp: z.string().default(''),
  deletionTimestamp: z.string().optional(),
  generation: z.number().optional(),
  labels: z.record(z.string(), z.string()).nullish(),
  annotations: z.record(z.string(), z.string()).nullish(),
});

export const conditionSchema = z.object({
  type: z.string(),
  status: z.string(),
  reason: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
});

/** One of `status.conditions`. Their order has no meaning, since Kratix iterates over a map. */
export type Condition = z.infer<typeof conditionSchema>;

/** A status as received: pipelines can write anything into it. */
export type Status = Record<string, unknown>;

/** The well-formed conditions of a status. */
export function readConditions(status: Status): Condition[] {
  const { conditions } = status;
  return Array.isArray(conditions)
    ? conditions.flatMap(each => {
        const parsed = conditionSchema.safeParse(each);
        return parsed.success ? [parsed.data] : [];
      })
    : [];
}
