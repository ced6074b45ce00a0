import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Endpoints } from '@kratix-portal/test-cluster';

const run = promisify(execFile);

/** Reads and writes the platform cluster with kubectl, as its administrator. */
export interface Cluster {
  /** Returns the object, or undefined if it does not exist. */
  get(resource: string, name: string): Promise<KubernetesObject | undefined>;
  /** Requests the deletion and does not wait for it. Does nothing if the object does not exist. */
  delete(resource: string, name: string, namespace?: string): Promise<void>;
  /** Runs `kubectl apply`. */
  apply(object: object): Promise<void>;
  /** Runs `kubectl apply --server-side`, which accepts files of any size. */
  applyFile(file: string): Promise<void>;
  /** Requests the deletion and does not wait for it. */
  deleteFile(file: string): Promise<void>;
  /** Runs any other command, and returns its output. */
  kubectl(...args: string[]): Promise<string>;
}

export interface KubernetesObject {
  metadata: { name: string; labels?: Record<string, string> };
  spec: Record<string, unknown>;
  status?: { conditions?: { type: string; status: string }[] };
}

/** The platform cluster of a portal. */
export function createCluster(endpoints: Endpoints): Cluster {
  const kubectl = async (...args: string[]) => {
    const { stdout } = await run(resolve(endpoints.paths.binaries, 'kubectl'), [
      '--kubeconfig',
      endpoints.kubeconfigs.admin,
      ...args,
    ]);
    return stdout;
  };
  return {
    kubectl,
    get: async (resource, name) => {
      const text = await kubectl(
        ...['get', resource, name, '--ignore-not-found', '--output', 'json'],
      );
      return text.trim() === '' ? undefined : JSON.parse(text);
    },
    delete: async (resource, name, namespace = 'default') => {
      await kubectl(
        ...['delete', resource, name, '--namespace', namespace],
        ...['--ignore-not-found', '--wait=false'],
      );
    },
    apply: async object => {
      const folder = await mkdtemp(join(tmpdir(), 'e2e-apply-'));
      try {
        const file = join(folder, 'object.json');
        await writeFile(file, JSON.stringify(object));
        await kubectl('apply', '--filename', file);
      } finally {
        await rm(folder, { recursive: true });
      }
    },
    applyFile: async file => {
      await kubectl('apply', '--server-side', '--filename', file);
    },
    deleteFile: async file => {
      await kubectl(
        ...['delete', '--filename', file],
        ...['--ignore-not-found', '--wait=false'],
      );
    },
  };
}
