import { expect, type Cluster } from '../fixtures';
import { CACHE } from './caches';

const NAME = 'writing-closed';
const ADMISSION = 'admissionregistration.k8s.io/v1';

/** Creates an admission policy that rejects changes of caches in a namespace by members of a group. Waits until the API server applies the policy. */
export async function refuseByPolicy(
  cluster: Cluster,
  namespace: string,
  group: string,
): Promise<void> {
  const [apiGroup, apiVersion] = CACHE.apiVersion.split('/');
  await cluster.apply({
    apiVersion: ADMISSION,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: NAME },
    spec: {
      matchConstraints: {
        namespaceSelector: {
          matchLabels: { 'kubernetes.io/metadata.name': namespace },
        },
        resourceRules: [
          {
            apiGroups: [apiGroup],
            apiVersions: [apiVersion],
            operations: ['UPDATE'],
            resources: [CACHE.plural],
          },
        ],
      },
      validations: [
        {
          expression: `!('${group}' in request.userInfo.groups)`,
          message: 'The caches of this namespace are closed.',
          reason: 'Forbidden',
        },
      ],
    },
  });
  await cluster.apply({
    apiVersion: ADMISSION,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: NAME },
    spec: { policyName: NAME, validationActions: ['Deny'] },
  });
  const change = () =>
    cluster
      .kubectl(
        ...['annotate', CACHE.resource, '--all', '--namespace', namespace],
        ...['tried=yes', '--overwrite', '--dry-run=server'],
        ...['--as', 'a-member', '--as-group', group],
      )
      .catch(error => String(error.stderr));
  await expect.poll(change).toContain('are closed');
}

/** Removes the policy that {@link refuseByPolicy} created. Does nothing if there is none. */
export async function removePolicy(cluster: Cluster): Promise<void> {
  for (const kind of ['policybinding', 'policy']) {
    await cluster.kubectl(
      ...['delete', `validatingadmission${kind}`, NAME, '--ignore-not-found'],
    );
  }
}
