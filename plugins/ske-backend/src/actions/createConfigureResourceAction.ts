import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  ConfigureResult,
  describeResourceRef,
  SkeClient,
} from '@kratix-portal/plugin-ske-common';
import { parseManifest } from '@kratix-portal/plugin-ske-node';
import { configureResourceExamples } from './configureResourceExamples';
import { callAsInitiator, TaskContext } from './taskCall';

/** `ske:configure-resource` (B5): creates an object in the platform cluster, or updates it, as the user who started the task. */
export function createConfigureResourceAction(options: { client: SkeClient }) {
  const { client } = options;
  return createTemplateAction({
    id: 'ske:configure-resource',
    description:
      'Creates or updates an object in the platform cluster, as the user who started the task',
    supportsDryRun: true,
    examples: configureResourceExamples,
    schema: {
      input: {
        manifest: z =>
          z
            .string()
            .describe(
              'One Kubernetes object, of any kind, as YAML or JSON. With metadata.resourceVersion it is written only if the object on the cluster still is of this version',
            ),
        dryRun: z =>
          z
            .boolean()
            .describe(
              'Write nothing, and say what would happen: the cluster checks all that it would check for the write. Default: false',
            )
            .optional(),
        onExisting: z =>
          z
            .enum(['update', 'fail'])
            .describe(
              'What to do when there is an object of this kind and name: change it, or fail and leave it alone. Default: update',
            )
            .optional(),
        fieldManager: z =>
          z
            .string()
            .describe(
              'By which name the write is known among the field managers of the object. Default: kratix-portal',
            )
            .optional(),
        unknownFields: z =>
          z
            .enum(['warn', 'fail'])
            .describe(
              'What to do with fields that the kind does not have, which the cluster drops: warn in the task log, or fail and write nothing. Default: warn',
            )
            .optional(),
      },
      output: {
        resourceId: z =>
          z
            .string()
            .describe(
              'The uid of the object. Absent when dryRun would create it',
            )
            .optional(),
        uid: z => z.string().describe('The same as resourceId').optional(),
        operation: z =>
          z
            .enum(['created', 'updated', 'unchanged'])
            .describe('What was done, or with dryRun would be')
            .optional(),
        apiVersion: z => z.string().optional(),
        kind: z => z.string().optional(),
        namespace: z =>
          z.string().describe('Absent for a cluster-scoped kind').optional(),
        name: z => z.string().optional(),
        changes: z =>
          z
            .array(
              z.object({
                field: z.string(),
                change: z.enum(['added', 'changed', 'removed']),
                before: z.string().optional(),
                after: z.string().optional(),
              }),
            )
            .describe(
              'Field by field, what the operation changes; values only where they are short and do not look like a secret',
            )
            .optional(),
        kubectl: z =>
          z
            .string()
            .describe(
              'A kubectl command that does the same, for a POSIX shell; without anything that looks like a secret',
            )
            .optional(),
        entityRef: z =>
          z
            .string()
            .describe(
              'The catalog Component that stands for the resource, by its name: component:default/<name>-<kind>',
            )
            .optional(),
        notices: z =>
          z
            .array(z.string())
            .describe('What was left out, what the cluster warns of')
            .optional(),
      },
    },
    async handler(ctx) {
      const { manifest, ...writeOptions } = ctx.input;
      if (ctx.isDryRun) {
        await callAsInitiator(ctx, async () => {
          const { ref } = parseManifest(manifest);
          ctx.logger.info(
            `Dry run: would create or update ${describeResourceRef(
              ref,
            )}. Nothing is sent to the platform cluster.`,
          );
          ctx.output('apiVersion', ref.apiVersion);
          ctx.output('kind', ref.kind);
          ctx.output('name', ref.name);
        });
        return;
      }
      const result = await callAsInitiator(ctx, call =>
        client.configureResource({ manifest, ...writeOptions }, call),
      );
      logResult(result, ctx.logger);
      ctx.output('resourceId', result.resourceId);
      ctx.output('uid', result.uid);
      ctx.output('operation', result.operation);
      ctx.output('apiVersion', result.apiVersion);
      ctx.output('kind', result.kind);
      ctx.output('namespace', result.namespace);
      ctx.output('name', result.name);
      ctx.output('changes', result.changes);
      ctx.output('kubectl', result.kubectl);
      ctx.output('entityRef', result.entityRef);
      ctx.output('notices', result.notices);
    },
  });
}

const WOULD_BE = {
  created: 'would be created',
  updated: 'would be updated',
  unchanged: 'would stay unchanged',
};

function logResult(
  result: ConfigureResult,
  logger: TaskContext['logger'],
): void {
  const what = describeResourceRef(result);
  logger.info(
    result.dryRun
      ? `${what} ${WOULD_BE[result.operation]}; nothing was written.`
      : `${what}: ${result.operation}`,
  );
  // What a create sets is in the manifest already.
  if (result.operation === 'updated') {
    for (const { field, change, before, after } of result.changes) {
      const from = before === undefined ? '' : ` from ${before}`;
      const to = after === undefined ? '' : ` to ${after}`;
      logger.info(`  ${field}: ${change}${from}${to}`);
    }
  }
  result.notices.forEach(notice => logger.warn(notice));
}
