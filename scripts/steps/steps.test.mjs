// @ts-check
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { formatDuration } from './duration.mjs';
import { fingerprint } from './fingerprint.mjs';
import { Progress } from './progress.mjs';
import { Records } from './records.mjs';
import { runCommand } from './runCommand.mjs';
import { runSteps } from './runSteps.mjs';

/** @type {string} */
let folder;
beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'kratix-portal-'));
});
afterEach(() => fs.rm(folder, { recursive: true }));

/** The text that would be on the screen. */
function screen() {
  const written = { text: '' };
  const output = {
    columns: 40,
    /** @param {string} text */
    write: text => {
      written.text += text;
    },
  };
  return { written, output };
}

/**
 * Returns false also for a process that has ended and is still a zombie.
 * @param {number} pid
 */
function isRunning(pid) {
  const ps = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], {
    encoding: 'utf8',
  });
  return !['', 'Z'].includes(ps.stdout.trim().slice(0, 1));
}

test('formats durations for people', () => {
  assert.equal(formatDuration(420), '0.4 s');
  assert.equal(formatDuration(9_990), '10 s');
  assert.equal(formatDuration(248_000), '4 min 08 s');
});

describe('fingerprint', () => {
  const of = (/** @type {object} */ more = {}) =>
    fingerprint({ base: folder, inputs: ['src', 'lock'], ...more });

  test('changes with content, name, an added file and additional values', async () => {
    await fs.mkdir(path.join(folder, 'src/deep'), { recursive: true });
    await fs.writeFile(path.join(folder, 'src/deep/a'), '1');
    const seen = new Set([await of()]);
    const differs = async (/** @type {object} */ more = {}) => {
      const now = await of(more);
      assert.equal(seen.has(now), false);
      seen.add(now);
    };
    await fs.writeFile(path.join(folder, 'src/deep/a'), '2');
    await differs();
    await fs.rename(
      path.join(folder, 'src/deep/a'),
      path.join(folder, 'src/deep/b'),
    );
    await differs();
    await fs.writeFile(path.join(folder, 'lock'), '');
    await differs();
    await differs({ also: { arch: 'arm64' } });
  });

  test('does not change with products or ignored files', async () => {
    await fs.mkdir(path.join(folder, 'src/node_modules'), { recursive: true });
    await fs.writeFile(path.join(folder, 'src/a.ts'), '1');
    const before = await of();
    await fs.writeFile(path.join(folder, 'src/node_modules/x'), '1');
    assert.equal(await of(), before);
    await fs.writeFile(path.join(folder, 'src/a.test.ts'), '1');
    assert.notEqual(await of(), before);
    const ignore = (/** @type {string} */ file) => file.endsWith('.test.ts');
    assert.equal(await of({ ignore }), before);
  });
});

describe('runSteps', () => {
  /** @type {string[]} */
  let ran;
  beforeEach(() => {
    ran = [];
  });

  /**
   * @param {string} id
   * @param {Partial<import('./runSteps.mjs').Step>} [more]
   * @returns {import('./runSteps.mjs').Step}
   */
  const step = (id, more = {}) => ({
    id,
    title: id,
    key: async () => 'key 1',
    products: [path.join(folder, id)],
    run: async () => {
      ran.push(id);
      await fs.writeFile(path.join(folder, id), id);
    },
    ...more,
  });
  const run = (/** @type {import('./runSteps.mjs').Step[]} */ ...steps) =>
    runSteps(steps, {
      records: new Records(path.join(folder, 'records')),
      progress: new Progress({ output: screen().output, live: false }),
    });

  test('skips all steps in a second run', async () => {
    await run(step('a'), step('b', { after: ['a'] }));
    assert.deepEqual(ran, ['a', 'b']);
    const again = await run(step('a'), step('b', { after: ['a'] }));
    assert.deepEqual(ran, ['a', 'b']);
    assert.deepEqual(
      again.map(({ outcome }) => outcome),
      ['current', 'current'],
    );
  });

  test('runs a step again after a changed input, a deleted product and a product of another process', async () => {
    await run(step('a'));
    await run(step('a', { key: async () => 'key 2' }));
    assert.equal(ran.length, 2);
    await fs.rm(path.join(folder, 'a'));
    await run(step('a', { key: async () => 'key 2' }));
    assert.equal(ran.length, 3);
    await fs.writeFile(path.join(folder, 'a'), 'by hand');
    await run(step('a', { key: async () => 'key 2' }));
    assert.equal(ran.length, 4);
  });

  test('runs an interrupted step again although its product exists', async () => {
    await run(step('a'));
    const broken = step('a', {
      key: async () => 'key 2',
      run: async () => {
        throw new Error('cut off');
      },
    });
    await assert.rejects(run(broken), /cut off/);
    await run(step('a'));
    assert.deepEqual(ran, ['a', 'a']);
  });

  test('stops parallel and later steps after a failure, and reports the failure', async () => {
    /** @type {() => void} */
    let begin = () => {};
    const begun = new Promise(resolve => {
      begin = () => resolve(undefined);
    });
    const beside = step('beside', {
      run: ({ signal }) => {
        const stopped = once(signal, 'abort').then(() => {
          ran.push(`beside stopped: ${signal.reason.message}`);
          throw signal.reason;
        });
        begin();
        return stopped;
      },
    });
    const failing = step('failing', {
      run: async () => {
        await begun;
        throw new Error('no compiler');
      },
    });
    const later = step('later', { after: ['failing'] });
    await assert.rejects(run(failing, beside, later), /no compiler/);
    assert.deepEqual(ran, ['beside stopped: no compiler']);
  });
});

