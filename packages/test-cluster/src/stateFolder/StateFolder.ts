import { chmod, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** The files and folders of a platform. All paths are absolute. */
export interface StateFolder {
  path: string;
  logs: string;
  auditLog: string;
  certs: string;
  /** The configuration files of the processes, which are written at each start. */
  config: string;
  etcd: string;
  kubeconfigs: string;
  adminKubeconfig: string;
  ports: string;
  portalClient: string;
}

/** Creates the folder. Only its owner can read it, because it holds keys and passwords. */
export async function openStateFolder(stateDir: string): Promise<StateFolder> {
  const path = resolve(stateDir);
  const folder: StateFolder = {
    path,
    logs: join(path, 'logs'),
    auditLog: join(path, 'logs', 'audit.log'),
    certs: join(path, 'certs'),
    config: join(path, 'config'),
    etcd: join(path, 'etcd'),
    kubeconfigs: join(path, 'kubeconfigs'),
    adminKubeconfig: join(path, 'kubeconfigs', 'admin.yaml'),
    ports: join(path, 'ports.json'),
    portalClient: join(path, 'portal-client.json'),
  };
  await mkdir(path, { recursive: true });
  await chmod(path, 0o700);
  await Promise.all(
    [
      folder.logs,
      folder.certs,
      folder.config,
      folder.etcd,
      folder.kubeconfigs,
    ].map(each => mkdir(each, { recursive: true, mode: 0o700 })),
  );
  return folder;
}
