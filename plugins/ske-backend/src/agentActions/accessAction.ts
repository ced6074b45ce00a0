import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  type AccessQuestion,
  type AccessVerb,
  formatApiVersion,
  type KratixPromise,
  readPromiseApi,
} from '@kratix-portal/plugin-ske-common';
import { type AgentCall, type AgentCalls, readPromise } from './AgentCalls';
import { listPromises } from './promiseActions';
import { FROM_CLUSTER_NOTICE, fromCluster } from './untrusted';
import {
  fromClusterFields,
  moreFields,
  morePages,
  pageFields,
} from './schemas';

const VERBS: readonly AccessVerb[] = [
  'get',
  'list',
  'create',
  'patch',
  'delete',
];
/** One call of the API accepts at most 50 questions. */
const PROMISES_PER_CALL = Math.floor(50 / VERBS.length);

const MOST_PROMISES = 100;

/** `check-access`: who the user is on the cluster, and what they may do. */
export function registerAccessAction(
  registry: ActionsRegistryService,
  calls: AgentCalls,
): void {
  registry.register({
    name: 'check-access',
    title: 'Check what the user may do',
    description:
      "Says who the user is on the platform cluster, and whether the cluster's RBAC lets them read, create, change and delete requests of one Promise or of all, in one namespace or in all. Without a Promise it answers for at most 100 Promises at a time.",
    attributes: { readOnly: true, idempotent: true },
    schema: {
      input: zod =>
        zod.object({
          promise: zod
            .string()
            .optional()
            .describe('The name of a Promise. Absent: all Promises'),
          ...pageFields(zod, MOST_PROMISES),
          namespace: zod
            .string()
            .optional()
            .describe('Absent: in all namespaces at once'),
        }),
      output: zod =>
        zod.object({
          user: zod.object({
            backstage: zod.string(),
            cluster: zod.string(),
            ...fromClusterFields(zod),
          }),
          ...moreFields(zod),
          access: zod.array(
            zod.object({
              promise: zod.string(),
              kind: zod.string(),
              namespace: zod.string().optional(),
              allowed: zod.array(zod.string()),
              denied: zod.array(zod.string()),
              ...fromClusterFields(zod),
            }),
          ),
        }),
    },
    action: ({ credentials, input }) =>
      calls.run(credentials, async call => {
        const { backstageUser, cluster } = await call.client.whoAmI(
          call.options,
        );
        const { promises, ...more } =
          input.promise === undefined
            ? await listPromises(call, {
                limit: input.limit,
                ...(input.continue && { continue: input.continue }),
              })
            : {
                promises: [(await readPromise(call, input.promise)).promise],
                ...morePages(undefined),
              };
        return {
          output: {
            user: {
              backstage: backstageUser,
              cluster: cluster.name,
              notice: FROM_CLUSTER_NOTICE,
              fromCluster: {
                username: fromCluster(cluster.username),
                groups: fromCluster(cluster.groups),
              },
            },
            access: await checkAll(call, promises, input.namespace),
            ...more,
          },
        };
      }),
  });
}

async function checkAll(
  call: AgentCall,
  promises: KratixPromise[],
  namespace: string | undefined,
) {
  const offers = promises.flatMap(promise => {
    const api = readPromiseApi(promise);
    return api ? [{ promise: promise.metadata.name, api }] : [];
  });
  const all = [];
  for (let at = 0; at < offers.length; at += PROMISES_PER_CALL) {
    const part = offers.slice(at, at + PROMISES_PER_CALL);
    const questions = part.flatMap(({ api }) =>
      VERBS.map((verb): AccessQuestion => ({
        verb,
        apiVersion: formatApiVersion(api),
        kind: api.kind,
        ...(api.scope === 'Namespaced' &&
          namespace !== undefined && { namespace }),
      })),
    );
    const { answers } = await call.client.checkAccess(questions, call.options);
    all.push(
      ...part.map(({ promise, api }, index) => {
        const own = answers.slice(
          index * VERBS.length,
          (index + 1) * VERBS.length,
        );
        const verbsWhere = (allowed: boolean) =>
          VERBS.filter((_, verb) => own[verb]?.allowed === allowed);
        const denial = own.find(({ allowed }) => !allowed);
        return {
          promise,
          kind: api.kind,
          ...(namespace !== undefined && { namespace }),
          allowed: verbsWhere(true),
          denied: verbsWhere(false),
          notice: FROM_CLUSTER_NOTICE,
          fromCluster: denial?.reason
            ? { reason: fromCluster(denial.reason) }
            : {},
        };
      }),
    );
  }
  return all;
}
