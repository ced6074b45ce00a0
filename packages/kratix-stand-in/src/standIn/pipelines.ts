import { z } from 'zod';
import { Json } from '../kubernetes/objects';
import { PromiseSpec } from './kratixObjects';

const json = z.json();

const containerSchema = z.object({
  name: z.string(),
  image: z.string(),
  command: z.array(z.string()).optional(),
  args: z.array(z.string()).optional(),
  env: z.array(json).optional(),
  envFrom: z.array(json).optional(),
  volumeMounts: z.array(json).optional(),
  imagePullPolicy: z.string().optional(),
  securityContext: json.optional(),
  resources: json.optional(),
});

const pipelineSchema = z.object({
  metadata: z.object({
    name: z.string(),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  spec: z.object({
    containers: z.array(containerSchema).min(1),
    volumes: z.array(json).optional(),
    jobOptions: z
      .object({ backoffLimit: z.number().int().optional() })
      .optional(),
    rbac: z
      .object({
        serviceAccount: z.string().optional(),
        permissions: z
          .array(
            z.object({
              apiGroups: z.array(z.string()).optional(),
              resources: z.array(z.string()).optional(),
              resourceNames: z.array(z.string()).optional(),
              verbs: z.array(z.string()),
            }),
          )
          .optional(),
      })
      .optional(),
  }),
});

/** A Kratix Pipeline; the API server does not check these, so this does. */
export type Pipeline = z.infer<typeof pipelineSchema>;

/** Whether a workflow serves the Promise itself or its resource requests. */
export type WorkflowType = 'promise' | 'resource';
export type WorkflowAction = 'configure' | 'delete';

/**
 * The pipelines of one workflow, in the order in which they run. What is not a Pipeline is left out and named in `onInvalid`: one strange
 * Promise must not stop the others.
 */
export function pipelinesOf(
  spec: PromiseSpec | undefined,
  type: WorkflowType,
  action: WorkflowAction,
  onInvalid: (problem: string) => void = () => {},
): Pipeline[] {
  const entries: Json[] = spec?.workflows?.[type]?.[action] ?? [];
  return entries.flatMap((entry, index) => {
    const parsed = pipelineSchema.safeParse(entry);
    if (parsed.success) {
      return [parsed.data];
    }
    onInvalid(
      `workflows.${type}.${action}[${index}] is no Pipeline: ${z.prettifyError(
        parsed.error,
      )}`,
    );
    return [];
  });
}
