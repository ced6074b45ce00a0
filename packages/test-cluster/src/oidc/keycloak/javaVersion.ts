import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { PlatformError } from '../../errors/PlatformError';

/** Keycloak 26 runs on this version and newer. */
const MINIMUM_JAVA = 17;

const INSTALL_HINT =
  'install a JDK 17 or newer (Debian: apt-get install openjdk-17-jdk-headless), or start without "--idp keycloak"';

/** Parses the major version from the output of `java -version`, for example 17; `1.8.0` is 8. */
export function parseJavaVersion(output: string): number | undefined {
  const match = /version "(?:1\.)?(\d+)/.exec(output);
  return match ? Number(match[1]) : undefined;
}

/** Throws an error if Keycloak cannot run on the Java of this machine. The error says what to install. */
export async function requireJava(java = 'java'): Promise<void> {
  const output = await readVersion(java);
  const version = parseJavaVersion(output);
  if (version === undefined) {
    throw new PlatformError(
      'java-missing',
      `"${java} -version" did not name a version, so Keycloak cannot run: ${INSTALL_HINT}`,
    );
  }
  if (version < MINIMUM_JAVA) {
    throw new PlatformError(
      'java-too-old',
      `Keycloak needs Java ${MINIMUM_JAVA} or newer and "${java}" is Java ${version}: ${INSTALL_HINT}`,
    );
  }
}

async function readVersion(java: string): Promise<string> {
  try {
    // Java prints its version on standard error.
    const { stdout, stderr } = await promisify(execFile)(java, ['-version']);
    return stderr + stdout;
  } catch (cause) {
    throw new PlatformError(
      'java-missing',
      `Keycloak needs Java and "${java}" cannot be run: ${INSTALL_HINT}`,
      { cause },
    );
  }
}
