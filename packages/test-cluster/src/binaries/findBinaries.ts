import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PlatformError } from '../errors/PlatformError';

/** Absolute paths of the control plane's programs. */
export interface Binaries {
  folder: string;
  etcd: string;
  kubeApiserver: string;
  kubeControllerManager: string;
  kubectl: string;
}

// eslint-disable-next-line no-restricted-syntax -- this package only ever runs from its sources
const BUILT_FOLDER = resolve(__dirname, '../../../../.tools/kubernetes');

/** Finds the programs in the given folder. By default it searches `KUBEBUILDER_ASSETS`, and then the output folder of this package's Go build. */
export async function findBinaries(folder?: string): Promise<Binaries> {
  const assets = process.env.KUBEBUILDER_ASSETS;
  const candidates = folder
    ? [resolve(folder)]
    : [...(assets ? [resolve(assets)] : []), BUILT_FOLDER];
  for (const candidate of candidates) {
    const binaries = await binariesIn(candidate);
    if (binaries) {
      return binaries;
    }
  }
  throw new PlatformError(
    'binaries-missing',
    `kube-apiserver, kube-controller-manager, kubectl and etcd are not all in ${candidates.join(' or ')}: build them with "go build -o <that folder> tool" in packages/test-cluster/go, or set KUBEBUILDER_ASSETS to their folder`,
  );
}

async function binariesIn(folder: string): Promise<Binaries | undefined> {
  const find = async (...names: string[]) => {
    for (const file of names.map(name => join(folder, name))) {
      if (await isExecutable(file)) {
        return file;
      }
    }
    return undefined;
  };
  // `go build tool` calls a program by the last element of its import path, such as `server` for go.etcd.io/etcd/server.
  const etcd = await find('etcd', 'server');
  const kubeApiserver = await find('kube-apiserver');
  const kubeControllerManager = await find('kube-controller-manager');
  const kubectl = await find('kubectl');
  return etcd && kubeApiserver && kubeControllerManager && kubectl
    ? { folder, etcd, kubeApiserver, kubeControllerManager, kubectl }
    : undefined;
}

function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
