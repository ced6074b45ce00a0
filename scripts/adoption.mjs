// @ts-check
// `npm run test:adoption`: installs the packed packages into a new Backstage app as docs/install.md says, and tries them in a browser.
// Plain JavaScript without dependencies, because nothing is installed yet when it runs.
import { requireNode, requirePlatform } from './bootstrap/environment.mjs';
import { fromRoot } from './project.mjs';
import { describeError } from './start/StartError.mjs';

try {
  requireNode(process.version);
  requirePlatform(process.platform);
  // Imported only now, because an older Node would fail to parse it before the check of its version.
  const { testAdoption } = await import('./adoption/testAdoption.mjs');
  process.exitCode = await testAdoption(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${describeError(error, fromRoot).join('\n')}\n`);
  process.exitCode = 1;
}
