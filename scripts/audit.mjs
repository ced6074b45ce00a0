// @ts-check
// `npm run audit`: known vulnerabilities of what yarn.lock names.
// Plain JavaScript without dependencies, since nothing is installed yet when it runs.
import { requireNode, requirePlatform } from './bootstrap/environment.mjs';
import { fromRoot } from './project.mjs';
import { describeError } from './start/StartError.mjs';

try {
  requireNode(process.version);
  requirePlatform(process.platform);
  // Loaded late: an older Node would stop at its syntax before it could say that it is too old.
  const { audit } = await import('./audit/audit.mjs');
  process.exitCode = await audit(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${describeError(error, fromRoot).join('\n')}\n`);
  process.exitCode = 2;
}
