import { z } from 'zod';

/*
 * What every object of Kubernetes has, as far as it is read here. Objects come from a cluster in which others write, so each is parsed, and
 * one that does not parse is left out by itself: it must not stop the rest.
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

/** One of `status.conditions`. Their order says nothing (Kratix ranges over a map). */
export type Condition = z.infer<typeof conditionSchema>;

/** A status as it came: Promises' pipelines write what they like into it. */
export type Status = Record<string, unknown>;

/** The conditions of a status that are well formed. */
export function readConditions(status: Status): Condition[] {
  const { conditions } = status;
  return Array.isArray(conditions)
    ? conditions.flatMap(each => {
        const parsed = conditionSchema.safeParse(each);
        return parsed.success ? [parsed.data] : [];
      })
    : [];
}
