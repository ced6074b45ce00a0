import {
  controllerAccount,
  KubernetesApi,
  objectOf,
  resourceTypes,
  systemNamespace,
} from '@kratix-portal/kratix-stand-in';
import { writePrivately } from '../stateFolder/privateFiles';

/**
 * Gives the stand-in the ServiceAccount of the Kratix controller, so that the audit log and `managedFields` distinguish it from users. Returns the path of its
 * kubeconfig, which only the owner can read.
 */
export async function writeStandInKubeconfig(
  api: KubernetesApi,
  file: string,
): Promise<string> {
  const { serviceAccount, clusterRoleBinding } = resourceTypes;
  const key = { namespace: systemNamespace, name: controllerAccount };
  await api.ensure(serviceAccount, objectOf(serviceAccount, key));
  // The stand-in grants permissions to pipelines, so it needs every permission itself.
  await api.ensure(
    clusterRoleBinding,
    objectOf(
      clusterRoleBinding,
      { name: 'kratix-stand-in' },
      {
        roleRef: {
          apiGroup: clusterRoleBinding.group,
          kind: 'ClusterRole',
          name: 'cluster-admin',
        },
        subjects: [{ kind: 'ServiceAccount', ...key }],
      },
    ),
  );
  const user = { name: controllerAccount, token: await api.requestToken(key) };
  await writePrivately(file, api.kubeconfigFor(user));
  return file;
}
