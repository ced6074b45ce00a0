import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  describeResourceRef,
  type RecordRequestInput,
  type RecordRequestResult,
  SkeClient,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import { parseManifest } from '@kratix-portal/plugin-ske-node';
import { callOrWarn, type TaskContext } from './taskCall';
import type { TaskTokens } from './TaskTokens';

const ACTIONS = ['Request', 'Update', 'Delete'] as const;

/**
 * Creates the action `ske:record-request` (B8), the last step of Templates in SKE's format. The action records the request, so that the catalog shows the request
 * until the resource exists.
 *
 * The step before it has already changed the cluster or opened a pull request. So this step accepts unknown inputs of later Templates, and it warns instead
 * of failing when the request cannot be recorded.
 */
export function createRecordRequestAction(options: {
  client: SkeClient;
  tokens: TaskTokens;
}) {
  const { client, tokens } = options;
  return createTemplateAction({
    id: 'ske:record-request',
    description:
      'Records a request, so that the catalog shows it until the resource is on the platform cluster',
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
                'The pull request in which the resource request waits for approval. The catalog links to it',
              )
              .optional(),
            requestsRepoUrl: z
              .string()
              .describe('The repository of requests, in pull-request mode')
              .optional(),
            manifest: z
              .union([z.string(), z.record(z.unknown())])
              .describe(
                'The manifest of the request. Its spec is never sent or stored',
              ),
          })
          .passthrough(),
    },
    async handler(ctx) {
      const input = readInput(ctx.input, ctx.logger);
      if (!input) {
        return;
      }
      const what = describeResourceRef(input);
      if (ctx.isDryRun) {
        ctx.logger.info(
          `Dry run: would record the request of ${what}. Nothing is recorded.`,
        );
        return;
      }
      const result = await callOrWarn(
        ctx,
        tokens,
        call => client.recordRequest(input, call),
        `The request of ${what} is not recorded, so the catalog does not show it before the platform cluster has it.`,
      );
      if (result) {
        logResult(result, ctx.logger);
      }
    },
  });
}

interface ActionInput {
  promiseName: string;
  name: string;
  namespace: string;
  action: (typeof ACTIONS)[number];
  pullRequestUrl?: string;
  requestsRepoUrl?: string;
  manifest: string | Record<string, unknown>;
}

/** The manifest describes the created object, so its name and namespace have precedence over the name and namespace of the input. */
function readInput(
  input: ActionInput,
  logger: TaskContext['logger'],
): RecordRequestInput | undefined {
  const { promiseName, action, manifest } = input;
  try {
    const { ref, labels, annotations } = parseManifest(
      typeof manifest === 'string' ? manifest : JSON.stringify(manifest),
    );
    return {
      ...ref,
      namespace: ref.namespace ?? (input.namespace || 'default'),
      action,
      promiseName,
      labels,
      annotations,
      // A Template for pull-request mode passes an empty text if it has no pull request.
      ...(input.pullRequestUrl && { pullRequestUrl: input.pullRequestUrl }),
      ...(input.requestsRepoUrl && { requestsRepoUrl: input.requestsRepoUrl }),
    };
  } catch (error) {
    if (!SkeError.is(error)) {
      throw error;
    }
    logger.warn(
      `The request of ${input.name} is not recorded, because its manifest cannot be read: ${error.message}`,
    );
    return undefined;
  }
}

function logResult(
  result: RecordRequestResult,
  logger: TaskContext['logger'],
): void {
  const what = describeResourceRef(result);
  if (result.outcome === 'withdrawn') {
    logger.info(`The record of ${what} is withdrawn.`);
    return;
  }
  logger.info(
    result.exists
      ? `The request of ${what} is recorded. It is on the platform cluster already, so the catalog shows it within seconds.`
      : `The request of ${what} is recorded. The catalog shows it as requested until it is on the platform cluster.`,
  );
}
