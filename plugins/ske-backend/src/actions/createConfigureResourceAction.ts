import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  describeResourceRef,
  SkeClient,
} from '@kratix-portal/plugin-ske-common';
import { parseManifest } from '@kratix-portal/plugin-ske-node';
import { callAsInitiator } from './taskCall';

/** `ske:configure-resource` (B5): creates an object in the platform cluster, or updates it, as the user who started the task. */
export function createConfigureResourceAction(options: { client: SkeClient }) {
  const { client } = options;
  return createTemplateAction({
    id: 'ske:configure-resource',
    description:
      'Creates or updates an object in the platform cluster, as the user who started the task',
    supportsDryRun: true,
    examples: [
      {
        description: 'Request a database from a Promise',
        example: `steps:
  - id: ske-configure-resource
    name: Create a Database
    action: ske:configure-resource
    input:
      manifest: |
        apiVersion: demo.example.com/v1
        kind: Database
        metadata:
          name: \${{ parameters.objname }}
          namespace: \${{ parameters.objnamespace }}
        spec: \${{ parameters.spec | dump }}
`,
      },
    ],
    schema: {
      input: {
        manifest: z =>
          z
            .string()
            .describe('One Kubernetes object, of any kind, as YAML or JSON'),
      },
      output: {
        resourceId: z =>
          z.string().describe('The uid of the object').optional(),
        operation: z =>
          z
            .enum(['created', 'updated', 'unchanged'])
            .describe('What was done')
            .optional(),
        apiVersion: z => z.string().optional(),
        kind: z => z.string().optional(),
        namespace: z =>
          z.string().describe('Absent for a cluster-scoped kind').optional(),
        name: z => z.string().optional(),
        uid: z => z.string().optional(),
      },
    },
    async handler(ctx) {
      const { manifest } = ctx.input;
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
        client.configureResource({ manifest }, call),
      );
      ctx.logger.info(`${describeResourceRef(result)}: ${result.operation}`);
      result.notices.forEach(notice => ctx.logger.warn(notice));
      ctx.output('resourceId', result.resourceId);
      ctx.output('operation', result.operation);
      ctx.output('apiVersion', result.apiVersion);
      ctx.output('kind', result.kind);
      ctx.output('namespace', result.namespace);
      ctx.output('name', result.name);
      ctx.output('uid', result.uid);
    },
  });
}
