import { z } from 'zod';
import { Json } from '../kubernetes/objects';
import { PromiseSpec } from './kratixObjects';

const texts = z.array(z.string());

const pipelineSchema = z.object({
  metadata: z.object({
    name: z.string(),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  spec: z.object({
    containers: z
      .array(
        z.object({
          name: z.string(),
          image: z.string(),
          command: texts.optional(),
          args: texts.optional(),
        }),
      )
      .min(1),
    jobOptions: z
      .object({ backoffLimit: z.number().int().optional() })
      .optional(),
    rbac: z
      .object({
        serviceAccount: z.string().optional(),
        permissions: z
          .array(
            z.object({
              apiGroups: texts.optional(),
              resources: texts.optional(),
              resourceNames: texts.optional(),
              resourceNamespace: z.string().optional(),
              verbs: texts,
            }),
          )
          .optional(),
      })
      .optional(),
  }),
});

/** A Kratix Pipeline. The API server does not validate it. */
export type Pipeline = z.infer<typeof pipelineSchema>;

/** Whether a workflow serves the Promise itself or its resource requests. */
export type WorkflowType = 'promise' | 'resource';
export type WorkflowAction = 'configure' | 'delete';

/**
 * The pipelines of one type of workflow, in the order in which they run. Invalid pipelines are reported and left out, so that one invalid Promise does
 * not stop the others.
 */
export function pipelinesOf(
  spec: PromiseSpec | undefined,
  type: WorkflowType,
  onInvalid: (problem: string) => void,
): Record<WorkflowAction, Pipeline[]> {
  const read = (action: WorkflowAction) => {
    const entries: Json[] = spec?.workflows?.[type]?.[action] ?? [];
    return entries.flatMap((entry, index) => {
      const { success, data, error } = pipelineSchema.safeParse(entry);
      if (success) {
        return [data];
      }
      const path = `workflows.${type}.${action}[${index}]`;
      onInvalid(`${path} is not a Pipeline: ${z.prettifyError(error)}`);
      return [];
    });
  };
  return { configure: read('configure'), delete: read('delete') };
}
