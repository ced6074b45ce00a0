// @ts-check
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '..',
);

/** The folder of tools that are downloaded or built once: Node, Yarn, the Kubernetes binaries, Keycloak. `--reset` keeps it. */
export const toolsDir = path.join(root, '.tools');

/** The folder of files that a run leaves: keys, databases, logs. `--reset` deletes it. */
export const localDir = path.join(root, '.local');

/** Logs of the bootstrap's own steps; they belong to the tools, so that `--reset` keeps them. */
export const bootstrapLogsDir = path.join(toolsDir, 'logs');

/** The Kubernetes binaries that the Go build makes. */
export const kubernetesDir = path.join(toolsDir, 'kubernetes');

/** Dex, for the suite that signs users in with it. */
export const dexFile = path.join(toolsDir, 'dex', 'dex');

/**
 * A path relative to the project's root, as the user types it in a terminal.
 * @param {string} file
 */
export function fromRoot(file) {
  const relative = path.relative(root, file);
  return relative.startsWith('..') ? file : relative || '.';
}
