import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Megabytes in use after a full garbage collection. */
export function memoryInUseMb(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  // The first run leaves garbage for the second, for example after finalizers of closed sockets.
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
}
