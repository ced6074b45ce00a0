import { Client } from 'undici';
import { percentile } from '../figures/median';
import type { LoadJob, LoadResult } from './LoadJob';

/*
 * A process of its own, so that what it costs is not counted as the backend's. It serves jobs one after the other, over the channel of the
 * process that started it, since tokens have no place on a command line.
 *
 * Not autocannon: it sends its next request on a connection that the server has just said it closes, as Backstage's proxy does each time, and
 * then takes the time of that for the time of the answer.
 */
process.on('message', (job: LoadJob) => {
  runJob(job).then(
    result => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.once('disconnect', () => process.exit());

let created = 0;

async function runJob(job: LoadJob): Promise<LoadResult> {
  const { origin, pathname, search } = new URL(job.url);
  const clients = Array.from(
    { length: job.connections },
    () =>
      new Client(origin, { connect: { ca: job.ca }, headersTimeout: 30_000 }),
  );
  const times: number[] = [];
  let failures = 0;
  let lastFailure: string | undefined;
  const begun = performance.now();
  const end = begun + job.seconds * 1000;
  await Promise.all(
    clients.map(async client => {
      while (performance.now() < end) {
        const sent = performance.now();
        try {
          const status = await exchange(client, pathname + search, job);
          if (status < 200 || status >= 300) {
            throw new Error(`status ${status}`);
          }
          times.push(performance.now() - sent);
        } catch (error) {
          failures += 1;
          lastFailure = String(error);
        }
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  await Promise.all(clients.map(client => client.destroy()));
  return {
    answers: times.length,
    failures,
    lastFailure,
    perSecond: times.length / seconds,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
  };
}

/** One request, by undici's lowest interface, since the load takes the processors that the measured use. Resolves with the status. */
function exchange(
  client: Client,
  path: string,
  { method, headers, body }: LoadJob,
): Promise<number> {
  return new Promise((resolve, reject) => {
    let status = 0;
    client.dispatch(
      { method, path, headers, body: body && withUniqueName(body) },
      {
        onRequestStart: () => undefined,
        onResponseStart: (_controller, statusCode) => {
          status = statusCode;
        },
        onResponseData: () => undefined,
        onResponseEnd: () => resolve(status),
        onResponseError: (_controller, error) => reject(error),
      },
    );
  });
}

function withUniqueName(body: string): string {
  created += 1;
  return body.replace('{unique}', `${process.pid}-${created}`);
}
