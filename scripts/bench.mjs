// @ts-check
// `npm run bench`: brings what is missing, then hands over to the TypeScript main of packages/bench on Node 24.
// Plain JavaScript without dependencies, since nothing is installed yet when it runs.
import { describeError } from './start/StartError.mjs';
import { requireNode, requirePlatform } from './bootstrap/environment.mjs';
import { fromRoot } from './project.mjs';

try {
  requireNode(process.version);
  requirePlatform(process.platform);
  // Loaded late: an older Node would stop at its syntax before it could say that it is too old.
  const { bench } = await import('./bench/bench.mjs');
  process.exitCode = await bench(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${describeError(error, fromRoot).join('\n')}\n`);
  process.exitCode = 1;
}
