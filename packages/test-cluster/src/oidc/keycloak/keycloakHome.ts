import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { REALM } from './keycloakRelease';

/**
 * Prepares a home folder for one platform's Keycloak: links to the installation's programs, and the platform's own data and realm.
 * Keycloak keeps its data in its home folder, which it finds from the location of its script, so the script is a copy.
 *
 * Keycloak does not import a realm that exists, so a changed realm needs a new database.
 */
export function prepareKeycloakHome(options: {
  installation: string;
  dataDir: string;
  realm: object;
}): string {
  const { installation } = options;
  const home = join(options.dataDir, 'home');
  const dataDir = join(options.dataDir, 'home', 'data');
  for (const name of ['bin', 'conf', 'lib', 'providers', 'themes']) {
    rmSync(join(home, name), { recursive: true, force: true });
  }
  mkdirSync(join(home, 'bin'), { recursive: true, mode: 0o700 });
  copyFileSync(join(installation, 'bin', 'kc.sh'), join(home, 'bin', 'kc.sh'));
  cpSync(join(installation, 'conf'), join(home, 'conf'), { recursive: true });
  for (const name of ['lib', 'providers', 'themes']) {
    symlinkSync(join(installation, name), join(home, name));
  }

  const realm = JSON.stringify(options.realm, null, 2);
  const imported = join(dataDir, 'imported-realm.sha256');
  const digest = createHash('sha256').update(realm).digest('hex');
  if (!existsSync(imported) || readFileSync(imported, 'utf8') !== digest) {
    rmSync(dataDir, { recursive: true, force: true });
  }
  mkdirSync(join(dataDir, 'import'), { recursive: true, mode: 0o700 });
  // It holds the demo's passwords and the client's secret.
  writeFileSync(join(dataDir, 'import', `${REALM}-realm.json`), realm, {
    mode: 0o600,
  });
  return home;
}

/** Records that the database holds this realm. Called when Keycloak serves the realm, so an interrupted import is repeated. */
export function markRealmImported(home: string): void {
  const realm = readFileSync(
    join(home, 'data', 'import', `${REALM}-realm.json`),
  );
  writeFileSync(
    join(home, 'data', 'imported-realm.sha256'),
    createHash('sha256').update(realm).digest('hex'),
  );
}
