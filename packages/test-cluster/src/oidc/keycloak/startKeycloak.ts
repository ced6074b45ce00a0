import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { PlatformError } from '../../errors/PlatformError';
import { REALM } from './keycloakRelease';

/** Enough for a realm of a few users. Without a limit the JVM uses a quarter of the machine's memory. */
const HEAP = '-Xms64m -Xmx384m';
/** Uses only the first compiler tier, so that the server starts sooner. A server with one sign-in a minute gains nothing from the second tier. */
const JVM_OPTIONS = '-XX:TieredStopAtLevel=1';

const POLL_MILLISECONDS = 200;

/** The Keycloak process behind the proxies. */
export interface RunningKeycloak {
  /** On 127.0.0.1, for the proxies only. */
  origin: string;
  /** Resolves when it has ended, with a description such as `exit code 1`. */
  exited: Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts Keycloak on an http port of 127.0.0.1 and waits until it serves the realm.
 * Keycloak stays in the process group of this process, so that ending the group also ends Java.
 */
export async function startKeycloak(options: {
  home: string;
  port: number;
  /** The https origin that clients use. */
  publicOrigin: string;
}): Promise<RunningKeycloak> {
  const { home, port, publicOrigin } = options;
  const origin = `http://127.0.0.1:${port}`;
  const child = spawn(
    'sh',
    [
      'bin/kc.sh',
      'start',
      '--optimized',
      '--import-realm',
      '--cache=local',
      '--http-enabled=true',
      '--http-host=127.0.0.1',
      `--http-port=${port}`,
      `--hostname=${publicOrigin}`,
      '--proxy-headers=xforwarded',
    ],
    {
      cwd: home,
      env: {
        ...process.env,
        JAVA_OPTS_KC_HEAP: HEAP,
        JAVA_OPTS_APPEND: JVM_OPTIONS,
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  let ended: string | undefined;
  const exited = once(child, 'exit').then(([code, signal]) => {
    ended = signal ? `signal ${signal}` : `exit code ${code}`;
    return ended;
  });
  const stop = async () => {
    // The script forwards the signal to Java and waits for it.
    child.kill('SIGTERM');
    await exited;
  };

  while (!(await servesRealm(origin))) {
    if (ended !== undefined) {
      throw new PlatformError(
        'keycloak-not-ready',
        `Keycloak ended before it was ready (${ended}).`,
      );
    }
    await delay(POLL_MILLISECONDS);
  }
  return { origin, exited, stop };
}

async function servesRealm(origin: string): Promise<boolean> {
  try {
    const response = await fetch(`${origin}/realms/${REALM}`);
    await response.body?.cancel();
    return response.ok;
  } catch (error) {
    // `fetch` throws a TypeError while nothing listens on the port.
    if (error instanceof TypeError) {
      return false;
    }
    throw error;
  }
}
