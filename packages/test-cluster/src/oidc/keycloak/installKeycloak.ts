import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  PlatformError,
  type PlatformErrorCode,
} from '../../errors/PlatformError';
import { requireJava } from './javaVersion';
import { KEYCLOAK_VERSION } from './keycloakRelease';

const run = promisify(execFile);

/** The plugin's version is pinned too, so that every machine runs the same command. */
const MAVEN_COPY =
  'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy';

/** Keycloak fixes these options when it is built. `start --optimized` needs a build with them. */
const BUILD_OPTIONS = [
  '--db=dev-file',
  '--health-enabled=false',
  '--metrics-enabled=false',
];

/** A step of {@link installKeycloak}. */
export interface KeycloakInstallEvent {
  step: 'download' | 'unpack' | 'build';
  message: string;
}

export interface InstallKeycloakOptions {
  /** Keycloak is installed in its subfolder `keycloak/<version>`. */
  toolsDir: string;
  onProgress?: (event: KeycloakInstallEvent) => void;
  signal?: AbortSignal;
}

/**
 * Downloads the Keycloak distribution with Maven and builds it, once for each release, so that later starts are quick.
 * The installation is read-only from then on: every platform keeps its data elsewhere.
 *
 * @returns the folder of the installation
 */
export async function installKeycloak(
  options: InstallKeycloakOptions,
): Promise<string> {
  const { onProgress = () => undefined, signal } = options;
  const folder = join(options.toolsDir, 'keycloak');
  const home = join(folder, KEYCLOAK_VERSION);
  await requireJava();
  if (existsSync(home)) {
    return home;
  }
  await requireMaven();

  await mkdir(folder, { recursive: true });
  // The folder is renamed when the installation is complete, so two installations do not interfere and a broken one is never used.
  const work = await mkdtemp(join(folder, 'install-'));
  try {
    onProgress({
      step: 'download',
      message: `downloading Keycloak ${KEYCLOAK_VERSION} with Maven (177 MB)`,
    });
    await runTool(
      'mvn',
      [
        '--batch-mode',
        '--no-transfer-progress',
        '--strict-checksums',
        MAVEN_COPY,
        `-Dartifact=org.keycloak:keycloak-quarkus-dist:${KEYCLOAK_VERSION}:zip`,
        `-DoutputDirectory=${work}`,
      ],
      { cwd: work, signal },
      {
        code: 'keycloak-download-failed',
        message: `Maven could not download Keycloak ${KEYCLOAK_VERSION}: check the network and the mirror in Maven's settings.xml`,
      },
    );

    onProgress({ step: 'unpack', message: 'unpacking Keycloak' });
    await runTool(
      'jar',
      ['xf', `keycloak-quarkus-dist-${KEYCLOAK_VERSION}.zip`],
      { cwd: work, signal },
      {
        code: 'keycloak-download-failed',
        message:
          'Keycloak could not be unpacked with the "jar" program: install a JDK, since a JRE does not contain it',
      },
    );

    onProgress({
      step: 'build',
      message: 'building Keycloak for quick starts (once, under a minute)',
    });
    const unpacked = join(work, `keycloak-${KEYCLOAK_VERSION}`);
    await runTool(
      'sh',
      [join('bin', 'kc.sh'), 'build', ...BUILD_OPTIONS],
      { cwd: unpacked, signal },
      {
        code: 'keycloak-build-failed',
        message: 'Keycloak could not be built',
      },
    );
    await moveInto(unpacked, home);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return home;
}

async function requireMaven(): Promise<void> {
  try {
    await run('mvn', ['--version']);
  } catch (cause) {
    throw new PlatformError(
      'maven-missing',
      'Keycloak is downloaded with Maven, and "mvn" cannot be run: install Maven (Debian: apt-get install maven), or start without "--idp keycloak"',
      { cause },
    );
  }
}

/** Runs a program to its end. When it fails, the error has the end of its output. */
async function runTool(
  command: string,
  args: string[],
  options: { cwd: string; signal?: AbortSignal },
  failure: { code: PlatformErrorCode; message: string },
): Promise<void> {
  try {
    await run(command, args, { ...options, maxBuffer: Infinity });
  } catch (cause) {
    options.signal?.throwIfAborted();
    const { code, stdout = '', stderr = '' } = cause as Record<string, unknown>;
    const output = `${stdout}${stderr}`.trimEnd().split('\n').slice(-20);
    throw new PlatformError(
      failure.code,
      `${failure.message} (${command}: ${code}); its output ends with:\n${output.join('\n')}`,
      { cause },
    );
  }
}

/** When two installations run at the same time, the installation that ends first is kept, and the other is discarded. */
async function moveInto(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') {
      throw error;
    }
  }
}
