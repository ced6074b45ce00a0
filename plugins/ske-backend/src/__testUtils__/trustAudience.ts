import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

/** Makes the API server of a platform with structured authentication trust one audience only. The API server reloads its configuration file within some seconds. */
export function trustAudience(stateDir: string, audience: string): void {
  const file = join(stateDir, 'config', 'authentication-configuration.yaml');
  const current = parse(readFileSync(file, 'utf8'));
  for (const { issuer } of current.jwt) {
    issuer.audiences = [audience];
  }
  writeFileSync(file, stringify(current));
}
