import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Endpoints } from '@kratix-portal/test-cluster';
import { CACHE } from './caches';

const WRITES_PER_SECOND = 50;
/** On a busy machine the writes must not pile up in front of the API server. */
const MOST_IN_FLIGHT = 4;

/** Writes the status of a cache many times a second while `during` runs, as a busy controller does. Returns the number of writes. */
export async function withStatusWrites(
  options: { endpoints: Endpoints; name: string; namespace: string },
  during: () => Promise<void>,
): Promise<number> {
  const { endpoints, name, namespace } = options;
  const proxy = await startProxy(endpoints);
  const { group, apiVersion, plural } = CACHE;
  const version = apiVersion.slice(group.length + 1);
  const path = `/apis/${group}/${version}/namespaces/${namespace}/${plural}/${name}/status`;
  let written = 0;
  const failures: string[] = [];
  let inFlight = 0;
  const timer = setInterval(async () => {
    if (inFlight === MOST_IN_FLIGHT) {
      return;
    }
    inFlight += 1;
    try {
      const answer = await fetch(`${proxy.url}${path}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/merge-patch+json' },
        body: JSON.stringify({ status: { beat: `${Date.now()}-${written}` } }),
      });
      written += answer.ok ? 1 : 0;
      if (!answer.ok) {
        failures.push(await answer.text());
      }
    } catch (error) {
      failures.push(String(error));
    } finally {
      inFlight -= 1;
    }
  }, 1000 / WRITES_PER_SECOND);
  try {
    await during();
  } finally {
    clearInterval(timer);
    proxy.stop();
  }
  if (written === 0) {
    throw new Error(`No status was written: ${failures[0]}`);
  }
  return written;
}

/** `kubectl proxy`, because a kubectl for each write would be too slow. */
async function startProxy({ paths, kubeconfigs }: Endpoints) {
  const child = spawn(
    resolve(paths.binaries, 'kubectl'),
    ['--kubeconfig', kubeconfigs.admin, 'proxy', '--port', '0'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = await once(child.stdout, 'data');
  const [, address] = /Starting to serve on (\S+)/.exec(String(line)) ?? [];
  return { url: `http://${address}`, stop: () => child.kill() };
}
