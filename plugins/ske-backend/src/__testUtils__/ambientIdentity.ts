import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Sets up an ambient identity that a careless program would use: a kubeconfig and the variables of a pod, both for one server.
 *
 * @returns a function that removes it
 */
export function setUpAmbientIdentity(server: { url: string }): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'ske-ambient-'));
  const before = { ...process.env };
  const kubeconfig = join(folder, 'kubeconfig');
  const { hostname, port } = new URL(server.url);
  writeFileSync(
    kubeconfig,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'here',
      clusters: [{ name: 'there', cluster: { server: server.url } }],
      users: [{ name: 'admin', user: { token: 'ambient-token' } }],
      contexts: [
        { name: 'here', context: { cluster: 'there', user: 'admin' } },
      ],
    }),
  );
  const variables = {
    KUBECONFIG: kubeconfig,
    KUBERNETES_SERVICE_HOST: hostname,
    KUBERNETES_SERVICE_PORT: port,
  };
  Object.assign(process.env, variables);
  return () => {
    for (const name of Object.keys(variables)) {
      if (before[name] === undefined) {
        delete process.env[name];
      } else {
        process.env[name] = before[name];
      }
    }
    rmSync(folder, { recursive: true });
  };
}
