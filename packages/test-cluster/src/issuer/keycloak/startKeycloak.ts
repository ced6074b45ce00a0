import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { IssuerError } from '../IssuerError';
import { REALM } from './keycloakRelease';

/** Enough for a realm of a few users; without a bound the JVM takes a quarter of the machine. */
const HEAP = '-Xms64m -Xmx384m';
/** The quick compiler only: a server that handles a sign-in a minute starts sooner and never earns the other's work back. */
const JVM_OPTIONS = '-XX:TieredStopAtLevel=1';

const POLL_MILLISECONDS = 200;

/** Keycloak itself, behind the proxies. */
export interface RunningKeycloak {
  /** Only of this machine, only for the proxies. */
  origin: string;
  /** Resolves when it has ended, with words for how. */
  exited: Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts Keycloak on an http port of 127.0.0.1 and waits until it serves the realm. It stays in this process's group, so that whoever ends
 * the group ends Java too.
 */
export async function startKeycloak(options: {
  home: string;
  port: number;
  /** How the world names it: https, the issuer's origin. */
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
    // The script passes the signal on to Java and waits for it.
    child.kill('SIGTERM');
    await exited;
  };

  while (!(await servesRealm(origin))) {
    if (ended !== undefined) {
      throw new IssuerError(
        'keycloak-not-ready',
        `Keycloak ended before it was ready (${ended})`,
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
    // What `fetch` throws when nobody listens yet.
    if (error instanceof TypeError) {
      return false;
    }
    throw error;
  }
}
