import { Client } from 'undici';
import { percentile } from '../figures/median';
import type { LoadJob, LoadResult } from './LoadJob';

/*
 * Runs in its own process, so that its CPU time does not count as the backend's. It receives jobs through the IPC channel, since tokens must not
 * appear on a command line.
 *
 * It replaces autocannon, which sends its next request on a connection that the server is closing, as Backstage's proxy does after each response,
 * and then counts the time of the broken request as response time.
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
  const startedAt = performance.now();
  const end = startedAt + job.seconds * 1000;
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
  const seconds = (performance.now() - startedAt) / 1000;
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

/**
 * Sends one request and resolves with its status. It uses undici's fastest interface, since load generator and backend share the processors.
 */
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
