import assert from 'node:assert/strict';
import type { PortalUser } from '@kratix-portal/test-cluster';
import { findTraces } from './findTraces';
import type { Stage } from './Stage';
import type { StoredSessions } from './StoredSessions';

/** The two columns in which Backstage core keeps `tok` (docs/security.md). */
const KEPT_BY_BACKSTAGE = [
  'portal/database/auth.sqlite user_info.user_info',
  'portal/database/scaffolder.sqlite tasks.secrets',
];

/** Searches all logs, files and tables of the stage for the tokens of these users (S7). */
export async function checkTraces(
  stage: Stage,
  people: () => PortalUser[],
): Promise<void> {
  const { sessions } = stage;
  await (sessions
    ? checkSessionTraces(stage, sessions, people)
    : checkTokTraces(stage, people));
}

async function checkTokTraces(
  { platform, checks }: Stage,
  people: () => PortalUser[],
): Promise<void> {
  await checks.that(
    'no log, audit record, file or database table contains a token, except where Backstage core keeps it',
    async () => {
      const traces = await findTraces(
        platform.endpoints.paths.stateDir,
        people().flatMap(({ secrets }) => secrets),
      );
      assert.deepEqual(
        traces.filter(({ place }) => !KEPT_BY_BACKSTAGE.includes(place)),
        [],
      );
      // Checks that the search works. Otherwise a search that never finds anything would pass.
      assert.ok(
        traces.some(({ place }) => place === KEPT_BY_BACKSTAGE[0]),
        `${KEPT_BY_BACKSTAGE[0]} has no token`,
      );
    },
  );
}

async function checkSessionTraces(
  { platform, checks }: Stage,
  sessions: StoredSessions,
  people: () => PortalUser[],
): Promise<void> {
  await checks.that(
    'no log, audit record, file or database table, and no response of the portal contains a token of the provider or a handle',
    async () => {
      const { stateDir } = platform.endpoints.paths;
      const received = people().flatMap(({ secrets }) => secrets);
      for (const person of people()) {
        sessions.read(String(person.claims().sub));
      }
      // The list has the access tokens, ID tokens and refresh tokens of each user, in two versions.
      assert.ok(sessions.secrets.length >= 6 * people().length);
      const seen = new Set(received.map(({ value }) => value));
      assert.deepEqual(
        sessions.secrets.filter(({ value }) => seen.has(value)),
        [],
      );
      const kept = received.filter(
        ({ name }) => !name.startsWith('Backstage token'),
      );
      assert.deepEqual(
        await findTraces(stateDir, [...sessions.secrets, ...kept]),
        [],
      );
      const found = await findTraces(stateDir, sessions.encrypted());
      assert.ok(
        found.some(
          ({ place }) =>
            place === 'portal/database/auth.sqlite ske_sessions.content',
        ),
        'the search for traces does not find the texts that the database has',
      );
    },
  );
}
