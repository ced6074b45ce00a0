// @ts-check
// `npm run audit`: known vulnerabilities of the packages in yarn.lock.
// Plain JavaScript without dependencies, because nothing is installed yet when it runs.
import { requireNode, requirePlatform } from './bootstrap/environment.mjs';
import { fromRoot } from './project.mjs';
import { describeError } from './start/StartError.mjs';

try {
  requireNode(process.version);
  requirePlatform(process.platform);
  // Imported only now, because an older Node would fail to parse it before the check of its version.
  const { audit } = await import('./audit/audit.mjs');
  process.exitCode = await audit(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${describeError(error, fromRoot).join('\n')}\n`);
  process.exitCode = 2;
}
