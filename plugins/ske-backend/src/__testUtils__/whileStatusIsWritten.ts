import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import type { TestPlatform } from '@kratix-portal/test-cluster';

/** A write of the object counts only if the status was written at least this often during the write. So the test does not depend on the speed of the machine. */
const LEAST_STATUS_WRITES = 3;

/**
 * Repeats a write while four clients write the status of its object without a pause.
 *
 * @returns the results of the writes
 */
export async function whileStatusIsWritten<T>(options: {
  platform: TestPlatform;
  /** The API path that the clients patch with a status. */
  path: string;
  /** The status of each write of a status. */
  status?(count: number): object;
  /** The number of writes of the object that have to be disturbed. */
  times: number;
  write(count: number): Promise<T>;
}): Promise<T[]> {
  const { platform, path, times, write } = options;
  const { status = value => ({ value }) } = options;
  const { apiServer } = platform.current.endpoints;
  const agent = new Agent({
    keepAlive: true,
    ca: readFileSync(apiServer.caFile),
  });
  const token = await platform.current.accessToken('user-admin');
  const writeStatus = (count: number) =>
    new Promise<number>((resolve, reject) =>
      request(
        `${apiServer.url}${path}`,
        {
          agent,
          method: 'PATCH',
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/merge-patch+json',
          },
        },
        response => {
          response.resume();
          response.on('end', () => resolve(response.statusCode ?? 0));
        },
      )
        .on('error', reject)
        .end(JSON.stringify({ status: status(count) })),
    );
  let isDone = false;
  const answers: number[] = [];
  const writer = async () => {
    while (!isDone) {
      answers.push(await writeStatus(answers.length));
    }
  };
  const writers = [1, 2, 3, 4].map(writer);
  const results: T[] = [];
  let disturbed = 0;
  try {
    while (disturbed < times) {
      const before = answers.length;
      results.push(await write(results.length));
      disturbed += answers.length - before >= LEAST_STATUS_WRITES ? 1 : 0;
    }
  } finally {
    // A writer that outlives the test would fail in another test file, after the cluster has stopped.
    isDone = true;
    await Promise.allSettled(writers);
    agent.destroy();
  }
  await Promise.all(writers);
  expect(new Set(answers)).toEqual(new Set([200]));
  return results;
}
