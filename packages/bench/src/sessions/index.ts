import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  startPostgres,
  Teardown,
  removeFolder,
} from '@kratix-portal/test-cluster';
import { figure, type Figure } from '../figures/Figure';
import { percentile } from '../figures/median';
import { Helper } from '../process/Helper';
import type { BenchOptions } from '../settings/BenchSettings';
import {
  FINGERPRINT,
  openSessions,
  PROVIDER_ID,
  type SessionPlace,
  tokensOf,
} from './openSessions';
import { measureCached } from './measureCached';
import type { ReplicaJob, ReplicaReport } from './replicaMain';
import { RotatingProvider } from './RotatingProvider';

const SESSIONS = 10_000;
const LOOKUPS = 2_000;
const STORM = 500;
const REPLICAS = 3;
const AT_ONCE = 10;
/** One replica is killed after this many refresh requests. */
const KILL_AFTER = 150;

// eslint-disable-next-line no-restricted-syntax -- this package only ever runs from its sources
const PROGRAM = join(__dirname, 'replicaMain.ts');

/** The figures of one database. */
interface Measured {
  /** The 95th percentile of a look-up in the database, with the decryption. */
  lookupMs: number;
  refreshesPerSession: number;
  lost: number;
  lostByKill: number;
}

type Replica = Helper<ReplicaJob, ReplicaReport>;

/** Measures the sessions of session mode on SQLite and on a real PostgreSQL. Each figure is the worse figure of the two databases. */
export async function run(options: BenchOptions): Promise<Figure[]> {
  const teardown = new Teardown();
  try {
    const folder = await mkdtemp(join(tmpdir(), 'bench-sessions-'));
    teardown.push(() => removeFolder(folder));
    const postgres = await startPostgres({ durable: true });
    teardown.push(() => postgres.stop());
    const measured = [
      await measure('sqlite', options, {
        client: 'better-sqlite3',
        connection: { directory: folder },
      }),
      await measure('postgres', options, {
        client: 'pg',
        connection: postgres.connectionString,
      }),
    ];
    const worst = (name: keyof Measured) =>
      Math.max(...measured.map(each => each[name]));
    return [
      figure('sessions.lookup_cached_ms', await measureCached(), 'ms', '< 1'),
      figure('sessions.lookup_uncached_ms', worst('lookupMs'), 'ms', '< 10'),
      figure(
        'sessions.refreshes_per_session',
        worst('refreshesPerSession'),
        '',
        '= 1',
      ),
      figure('sessions.lost', worst('lost'), '', '= 0'),
      figure(
        'sessions.lost_by_kill',
        worst('lostByKill'),
        '',
        // The sessions whose refresh request the killed replica had sent.
        `<= ${AT_ONCE}`,
      ),
    ];
  } finally {
    await teardown.run();
  }
}

async function measure(
  name: string,
  options: BenchOptions,
  database: object,
): Promise<Measured> {
  const { say } = options;
  const provider = await RotatingProvider.start();
  try {
    const place: SessionPlace = {
      database,
      secret: randomBytes(32).toString('base64'),
      tokenEndpoint: provider.url,
    };
    const { sessions, store } = await openSessions(place);
    say(`${name}: storing ${SESSIONS} sessions`);
    const isSqlite = name === 'sqlite';
    if (isSqlite) {
      // Each insert would wait for the disk, and inserting is not measured.
      await store.knex.raw('PRAGMA synchronous = OFF');
    }
    for (let count = 0; count < SESSIONS; count += 1) {
      await sessions.start({
        userRef: userRefOf(count),
        providerId: PROVIDER_ID,
        fingerprint: FINGERPRINT,
        tokens: { values: tokensOf(`s${count}`) },
      });
    }
    if (isSqlite) {
      await store.knex.raw('PRAGMA synchronous = FULL');
    }
    const lookups: number[] = [];
    for (let count = 0; count < LOOKUPS; count += 1) {
      const userRef = userRefOf((count * 7_919) % SESSIONS);
      const begin = performance.now();
      await sessions.openNewest({ userRef, providerId: PROVIDER_ID });
      lookups.push(performance.now() - begin);
    }
    say(
      `${name}: ${LOOKUPS} look-ups, p50 ${percentile(lookups, 0.5).toFixed(2)} ms, p99 ${percentile(lookups, 0.99).toFixed(2)} ms`,
    );
    const makeDue = () => store.knex('ske_sessions').update({ refresh_at: 0 });

    await makeDue();
    const storm = await refreshAll({ name, place, provider, options, from: 0 });
    await makeDue();
    const killed = await refreshAll({
      name: `${name}, a replica killed`,
      place,
      provider,
      options,
      from: STORM,
      killAfter: KILL_AFTER,
    });
    return {
      lookupMs: percentile(lookups, 0.95),
      refreshesPerSession: storm.refreshesPerSession,
      lost: storm.lost,
      lostByKill: killed.lost,
    };
  } finally {
    provider.stop();
  }
}

/** When all sessions are due for a refresh, each of 500 users calls all three replicas at once. */
async function refreshAll(task: {
  name: string;
  place: SessionPlace;
  provider: RotatingProvider;
  options: BenchOptions;
  from: number;
  killAfter?: number;
}): Promise<{ refreshesPerSession: number; lost: number }> {
  const { name, place, provider, options, from, killAfter } = task;
  const { say } = options;
  provider.exchanges.clear();
  const replicas = Array.from(
    { length: REPLICAS },
    (_, index): Replica => new Helper(`replica ${index}`, PROGRAM),
  );
  try {
    await Promise.all(replicas.map(each => each.run({ do: 'open', ...place })));
    const userRefs = Array.from({ length: STORM }, (_, index) =>
      userRefOf(from + index),
    );
    let exchanges = 0;
    provider.onExchange = () => {
      exchanges += 1;
      if (exchanges === killAfter) {
        replicas[0].kill();
      }
    };
    const begin = performance.now();
    const job: ReplicaJob = { do: 'use', userRefs, atOnce: AT_ONCE };
    const reports = await Promise.allSettled(
      replicas.map(each => each.run(job)),
    );
    const ms = performance.now() - begin;
    const ended = reports.map(each =>
      each.status === 'fulfilled' ? each.value.ended : 0,
    );
    const total = [...provider.exchanges.values()].reduce((a, b) => a + b, 0);
    say(
      `${name}: ${STORM} sessions refreshed at ${REPLICAS} replicas in ${(ms / 1000).toFixed(1)} s with ${total} exchanges, ${provider.reuses} reuses, ${Math.max(...ended)} sessions ended`,
    );
    return {
      refreshesPerSession: total / STORM,
      lost: Math.max(...ended),
    };
  } finally {
    provider.onExchange = () => {};
    replicas.forEach(each => each.stop());
  }
}

function userRefOf(count: number): string {
  return `user:default/user-${count}`;
}
