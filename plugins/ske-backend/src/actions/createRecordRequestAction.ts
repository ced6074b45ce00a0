import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { TaskContext } from './taskCall';

const ACTIONS = ['Request', 'Update', 'Delete'] as const;

const WHAT_IT_SHOWS = {
  Request: 'shows',
  Update: 'shows the change of',
  Delete: 'drops',
};

/**
 * Creates the action `ske:record-request` (B8), the last step of Templates in SKE's format. The action keeps no record and says so in the task log,
 * because the catalog module shows the resource without one.
 *
 * The step before it has already changed the cluster. So this step accepts unknown inputs of later Templates, and warns instead of failing.
 */
export function createRecordRequestAction() {
  return createTemplateAction({
    id: 'ske:record-request',
    description:
      'The step in which Templates of SKE record a request. Here it keeps no record: the catalog shows the resource seconds after it is on the platform cluster',
    supportsDryRun: true,
    schema: {
      input: z =>
        z
          .object({
            promiseName: z.string().describe('The Promise of the request'),
            name: z.string().describe('The name of the resource'),
            namespace: z
              .string()
              .describe('Its namespace in the platform cluster'),
            action: z
              .enum(ACTIONS)
              .describe('What the task does with the resource'),
            pullRequestUrl: z
              .string()
              .describe(
                'The pull request in which the resource request waits for approval. Pull-request mode is not supported yet: the task log has a warning',
              )
              .optional(),
            requestsRepoUrl: z
              .string()
              .describe('The repository of requests, in pull-request mode')
              .optional(),
            manifest: z
              .union([z.string(), z.record(z.unknown())])
              .describe('The manifest of the request'),
          })
          .passthrough(),
    },
    async handler(ctx) {
      const { promiseName, name, namespace, action, pullRequestUrl } =
        ctx.input;
      const what = `${name} of Promise ${promiseName} in namespace ${namespace}`;
      if (pullRequestUrl) {
        warnOfPullRequest(what, pullRequestUrl, ctx.logger);
        return;
      }
      ctx.logger.info(
        `No record is needed: the catalog module for Kratix ${WHAT_IT_SHOWS[action]} ${what} by itself, seconds after the platform cluster does.`,
      );
    },
  });
}

function warnOfPullRequest(
  what: string,
  pullRequestUrl: string,
  logger: TaskContext['logger'],
): void {
  logger.warn(
    `The pull request ${pullRequestUrl} is open, but the portal does not follow it: pull-request mode is not supported yet. The catalog shows ${what} only when it is merged and on the platform cluster.`,
  );
}
