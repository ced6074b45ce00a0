import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { JsonValue } from '@backstage/types';
import {
  findDeepestCause,
  type ObservedObject,
  type PipelineRuns,
  type ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import {
  type AgentCall,
  type AgentCalls,
  type ObjectMetadata,
  readObject,
  readPromise,
  requestRef,
} from './AgentCalls';
import { describeState } from './describeState';
import { partOf } from './partOf';
import { readLogTail } from './readLogTail';
import { readRelated } from './readRelated';
import {
  fromClusterFields,
  moreFields,
  morePages,
  pageFields,
  promiseName,
  refFields,
  requestFields,
  stateFields,
} from './schemas';
import { fromCluster } from './untrusted';

const MOST_REQUESTS = 200;
const MOST_EVENTS = 10;

/** `list-requests` and `get-request`: the requests, their states, and the reasons for these states. */
export function registerReadActions(
  registry: ActionsRegistryService,
  calls: AgentCalls,
): void {
  registry.register({
    name: 'list-requests',
    title: 'List the requests of a Promise',
    description: `Lists the resource requests of a Promise that the user may see, with their states, at most ${MOST_REQUESTS} at a time. If the result has continue, call again with it to get more.`,
    attributes: { readOnly: true, idempotent: true },
    schema: {
      input: zod =>
        zod.object({
          promise: promiseName(zod),
          namespace: zod.string().optional().describe('Absent: all namespaces'),
          ...pageFields(zod, MOST_REQUESTS),
        }),
      output: zod =>
        zod.object({
          requests: zod.array(
            zod.object({
              namespace: zod.string().optional(),
              name: zod.string(),
              ...stateFields(zod),
              ...fromClusterFields(zod),
            }),
          ),
          ...moreFields(zod),
        }),
    },
    action: ({ credentials, input }) =>
      calls.run(credentials, async ({ client, options }) => {
        const { promise, namespace, limit } = input;
        const page = await client.listResources(
          {
            promise,
            ...(namespace && { namespace }),
            limit,
            ...(input.continue && { continue: input.continue }),
          },
          options,
        );
        const requests = page.items.map(item => {
          const metadata = item.metadata as ObjectMetadata;
          return {
            ...(typeof metadata.namespace === 'string' && {
              namespace: metadata.namespace,
            }),
            name: metadata.name,
            ...describeState(item),
          };
        });
        return {
          output: {
            requests,
            ...morePages(page.continue),
          },
        };
      }),
  });

  registry.register({
    name: 'get-request',
    title: 'Show a request, its state and the deepest cause',
    description:
      'Shows one resource request: its spec and status, its state, and if it does not progress the deepest cause that is known, down to the container and the end of its log.',
    attributes: { readOnly: true, idempotent: true },
    schema: {
      input: zod =>
        zod.object({
          ...requestFields(zod),
          logLines: zod
            .number()
            .int()
            .min(0)
            .max(200)
            .default(30)
            .describe(
              'The number of last lines of the log of the container that failed',
            ),
        }),
      output: zod =>
        zod.object({
          ...refFields(zod),
          uid: zod.string().describe('delete-request needs it'),
          resourceVersion: zod.string().describe('update-request needs it'),
          ...stateFields(zod),
          notShown: zod
            .array(zod.string())
            .describe(
              'Parts that could not be read, with the code of the reason',
            ),
          ...fromClusterFields(zod),
        }),
    },
    action: ({ credentials, input }) =>
      calls.run(credentials, async call => {
        const { promise, api } = await readPromise(call, input.promise);
        const ref = requestRef(api, input);
        const { manifest, metadata } = await readObject(call, ref);
        const notShown: string[] = [];
        const pipelines = await readPipelines(call, ref, notShown);
        const { runs } = pipelines;
        // Without a part that the user may not read, a Job that is missing proves nothing.
        const allRuns = notShown.length === 0 ? runs : undefined;
        const events = await readEvents(
          call,
          { ...ref, uid: metadata.uid },
          notShown,
        );
        const request = manifest as unknown as ObservedObject;
        const cause = findDeepestCause({ request, runs });
        const log =
          input.logLines > 0 && cause.container?.hasLogs
            ? await readLogTail(call, {
                ref,
                container: cause.container,
                lines: input.logLines,
                notShown,
              })
            : undefined;
        const related = await readRelated(
          call,
          { ref, object: request, promise, pipelines },
          notShown,
        );
        const state = describeState(manifest, related, allRuns);
        return {
          output: {
            ...ref,
            uid: metadata.uid,
            resourceVersion: metadata.resourceVersion,
            ...state,
            notShown,
            fromCluster: {
              ...state.fromCluster,
              spec: fromCluster(manifest.spec),
              status: fromCluster(manifest.status),
              cause: fromCluster(toCause(cause)),
              ...(log && { log }),
              events: fromCluster(events),
            },
          },
        };
      }),
  });
}

/** The links of the cause chain that explain the state. Of a run, only the name is returned, and not its Pods. */
function toCause(cause: ReturnType<typeof findDeepestCause>): JsonValue {
  const { condition, pipeline, run, container } = cause;
  return {
    ...(condition && { condition }),
    ...(pipeline && {
      pipeline: {
        name: pipeline.name,
        index: pipeline.index,
        total: pipeline.total,
      },
    }),
    ...(run && {
      run: {
        job: run.job,
        namespace: run.namespace,
        state: run.state,
        ...(run.reason && { reason: run.reason }),
        ...(run.message && { message: run.message }),
        ...(run.pipelineMessage && { pipelineMessage: run.pipelineMessage }),
      },
    }),
    ...(container && { container: { ...container } }),
  };
}

async function readPipelines(
  { client, options }: AgentCall,
  ref: ResourceRef,
  notShown: string[],
): Promise<PipelineRuns> {
  const pipelines = await partOf(
    'pipelines',
    client.getPipelines(ref, options),
    { runs: [], unavailable: [] },
    notShown,
  );
  const { unavailable } = pipelines;
  notShown.push(...unavailable.map(({ part, code }) => `${part}: ${code}`));
  return pipelines;
}

async function readEvents(
  { client, options }: AgentCall,
  ref: ResourceRef & { uid: string },
  notShown: string[],
): Promise<JsonValue> {
  const { events } = await partOf(
    'events',
    client.getResourceEvents(ref, options),
    { events: [], truncated: false },
    notShown,
  );
  return events
    .slice(0, MOST_EVENTS)
    .map(({ type, reason, message, count, lastSeen }) => ({
      type,
      reason,
      message,
      count,
      lastSeen,
    }));
}
