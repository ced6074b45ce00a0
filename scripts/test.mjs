// @ts-check
// `npm test`: installs what is missing, then runs everything that CI runs.
// Plain JavaScript without dependencies, because nothing is installed yet when it runs.
import { describeError } from './start/StartError.mjs';
import { requireNode, requirePlatform } from './bootstrap/environment.mjs';
import { fromRoot } from './project.mjs';

try {
  requireNode(process.version);
  requirePlatform(process.platform);
  // Imported only now, because an older Node would fail to parse it before the check of its version.
  const { test } = await import('./test/test.mjs');
  process.exitCode = await test(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${describeError(error, fromRoot).join('\n')}\n`);
  process.exitCode = 1;
}
