import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Megabytes that are in use after everything that is garbage was collected. */
export function memoryInUseMb(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  // What the first run finishes, such as a closed socket's finalizer, is garbage for the second.
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
}
