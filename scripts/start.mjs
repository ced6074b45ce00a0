// @ts-check
// `npm start`: installs what is missing, then runs the demo's TypeScript main on Node 24.
// Plain JavaScript without dependencies, because nothing is installed yet when it runs.
import { describeError } from './start/StartError.mjs';
import { requireNode, requirePlatform } from './bootstrap/environment.mjs';
import { fromRoot } from './project.mjs';

try {
  requireNode(process.version);
  requirePlatform(process.platform);
  // Imported only now, because an older Node would fail to parse it before the check of its version.
  const { start } = await import('./start/start.mjs');
  process.exitCode = await start(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${describeError(error, fromRoot).join('\n')}\n`);
  process.exitCode = 1;
}
