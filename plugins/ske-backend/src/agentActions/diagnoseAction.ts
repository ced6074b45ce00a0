import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { JsonValue } from '@backstage/types';
import type { AgentCalls } from './AgentCalls';
import { fromClusterFields } from './schemas';
import { FROM_CLUSTER_NOTICE, fromCluster } from './untrusted';

/** `diagnose`: why the user can or cannot act on the cluster. */
export function registerDiagnoseAction(
  registry: ActionsRegistryService,
  calls: AgentCalls,
): void {
  registry.register({
    name: 'diagnose',
    title: 'Find out why the user cannot act on the cluster',
    description:
      'Checks the way from the sign-in to the platform cluster, and says for the first check that fails what was seen, what was expected and what to change. Use it after a refusal that has to do with the identity.',
    attributes: { readOnly: true, idempotent: true },
    schema: {
      input: zod => zod.object({}),
      output: zod =>
        zod.object({
          outcome: zod.enum(['passed', 'warning', 'failed']),
          code: zod.string().optional(),
          ...fromClusterFields(zod),
        }),
    },
    action: ({ credentials }) =>
      calls.run(credentials, async ({ client, options }) => {
        const { outcome, code, checks } = await client.getDiagnosis(options);
        return {
          output: {
            outcome,
            ...(code && { code }),
            notice: FROM_CLUSTER_NOTICE,
            fromCluster: {
              checks: fromCluster(checks as unknown as JsonValue),
            },
          },
        };
      }),
  });
}
