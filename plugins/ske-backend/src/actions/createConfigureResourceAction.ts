import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  ConfigureResult,
  describeResourceRef,
  SkeClient,
} from '@kratix-portal/plugin-ske-common';
import { parseManifest } from '@kratix-portal/plugin-ske-node';
import { configureResourceExamples } from './configureResourceExamples';
import { callAsInitiator, logDryRun, TaskContext } from './taskCall';
import type { TaskTokens } from './TaskTokens';

/** Creates the action `ske:configure-resource` (B5), which creates or updates an object in the platform cluster as the user who started the task. */
export function createConfigureResourceAction(options: {
  client: SkeClient;
  tokens: TaskTokens;
}) {
  const { client, tokens } = options;
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
              'One Kubernetes object of any kind, as YAML or JSON. With metadata.resourceVersion it is written only if the object on the cluster still has this version',
            ),
        dryRun: z =>
          z
            .boolean()
            .describe(
              'Write nothing, and report what the write would do. The cluster runs every check of the write. Default: false',
            )
            .optional(),
        onExisting: z =>
          z
            .enum(['update', 'fail'])
            .describe(
              'What to do when an object of this kind and name exists: update it, or fail and change nothing. Default: update',
            )
            .optional(),
        fieldManager: z =>
          z
            .string()
            .describe(
              'The name of the field manager of this write, in metadata.managedFields of the object. Default: kratix-portal',
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
              'The uid of the object. Absent when a dry run would create it',
            )
            .optional(),
        uid: z => z.string().describe('The same as resourceId').optional(),
        operation: z =>
          z
            .enum(['created', 'updated', 'unchanged'])
            .describe('What the write did, or what it would do with dryRun')
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
              'The fields that the operation changes. Values are included only when they are short and do not look like a secret',
            )
            .optional(),
        kubectl: z =>
          z
            .string()
            .describe(
              'A kubectl command that does the same, for a POSIX shell. It contains nothing that looks like a secret',
            )
            .optional(),
        entityRef: z =>
          z
            .string()
            .describe(
              'The entity of the resource in the catalog: component:default/<name>-<kind>',
            )
            .optional(),
        notices: z =>
          z
            .array(z.string())
            .describe(
              'What the portal left out of the manifest, and the warnings of the cluster',
            )
            .optional(),
      },
    },
    async handler(ctx) {
      const { manifest, ...writeOptions } = ctx.input;
      if (ctx.isDryRun) {
        await callAsInitiator(ctx, tokens, async () => {
          const { ref } = parseManifest(manifest);
          logDryRun(ctx.logger, 'create or update', ref);
          ctx.output('apiVersion', ref.apiVersion);
          ctx.output('kind', ref.kind);
          ctx.output('name', ref.name);
        });
        return;
      }
      const result = await callAsInitiator(ctx, tokens, call =>
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
  // After a create, the changes would only repeat the manifest.
  if (result.operation === 'updated') {
    for (const { field, change, before, after } of result.changes) {
      const from = before === undefined ? '' : ` from ${before}`;
      const to = after === undefined ? '' : ` to ${after}`;
      logger.info(`  ${field}: ${change}${from}${to}`);
    }
  }
  result.notices.forEach(notice => logger.warn(notice));
}
