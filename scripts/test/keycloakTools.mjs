// @ts-check
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { StartError } from '../start/StartError.mjs';

const execute = promisify(execFile);

/** The programs that download and run Keycloak. Their versions are checked where they are used. */
const tools = [
  ['java', '-version'],
  ['jar', '--version'],
  ['mvn', '--version'],
];

/** @param {NodeJS.ProcessEnv} env */
export async function requireKeycloakTools(env) {
  for (const [command, flag] of tools) {
    await execute(command, [flag], { env }).catch(error => {
      throw new StartError(
        'java-missing',
        `the tests with Keycloak need a JDK 17 or newer and Maven, and \`${command}\` does not run on this machine`,
        {
          remedy:
            'install them (Debian: apt-get install openjdk-17-jdk-headless maven); npm test -- --help shows how to run the other suites',
          cause: error,
        },
      );
    });
  }
}
