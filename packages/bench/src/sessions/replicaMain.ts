import { openSessions, PROVIDER_ID, type SessionPlace } from './openSessions';

/** A replica of the auth backend, for the refresh storm. */
export type ReplicaJob =
  | ({ do: 'open' } & SessionPlace)
  | { do: 'use'; userRefs: string[]; atOnce: number };

/** The number of users that got a token, and of sessions that had ended. */
export interface ReplicaReport {
  used: number;
  ended: number;
}

let replica: Awaited<ReturnType<typeof openSessions>> | undefined;

async function run(job: ReplicaJob): Promise<ReplicaReport> {
  if (job.do === 'open') {
    replica = await openSessions(job);
    return { used: 0, ended: 0 };
  }
  const report: ReplicaReport = { used: 0, ended: 0 };
  const rest = [...job.userRefs];
  const worker = async () => {
    for (let userRef = rest.pop(); userRef; userRef = rest.pop()) {
      try {
        await replica?.sessions.openNewest({
          userRef,
          providerId: PROVIDER_ID,
        });
        report.used += 1;
      } catch (error) {
        // A busy database is a failure of the benchmark, and not a lost session.
        if ((error as { code?: unknown }).code !== 'session-ended') {
          throw error;
        }
        report.ended += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: job.atOnce }, worker));
  return report;
}

process.on('message', (job: ReplicaJob) => {
  run(job).then(
    result => process.send?.({ result }),
    error => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
