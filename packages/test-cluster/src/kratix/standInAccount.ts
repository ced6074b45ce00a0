import {
  ApiServerAccess,
  KubernetesApi,
  resourceTypes,
  systemNamespace,
} from '@kratix-portal/kratix-stand-in';
import { tokenKubeconfig } from '../kubeconfig/kubeconfig';
import { writePrivately } from '../stateFolder/privateFiles';

/** The name of the Kratix controller's account. */
const accountName = 'kratix-platform-controller-manager';
/** Longer than any demo. The account is deleted with the platform. */
const tokenSeconds = 365 * 24 * 60 * 60;

/**
 * Creates the ServiceAccount of the Kratix controller for the stand-in, so that the audit log and `managedFields` distinguish it from people.
 * Returns the path of its kubeconfig, which only its owner can read.
 */
export async function writeStandInKubeconfig(options: {
  api: KubernetesApi;
  access: ApiServerAccess;
  file: string;
}): Promise<string> {
  const { api, access, file } = options;
  const key = { namespace: systemNamespace, name: accountName };
  await api.ensure(resourceTypes.serviceAccount, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: key,
  });
  const apiGroup = 'rbac.authorization.k8s.io';
  // It grants the permissions that the pipelines of Promises need, so it needs all of them, as nearly the real controller does.
  const binding = {
    apiVersion: `${apiGroup}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: 'kratix-stand-in' },
    roleRef: { apiGroup, kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', ...key }],
  };
  await api.ensure(resourceTypes.clusterRoleBinding, binding);
  const token = await api.createToken(key, tokenSeconds);
  await writePrivately(
    file,
    tokenKubeconfig({
      cluster: { url: access.server, certificateAuthority: access.ca ?? '' },
      userName: accountName,
      token,
    }),
  );
  return file;
}