describe('runCommand', () => {
  const options = () => ({
    cwd: folder,
    logFile: path.join(folder, 'logs/command.log'),
    remedy: () => 'try again',
  });

  test('reports a failure with the end of its log, the log’s name and what to do', async () => {
    const failing = runCommand({
      ...options(),
      command: 'sh',
      args: ['-c', 'echo one; echo two >&2; exit 3'],
    });
    await assert.rejects(failing, error => {
      assert.ok(
        error instanceof Error &&
          'logTail' in error &&
          'remedy' in error &&
          'logFile' in error,
      );
      assert.match(error.message, /sh ended with 3/);
      assert.deepEqual([.../** @type {string[]} */ (error.logTail)].sort(), [
        'one',
        'two',
      ]);
      assert.equal(error.remedy, 'try again');
      assert.equal(error.logFile, options().logFile);
      return true;
    });
    assert.match(await fs.readFile(options().logFile, 'utf8'), /^\$ sh -c/);
  });

  test('reports a missing command in the same way', async () => {
    const missing = runCommand({
      ...options(),
      command: 'no-such-command',
      args: [],
    });
    await assert.rejects(
      missing,
      /no-such-command ended with spawn no-such-command ENOENT/,
    );
  });

  test('ends the command and its child processes on abort', async () => {
    const controller = new AbortController();
    /** @type {number[]} */
    const pids = [];
    const running = runCommand({
      ...options(),
      command: 'sh',
      args: [
        '-c',
        'echo $$; sh -c "echo \\$\\$; exec tail -f /dev/null" & wait',
      ],
      signal: controller.signal,
      onLine: line => {
        pids.push(Number(line));
        if (pids.length === 2) {
          controller.abort(new Error('enough'));
        }
      },
    });
    await assert.rejects(running, /enough/);
    assert.equal(pids.length, 2);
    assert.deepEqual(pids.filter(isRunning), []);
  });
});

describe('progress', () => {
  test('without a terminal it prints plain lines, and one line a minute during a step', () => {
    const { written, output } = screen();
    let now = 0;
    const progress = new Progress({ output, now: () => now, live: false });
    progress.started({ id: 'go', title: 'Go build' });
    progress.detail('go', '12 packages');
    now = 59_000;
    progress.tick();
    now = 61_000;
    progress.tick();
    now = 62_000;
    progress.tick();
    progress.ended(
      { id: 'go', title: 'Go build' },
      { outcome: 'done', milliseconds: 62_000 },
    );
    assert.deepEqual(written.text.split('\n'), [
      '  ... Go build',
      '  ... Go build: 1 min 01 s (12 packages)',
      '  ok  Go build: 1 min 02 s',
      '',
    ]);
  });

  test('on a terminal it redraws one line for each running step, never wider than the terminal', () => {
    const { written, output } = screen();
    let now = 0;
    const progress = new Progress({ output, now: () => now, live: true });
    progress.started({ id: 'a', title: 'A' });
    progress.started({ id: 'b', title: 'B' });
    progress.detail('b', 'x'.repeat(200));
    now = 3_000;
    written.text = '';
    progress.tick();
    assert.ok(
      written.text.startsWith('\x1b[2A\x1b[0J'),
      'erases the two lines before',
    );
    const lines = written.text.replace('\x1b[2A\x1b[0J', '').split('\n');
    assert.match(lines[0], /A: 3\.0 s$/);
    assert.match(lines[1], /B: 3\.0 s \(xxx/);
    assert.ok(lines.every(line => line.length <= 40));
    progress.ended(
      { id: 'a', title: 'A' },
      { outcome: 'done', milliseconds: 3_000 },
    );
    progress.ended(
      { id: 'b', title: 'B' },
      { outcome: 'failed', milliseconds: 3_000 },
    );
    assert.match(written.text, /FAIL B: after 3\.0 s\n$/);
  });
});
