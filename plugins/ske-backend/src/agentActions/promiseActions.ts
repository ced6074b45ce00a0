import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { JsonObject, JsonValue } from '@backstage/types';
import {
  describePromise as authored,
  formatApiVersion,
  type KratixPromise,
  type ObservedObject,
  readPromiseApi,
  readPromiseState,
} from '@kratix-portal/plugin-ske-common';
import {
  type AgentCall,
  type AgentCalls,
  promiseKind,
  readPromise,
} from './AgentCalls';
import {
  fromClusterFields,
  moreFields,
  morePages,
  type MorePages,
  pageFields,
  promiseName,
  stateFields,
} from './schemas';
import {
  FROM_CLUSTER_NOTICE,
  fromCluster,
  timeFromCluster,
  visibleText,
} from './untrusted';

const MOST_PROMISES = 200;

/** `list-promises` and `get-promise`: what the platform offers. */
export function registerPromiseActions(
  registry: ActionsRegistryService,
  calls: AgentCalls,
): void {
  registry.register({
    name: 'list-promises',
    title: 'List the Promises of the platform',
    description: `Lists the Kratix Promises that the user may see: what the platform offers, and whether it is available, at most ${MOST_PROMISES} at a time. If the result has continue, call again with it to get more. Use get-promise for the fields of one.`,
    attributes: { readOnly: true, idempotent: true },
    schema: {
      input: zod => zod.object(pageFields(zod, MOST_PROMISES)),
      output: zod =>
        zod.object({
          ...moreFields(zod),
          promises: zod.array(
            zod.object({
              name: zod.string(),
              apiVersion: zod.string().optional(),
              kind: zod
                .string()
                .optional()
                .describe('Absent for a Promise without an API'),
              ...stateFields(zod),
              ...fromClusterFields(zod),
            }),
          ),
        }),
    },
    action: ({ credentials, input }) =>
      calls.run(credentials, async call => {
        const { promises, ...more } = await listPromises(call, {
          limit: input.limit,
          ...(input.continue && { continue: input.continue }),
        });
        return {
          output: { promises: promises.map(describePromise), ...more },
        };
      }),
  });

  registry.register({
    name: 'get-promise',
    title: 'Show what one Promise offers',
    description:
      'Shows one Kratix Promise: its state, and the JSON schema of the spec that a request of it has. Use it before create-request.',
    attributes: { readOnly: true, idempotent: true },
    schema: {
      input: zod => zod.object({ name: promiseName(zod) }),
      output: zod =>
        zod.object({
          name: zod.string(),
          apiVersion: zod.string(),
          kind: zod.string(),
          namespaced: zod.boolean(),
          ...stateFields(zod),
          ...fromClusterFields(zod),
        }),
    },
    action: ({ credentials, input }) =>
      calls.run(credentials, async call => {
        const { promise, api } = await readPromise(call, input.name);
        const described = describePromise(promise);
        const spec = (api.schema.properties as JsonObject | undefined)?.spec;
        return {
          output: {
            ...described,
            apiVersion: formatApiVersion(api),
            kind: api.kind,
            namespaced: api.scope === 'Namespaced',
            fromCluster: {
              ...described.fromCluster,
              specSchema: fromSchema(spec),
            },
          },
        };
      }),
  });
}

/** The Promises that the user may list, page by page. */
export async function listPromises(
  { client, options }: AgentCall,
  page: { limit: number; continue?: string },
): Promise<{ promises: KratixPromise[] } & MorePages> {
  const { items, ...rest } = await client.listResources(
    { ...promiseKind, ...page },
    options,
  );
  return {
    promises: items as unknown as KratixPromise[],
    ...morePages(rest.continue),
  };
}

function describePromise(promise: KratixPromise) {
  const { state, since, next, reason } = readPromiseState(
    promise as ObservedObject,
  );
  const api = readPromiseApi(promise);
  const { title, description } = authored(promise);
  return {
    name: promise.metadata.name,
    ...(api && { apiVersion: formatApiVersion(api), kind: api.kind }),
    state,
    ...timeFromCluster(since),
    ...(next && { next }),
    notice: FROM_CLUSTER_NOTICE,
    fromCluster: {
      reason: fromCluster(reason),
      title: fromCluster(title),
      ...(description && { description: fromCluster(description) }),
    },
  };
}

/** In a schema, `password` is the name of a field and not a secret, so the names in a schema do not hide values. */
function fromSchema(schema: JsonValue | undefined): JsonValue {
  if (Array.isArray(schema)) {
    return schema.map(fromSchema);
  }
  if (typeof schema !== 'object' || schema === null) {
    return fromCluster(schema);
  }
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      visibleText(key),
      fromSchema(value),
    ]),
  );
}
