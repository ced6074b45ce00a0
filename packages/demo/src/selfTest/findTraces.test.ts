import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { useTemporaryFolder } from '@kratix-portal/test-cluster';
import { findTraces, formsOf, markOf } from './findTraces';

const token = `e30.e30.${randomBytes(64).toString('base64url')}`;
const secrets = [{ name: 'access token', value: token }];

describe('findTraces', () => {
  const folder = useTemporaryFolder();

  it('finds nothing in a file without the secret', async () => {
    await writeFile(join(folder.path, 'portal.log'), 'a line e30.e30. of log');
    expect(await findTraces(folder.path, secrets)).toEqual([]);
  });

  it.each([
    ['as plain text', token],
    ['within a URL', `https://x?token=${encodeURIComponent(token)}&y=1`],
    ['in base64', Buffer.from(`"tok":"${token}"`).toString('base64')],
    ['in base64url', Buffer.from(`{"tok":"${token}"}`).toString('base64url')],
  ])('finds a secret in a file %s', async (_, text) => {
    await mkdir(join(folder.path, 'logs'));
    await writeFile(join(folder.path, 'logs', 'portal.log'), `x ${text} y`);
    expect(await findTraces(folder.path, secrets)).toEqual([
      { place: 'logs/portal.log', secret: 'access token' },
    ]);
  });

  it('names table and column of a database', async () => {
    const database = new DatabaseSync(join(folder.path, 'auth.sqlite'));
    database.exec(
      'create table "user info" (id integer, claims text, raw blob)',
    );
    database
      .prepare('insert into "user info" values (1, ?, ?)')
      .run(JSON.stringify({ tok: token }), Buffer.from(token));
    database.close();
    expect(await findTraces(folder.path, secrets)).toEqual([
      { place: 'auth.sqlite user info.claims', secret: 'access token' },
      { place: 'auth.sqlite user info.raw', secret: 'access token' },
    ]);
  });

  it('waits while the portal writes to a database', async () => {
    const file = join(folder.path, 'auth.sqlite');
    const writer = await lockFor300Milliseconds(file);
    expect(
      await findTraces(folder.path, [{ name: 'access token', value: token }]),
    ).toEqual([{ place: 'auth.sqlite written.tok', secret: 'access token' }]);
    await writer.terminate();
  });

  it('rejects a secret that is too short', () => {
    expect(() => markOf('abc')).toThrow(/fewer than 20 characters/);
  });

  it('matches base64 encodings at each offset', () => {
    const mark = markOf(token);
    for (const before of ['', 'a', 'ab', 'abc']) {
      for (const encoding of ['base64', 'base64url'] as const) {
        const text = Buffer.from(`${before}${mark}}`).toString(encoding);
        expect(formsOf(mark).some(form => text.includes(form))).toBe(true);
      }
    }
  });
});

/** Writes the token to a database from another thread, which keeps the exclusive lock for a moment. */
async function lockFor300Milliseconds(file: string): Promise<Worker> {
  const writer = new Worker(
    `const { DatabaseSync } = require('node:sqlite');
    const { parentPort, workerData } = require('node:worker_threads');
    const database = new DatabaseSync(workerData.file);
    database.exec('begin exclusive; create table written (tok text)');
    database.prepare('insert into written values (?)').run(workerData.token);
    parentPort.postMessage('locked');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
    database.exec('commit');
    database.close();`,
    { eval: true, workerData: { file, token } },
  );
  await once(writer, 'message');
  return writer;
}
