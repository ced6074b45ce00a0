// @ts-check
// `npm run doctor`: installs what is missing, then runs the doctor of plugins/ske-node on Node 24.
// Plain JavaScript without dependencies, because nothing is installed yet when it runs.
import path from 'node:path';
import { describeError } from './start/StartError.mjs';
import { requireNode, requirePlatform } from './bootstrap/environment.mjs';
import { fromRoot, root } from './project.mjs';

try {
  requireNode(process.version);
  requirePlatform(process.platform);
  // Imported only now, because an older Node would fail to parse them before the check of its version.
  const { bootstrap } = await import('./bootstrap/bootstrap.mjs');
  const { handOver } = await import('./start/handOver.mjs');
  const { watchStopSignals } = await import('./start/stopSignals.mjs');
  const { Progress } = await import('./steps/progress.mjs');
  const stop = watchStopSignals();
  try {
    const { node, env } = await bootstrap({
      kubernetes: false,
      frontend: false,
      // Standard output has only the report.
      progress: new Progress({ output: process.stderr }),
      signal: stop.signal,
    });
    process.exitCode = await handOver({
      node,
      env,
      program: path.join(root, 'plugins/ske-node/src/doctor/main.ts'),
      settings: {
        args: process.argv.slice(2),
        // npm changes to the folder of package.json, and stores the folder in which it was called in INIT_CWD.
        folder: process.env.INIT_CWD ?? process.cwd(),
      },
      stop,
    });
  } finally {
    stop.release();
  }
} catch (error) {
  process.stderr.write(`${describeError(error, fromRoot).join('\n')}\n`);
  process.exitCode = 2;
}
