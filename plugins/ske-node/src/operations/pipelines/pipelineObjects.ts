import type { JsonObject } from '@backstage/types';
import { z } from 'zod';

const text = z.string().optional().catch(undefined);
const count = z.number().optional().catch(undefined);
const labels = z.record(z.string(), z.string()).catch({});

const metadataSchema = z.object({
  name: z.string(),
  namespace: z.string().catch(''),
  uid: z.string().catch(''),
  creationTimestamp: z.string().catch(''),
  deletionTimestamp: text,
  labels: labels.optional(),
  ownerReferences: z
    .array(z.object({ kind: text, name: text, uid: text }))
    .optional()
    .catch(undefined),
});

const conditionSchema = z.object({
  type: z.string(),
  status: z.string(),
  reason: text,
  message: text,
  lastTransitionTime: text,
});
const conditions = z.array(conditionSchema).catch([]).optional();

// https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/job-v1/
const jobSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({ suspend: z.boolean().optional() }).catch({}),
  status: z
    .object({
      conditions,
      startTime: text,
      completionTime: text,
      active: count,
      failed: count,
      succeeded: count,
    })
    .catch({}),
});

const stateSchema = z
  .object({
    waiting: z.object({ reason: text, message: text }).optional(),
    running: z.object({ startedAt: text }).optional(),
    terminated: z
      .object({
        exitCode: z.number(),
        reason: text,
        message: text,
        startedAt: text,
        finishedAt: text,
      })
      .optional(),
  })
  .catch({});

const statuses = z
  .array(
    z.object({
      name: z.string(),
      state: stateSchema.optional(),
      lastState: stateSchema.optional(),
      restartCount: z.number().catch(0),
    }),
  )
  .catch([])
  .optional();
const containers = z
  .array(z.object({ name: z.string(), image: text }))
  .catch([])
  .optional();

// https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
const podSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({ initContainers: containers, containers }).catch({}),
  status: z
    .object({
      phase: text,
      reason: text,
      message: text,
      conditions,
      initContainerStatuses: statuses,
      containerStatuses: statuses,
    })
    .catch({}),
});

export type Job = z.infer<typeof jobSchema>;
export type Pod = z.infer<typeof podSchema>;
export type StatusCondition = z.infer<typeof conditionSchema>;
export type ContainerStatus = NonNullable<z.infer<typeof statuses>>[number];

/** Reads the Jobs of a list. It skips items without a name. */
export function readJobs(items: JsonObject[]): Job[] {
  return items.flatMap(item => {
    const job = jobSchema.safeParse(item);
    return job.success ? [job.data] : [];
  });
}

export function readPods(items: JsonObject[]): Pod[] {
  return items.flatMap(item => {
    const pod = podSchema.safeParse(item);
    return pod.success ? [pod.data] : [];
  });
}

/** Returns the name of the Job that created a Pod. Kubernetes before 1.27 sets the label without a prefix. */
export function jobNameOf({ metadata }: Pod): string | undefined {
  return (
    metadata.labels?.['batch.kubernetes.io/job-name'] ??
    metadata.labels?.['job-name'] ??
    metadata.ownerReferences?.find(({ kind }) => kind === 'Job')?.name
  );
}
