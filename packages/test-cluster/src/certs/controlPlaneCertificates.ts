import { join } from 'node:path';
import { CertificateAuthority } from './CertificateAuthority';
import { ensureServiceAccountKey } from './serviceAccountKey';

/** The files of all certificates of a platform. */
export type ControlPlaneCertificates = Awaited<
  ReturnType<typeof controlPlaneCertificates>
>;

/** Opens the folder's authority and issues the certificates that are missing or expire soon. */
export async function controlPlaneCertificates(folder: string) {
  const authority = await CertificateAuthority.open(folder);
  const server = (name: string) =>
    authority.certificate({ kind: 'server', name });
  const client = (name: string, user = name, groups: string[] = []) =>
    authority.certificate({ kind: 'client', name, user, groups });
  return {
    caFile: authority.caFile,
    apiServer: await server('kube-apiserver'),
    oidcProvider: await server('oidc-provider'),
    etcdServer: await server('etcd'),
    /** The API server's client certificate for etcd. */
    etcdClient: await client('kube-apiserver-etcd-client'),
    /** The certificate of the stand-in as the kubelet of its node. */
    kubeletServer: await server('kubelet'),
    /** The API server's client certificate for the kubelet. */
    kubeletClient: await client('kube-apiserver-kubelet-client'),
    controllerManagerServer: await server('kube-controller-manager'),
    controllerManagerClient: await client(
      'kube-controller-manager-client',
      'system:kube-controller-manager',
    ),
    /** The client certificate that sets up RBAC. Its group is `system:masters`. */
    admin: await client('admin', 'kratix-portal-admin', ['system:masters']),
    serviceAccountKeyFile: await ensureServiceAccountKey(
      join(folder, 'service-account.key'),
    ),
  };
}
