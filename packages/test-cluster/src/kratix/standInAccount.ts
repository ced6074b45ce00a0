import {
  controllerAccount,
  KubernetesApi,
  objectOf,
  resourceTypes,
  systemNamespace,
} from '@kratix-portal/kratix-stand-in';
import { writePrivately } from '../stateFolder/privateFiles';

/** Longer than any demo. The account is deleted with the platform. */
const expirationSeconds = 365 * 24 * 60 * 60;

/**
 * Gives the stand-in the ServiceAccount of the Kratix controller, so that audit log and `managedFields` tell it from people. Returns the path of its
 * kubeconfig, which only the owner can read.
 */
export async function writeStandInKubeconfig(
  api: KubernetesApi,
  file: string,
): Promise<string> {
  const { serviceAccount, clusterRoleBinding } = resourceTypes;
  const key = { namespace: systemNamespace, name: controllerAccount };
  await api.ensure(serviceAccount, objectOf(serviceAccount, key));
  // It grants what the pipelines of Promises ask for, so it needs every permission.
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
  const { status } = await api.post<{ status: { token: string } }>(
    serviceAccount,
    key,
    'token',
    {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds },
    },
  );
  const user = { name: controllerAccount, token: status.token };
  await writePrivately(file, api.kubeconfigFor(user));
  return file;
}
