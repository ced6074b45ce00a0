// @ts-check

/**
 * The result of a suite: how many tests passed and failed, and a text for each failure with the name and the reason.
 * @typedef {{ passed: number, failed: number, failures: string[] }} Counts
 * @typedef {{ exitCode: number, log: string, report?: string }} Ended
 */

const shownLines = 25;

/** How many failures are printed; the log has all of them. */
const shownFailures = 20;

/**
 * A check without tests of its own, such as the type check.
 * @param {Ended} ended
 * @returns {Counts}
 */
export function countOne({ exitCode, log }) {
  return exitCode === 0
    ? { passed: 1, failed: 0, failures: [] }
    : { passed: 0, failed: 1, failures: [tailOf(log)] };
}

/**
 * Jest's `--json`.
 * @param {Ended} ended
 * @returns {Counts}
 */
export function countJest({ exitCode, log, report }) {
  if (report === undefined) {
    return brokenOff({ exitCode, log });
  }
  const result = JSON.parse(report);
  /** @type {string[]} */
  const failures = [];
  for (const file of result.testResults) {
    const failed = file.assertionResults.filter(
      /** @param {{ status: string }} test */
      test => test.status === 'failed',
    );
    for (const test of failed) {
      failures.push(
        `${test.fullName}\n${headOf(plain(test.failureMessages.join('\n')))}`,
      );
    }
    if (file.status === 'failed' && failed.length === 0) {
      failures.push(`${file.name}\n${headOf(plain(file.message))}`);
    }
  }
  return closed({ exitCode, log }, result.numPassedTests, failures);
}

/**
 * Playwright's JSON reporter.
 * @param {Ended} ended
 * @returns {Counts}
 */
export function countPlaywright({ exitCode, log, report }) {
  if (report === undefined) {
    return brokenOff({ exitCode, log });
  }
  const result = JSON.parse(report);
  const failures = specsOf(result.suites)
    .filter(({ ok }) => !ok)
    .map(({ title, messages }) => `${title}\n${headOf(plain(messages))}`);
  const general = result.errors.map(
    /** @param {{ message: string }} error */
    error => headOf(plain(error.message)),
  );
  return closed({ exitCode, log }, result.stats.expected, [
    ...failures,
    ...general,
  ]);
}

/**
 * @param {any[]} playwrightSuites
 * @returns {{ title: string, ok: boolean, messages: string }[]}
 */
function specsOf(playwrightSuites) {
  return playwrightSuites.flatMap(suite => [
    ...specsOf(suite.suites ?? []),
    ...(suite.specs ?? []).flatMap((/** @type {any} */ spec) =>
      spec.tests.map((/** @type {any} */ test) => ({
        title: `[${test.projectName}] ${spec.title}`,
        ok: test.status === 'expected' || test.status === 'skipped',
        messages: test.results
          .flatMap((/** @type {any} */ result) => result.errors)
          .map((/** @type {{ message: string }} */ error) => error.message)
          .join('\n'),
      })),
    ),
  ]);
}

/**
 * The summary of Node's TAP reporter.
 * @param {Ended} ended
 * @returns {Counts}
 */
export function countNodeTest({ exitCode, log }) {
  const passed = numberAfter(log, /^# pass (\d+)$/m);
  if (passed === undefined) {
    return brokenOff({ exitCode, log });
  }
  const failures = log
    .split(/^(?=\s*(?:not )?ok \d+)/m)
    .filter(part => part.trimStart().startsWith('not ok'))
    .map(headOf);
  return closed({ exitCode, log }, passed, failures);
}

/**
 * The self-test's own lines.
 * @param {Ended} ended
 * @returns {Counts}
 */
export function countSelfTest({ exitCode, log }) {
  const passed = numberAfter(log, /^(\d+) passed, \d+ failed$/m);
  if (passed === undefined) {
    return brokenOff({ exitCode, log });
  }
  const failed = numberAfter(log, /^\d+ passed, (\d+) failed$/m) ?? 0;
  const checks = plain(log).match(/^\s*FAIL .*$/gm) ?? [];
  const failures = failed > 0 ? [[...checks, tailOf(log)].join('\n')] : [];
  const counts = closed({ exitCode, log }, passed, failures);
  return { ...counts, failed: Math.max(counts.failed, failed) };
}

/**
 * A runner that ends with an error, or that ran no test, counts as a failure even without a failed test.
 * @param {Ended} ended
 * @param {number} passed
 * @param {string[]} failures
 * @returns {Counts}
 */
function closed(ended, passed, failures) {
  if (failures.length === 0 && (ended.exitCode !== 0 || passed === 0)) {
    return { ...brokenOff(ended), passed };
  }
  const shown = failures.slice(0, shownFailures);
  if (shown.length < failures.length) {
    shown.push(`and ${failures.length - shown.length} more`);
  }
  return { passed, failed: failures.length, failures: shown };
}

/**
 * @param {Ended} ended
 * @returns {Counts}
 */
function brokenOff({ exitCode, log }) {
  return {
    passed: 0,
    failed: 1,
    failures: [`ended with ${exitCode} and no failed test\n${tailOf(log)}`],
  };
}

/**
 * @param {string} text
 * @param {RegExp} pattern
 */
function numberAfter(text, pattern) {
  const match = pattern.exec(text);
  return match ? Number(match[1]) : undefined;
}

/** @param {string} text */
function headOf(text) {
  return text.trim().split('\n').slice(0, shownLines).join('\n');
}

/** @param {string} text */
function tailOf(text) {
  return plain(text).trim().split('\n').slice(-shownLines).join('\n');
}

/**
 * Without the colours of a terminal.
 * @param {string} text
 */
function plain(text) {
  // eslint-disable-next-line no-control-regex
  return text.replace(/\x1b\[[0-9;]*m/g, '');
}
