import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  describeResourceRef,
  SkeClient,
} from '@kratix-portal/plugin-ske-common';
import { callAsInitiator, logDryRun } from './taskCall';
import type { TaskTokens } from './TaskTokens';

/** Creates the action `ske:delete-resource`, which deletes an object from the platform cluster as the user who started the task. SKE has no such action. */
export function createDeleteResourceAction(options: {
  client: SkeClient;
  tokens: TaskTokens;
}) {
  const { client, tokens } = options;
  return createTemplateAction({
    id: 'ske:delete-resource',
    description:
      'Deletes an object from the platform cluster, as the user who started the task',
    supportsDryRun: true,
    schema: {
      input: {
        apiVersion: z => z.string().describe('Such as "demo.example.com/v1"'),
        kind: z => z.string().describe('The kind, spelt as on the cluster'),
        namespace: z =>
          z
            .string()
            .describe('Default: "default". Leave out for a cluster-scoped kind')
            .optional(),
        name: z => z.string(),
        uid: z =>
          z
            .string()
            .describe(
              'The uid of the object. An object that was created again under the same name has a different uid and is not deleted',
            )
            .optional(),
        resourceVersion: z =>
          z
            .string()
            .describe(
              'The resourceVersion of the object. An object that was changed since this version is not deleted',
            )
            .optional(),
      },
    },
    async handler(ctx) {
      const { apiVersion, kind, namespace, name, uid, resourceVersion } =
        ctx.input;
      const ref = {
        apiVersion,
        kind,
        ...(namespace !== undefined && { namespace }),
        name,
      };
      if (ctx.isDryRun) {
        logDryRun(ctx.logger, 'delete', ref);
        return;
      }
      const input = { ...ref, uid, resourceVersion };
      await callAsInitiator(ctx, tokens, call =>
        client.deleteResource(input, call),
      );
      ctx.logger.info(`${describeResourceRef(ref)}: deletion accepted`);
    },
  });
}
