// @ts-check
// `npm run bench`: installs what is missing, then runs the TypeScript main of packages/bench on Node 24.
// Plain JavaScript without dependencies, because nothing is installed yet when it runs.
import { describeError } from './start/StartError.mjs';
import { requireNode, requirePlatform } from './bootstrap/environment.mjs';
import { fromRoot } from './project.mjs';

try {
  requireNode(process.version);
  requirePlatform(process.platform);
  // Imported only now, because an older Node would fail to parse it before the check of its version.
  const { bench } = await import('./bench/bench.mjs');
  process.exitCode = await bench(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${describeError(error, fromRoot).join('\n')}\n`);
  process.exitCode = 1;
}
