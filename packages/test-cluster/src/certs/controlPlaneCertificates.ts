import { join } from 'node:path';
import {
  CertificateAuthority,
  type CertificateFiles,
} from './CertificateAuthority';
import { ensureServiceAccountKey } from './serviceAccountKey';

/** The files of all certificates of a platform. */
export interface ControlPlaneCertificates {
  caFile: string;
  apiServer: CertificateFiles;
  oidcProvider: CertificateFiles;
  etcdServer: CertificateFiles;
  /** The API server's client certificate for etcd. */
  etcdClient: CertificateFiles;
  /** The certificate of the stand-in as the kubelet of its node. */
  kubeletServer: CertificateFiles;
  /** The API server's client certificate for the kubelet. */
  kubeletClient: CertificateFiles;
  controllerManagerServer: CertificateFiles;
  controllerManagerClient: CertificateFiles;
  /** The client certificate that sets up RBAC. Its group is `system:masters`. */
  admin: CertificateFiles;
  serviceAccountKeyFile: string;
}

/** Opens the folder's authority and issues the certificates that are missing or expire soon. */
export async function controlPlaneCertificates(
  folder: string,
): Promise<ControlPlaneCertificates> {
  const authority = await CertificateAuthority.open(folder);
  const server = (name: string) =>
    authority.certificate({ kind: 'server', name });
  const client = (name: string, user: string, groups: string[]) =>
    authority.certificate({ kind: 'client', name, user, groups });
  const [
    apiServer,
    oidcProvider,
    etcdServer,
    etcdClient,
    kubeletServer,
    kubeletClient,
    controllerManagerServer,
    controllerManagerClient,
    admin,
    serviceAccountKeyFile,
  ] = await Promise.all([
    server('kube-apiserver'),
    server('oidc-provider'),
    server('etcd'),
    client('kube-apiserver-etcd-client', 'kube-apiserver-etcd-client', []),
    server('kubelet'),
    client(
      'kube-apiserver-kubelet-client',
      'kube-apiserver-kubelet-client',
      [],
    ),
    server('kube-controller-manager'),
    client(
      'kube-controller-manager-client',
      'system:kube-controller-manager',
      [],
    ),
    client('admin', 'kratix-portal-admin', ['system:masters']),
    ensureServiceAccountKey(join(folder, 'service-account.key')),
  ]);
  return {
    caFile: authority.caFile,
    apiServer,
    oidcProvider,
    etcdServer,
    etcdClient,
    kubeletServer,
    kubeletClient,
    controllerManagerServer,
    controllerManagerClient,
    admin,
    serviceAccountKeyFile,
  };
}
