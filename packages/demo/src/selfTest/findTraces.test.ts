import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
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
