import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

/**
 * Adds issuers to the AuthenticationConfiguration of a platform whose `authentication` is `structured`. The API server reloads the file within some seconds.
 *
 * @param jwt - entries of `jwt` in the AuthenticationConfiguration
 */
export async function trustIssuers(
  stateDir: string,
  jwt: readonly object[],
): Promise<void> {
  const file = join(stateDir, 'config', 'authentication-configuration.yaml');
  const current: { jwt: object[] } = parse(await readFile(file, 'utf8'));
  await writeFile(
    file,
    stringify({ ...current, jwt: [...current.jwt, ...jwt] }),
  );
}
