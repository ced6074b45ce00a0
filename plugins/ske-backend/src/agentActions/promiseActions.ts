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
import { fromClusterFields, promiseName, stateFields } from './schemas';
import {
  FROM_CLUSTER_NOTICE,
  fromCluster,
  timeFromCluster,
  visibleText,
} from './untrusted';

/** `list-promises` and `get-promise`: what the platform offers. */
export function registerPromiseActions(
  registry: ActionsRegistryService,
  calls: AgentCalls,
): void {
  registry.register({
    name: 'list-promises',
    title: 'List the Promises of the platform',
    description:
      'Lists the Kratix Promises that the user may see: what the platform offers, and whether it is available. Use get-promise for the fields of one.',
    attributes: { readOnly: true, idempotent: true },
    schema: {
      input: zod => zod.object({}),
      output: zod =>
        zod.object({
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
    action: ({ credentials }) =>
      calls.run(credentials, async call => {
        const promises = await listPromises(call);
        return { output: { promises: promises.map(describePromise) } };
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

/** All Promises that the user may list. */
export async function listPromises({
  client,
  options,
}: AgentCall): Promise<KratixPromise[]> {
  const promises: JsonObject[] = [];
  let next: string | undefined;
  do {
    const page = await client.listResources(
      { ...promiseKind, limit: 500, ...(next && { continue: next }) },
      options,
    );
    promises.push(...page.items);
    next = page.continue;
  } while (next);
  return promises as unknown as KratixPromise[];
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
