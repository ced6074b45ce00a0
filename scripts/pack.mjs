// @ts-check
// `npm run pack`: installs what is missing, then builds and packs the published packages into .local/packages.
// Plain JavaScript without dependencies, because nothing is installed yet when it runs.
import { requireNode, requirePlatform } from './bootstrap/environment.mjs';
import { fromRoot } from './project.mjs';
import { describeError } from './start/StartError.mjs';

try {
  requireNode(process.version);
  requirePlatform(process.platform);
  // Imported only now, because an older Node would fail to parse it before the check of its version.
  const { withTools } = await import('./adoption/withTools.mjs');
  const { packPackages } = await import('./packages/pack.mjs');
  process.exitCode = await withTools({ kubernetes: false }, async tools => {
    const tarballs = await packPackages({
      ...tools,
      onPackage: name => tools.progress.say(`  ... ${name}`),
    });
    tarballs.forEach(file => tools.progress.say(fromRoot(file)));
    return 0;
  });
} catch (error) {
  process.stderr.write(`${describeError(error, fromRoot).join('\n')}\n`);
  process.exitCode = 1;
}
