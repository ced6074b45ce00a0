// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StartError } from '../start/StartError.mjs';
import { survivingCrashes } from './yarnCrash.mjs';

const crash = [
  'Error: The `onCancel` handler was attached after the promise settled.',
];

/** @param {string[]} logTail */
const failed = logTail =>
  new StartError('step-failed', 'node ended with 1', { logTail });

/** @param {Error[]} errors what the runs fail with, one after the other; the next run passes */
function runFailingWith(...errors) {
  /** @type {NodeJS.ProcessEnv[]} */
  const runs = [];
  return {
    runs,
    /** @param {NodeJS.ProcessEnv} settings */
    run: async settings => {
      runs.push(settings);
      const error = errors[runs.length - 1];
      if (error) {
        throw error;
      }
    },
  };
}

test('runs a crashed install again, without the retries of Yarn itself', async () => {
  const { run, runs } = runFailingWith(failed(crash), failed(crash));
  /** @type {number[]} */
  const reported = [];
  await survivingCrashes(run, { onRerun: count => reported.push(count) });
  assert.deepEqual(reported, [1, 2]);
  assert.deepEqual(runs[0], {});
  assert.equal(runs[1].YARN_HTTP_RETRY, '0');
  assert.deepEqual(runs[2], runs[1]);
});

test('runs a successful install only once', async () => {
  const { run, runs } = runFailingWith();
  await survivingCrashes(run);
  assert.equal(runs.length, 1);
});

test('stops after three reruns, with the last error', async () => {
  const last = failed(crash);
  const { run, runs } = runFailingWith(
    ...[failed(crash), failed(crash), failed(crash), last, failed(crash)],
  );
  await assert.rejects(survivingCrashes(run), error => error === last);
  assert.equal(runs.length, 4);
});

test('does not run an install again if its error has a named remedy', async () => {
  for (const line of [
    '➤ YN0028: │ The lockfile would have been modified',
    'ENOSPC: no space left on device',
    '➤ YN0018: │ x: The remote archive does not match the expected checksum',
    '➤ YN0082: │ x@npm:^9: No candidates found',
  ]) {
    const { run, runs } = runFailingWith(failed([line]));
    await assert.rejects(survivingCrashes(run), /ended with 1/);
    assert.equal(runs.length, 1, line);
  }
});

test('does not run an install again after the user stopped it, or after a bug in the script', async () => {
  const stopped = runFailingWith(failed(crash));
  await assert.rejects(
    survivingCrashes(stopped.run, { signal: AbortSignal.abort() }),
  );
  assert.equal(stopped.runs.length, 1);
  const wrong = runFailingWith(new TypeError('x is not a function'));
  await assert.rejects(survivingCrashes(wrong.run), TypeError);
  assert.equal(wrong.runs.length, 1);
});
