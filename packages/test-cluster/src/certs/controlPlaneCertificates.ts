import { join } from 'node:path';
import {
  CertificateAuthority,
  type CertificateFiles,
} from './CertificateAuthority';
import { ensureServiceAccountKey } from './serviceAccountKey';

/**
 * Every certificate of a platform, as files.
 */
export interface ControlPlaneCertificates {
  caFile: string;
  apiServer: CertificateFiles;
  issuer: CertificateFiles;
  etcdServer: CertificateFiles;
  /** With which the API server reads and writes etcd. */
  etcdClient: CertificateFiles;
  controllerManagerServer: CertificateFiles;
  controllerManagerClient: CertificateFiles;
  /** Kubernetes' own superusers' group: RBAC is set up with it. */
  admin: CertificateFiles;
  serviceAccountKeyFile: string;
}

/** Opens the folder's authority and sees that each certificate is there and good. */
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
    issuer,
    etcdServer,
    etcdClient,
    controllerManagerServer,
    controllerManagerClient,
    admin,
    serviceAccountKeyFile,
  ] = await Promise.all([
    server('kube-apiserver'),
    server('issuer'),
    server('etcd'),
    client('kube-apiserver-etcd-client', 'kube-apiserver-etcd-client', []),
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
    issuer,
    etcdServer,
    etcdClient,
    controllerManagerServer,
    controllerManagerClient,
    admin,
    serviceAccountKeyFile,
  };
}
