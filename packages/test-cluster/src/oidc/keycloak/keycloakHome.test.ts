import {
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { useTemporaryFolder } from '../../testing/temporaryFolder';
import { markRealmImported, prepareKeycloakHome } from './keycloakHome';

describe('prepareKeycloakHome', () => {
  const folder = useTemporaryFolder();

  function prepare(realm: object) {
    const installation = join(folder.path, 'installation');
    for (const name of ['bin', 'conf', 'lib', 'providers', 'themes']) {
      mkdirSync(join(installation, name), { recursive: true });
    }
    writeFileSync(join(installation, 'bin', 'kc.sh'), '#!/bin/sh\n');
    return prepareKeycloakHome({
      installation,
      dataDir: join(folder.path, 'keycloak'),
      realm,
    });
  }

  /** Creates the files that Keycloak creates when it has imported the realm. */
  function writeDatabase(home: string) {
    mkdirSync(join(home, 'data', 'h2'), { recursive: true });
    writeFileSync(join(home, 'data', 'h2', 'keycloakdb.mv.db'), '');
  }
  const hasDatabase = (home: string) =>
    existsSync(join(home, 'data', 'h2', 'keycloakdb.mv.db'));

  it('links the programs and writes a realm that only its owner can read', () => {
    const home = prepare({ realm: 'kratix' });
    expect(readlinkSync(join(home, 'lib'))).toBe(
      join(folder.path, 'installation', 'lib'),
    );
    const file = join(home, 'data', 'import', 'kratix-realm.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      realm: 'kratix',
    });
    expect(statSync(file).mode.toString(8)).toMatch(/600$/);
  });

  it('keeps the database when the realm has not changed', () => {
    const home = prepare({ realm: 'kratix', users: ['a'] });
    writeDatabase(home);
    markRealmImported(home);
    prepare({ realm: 'kratix', users: ['a'] });
    expect(hasDatabase(home)).toBe(true);
  });

  it('removes the database when the realm has changed', () => {
    const home = prepare({ realm: 'kratix', users: ['a'] });
    writeDatabase(home);
    markRealmImported(home);
    prepare({ realm: 'kratix', users: ['b'] });
    expect(hasDatabase(home)).toBe(false);
  });

  it('removes the database after an interrupted import', () => {
    const home = prepare({ realm: 'kratix' });
    writeDatabase(home);
    prepare({ realm: 'kratix' });
    expect(hasDatabase(home)).toBe(false);
  });
});
