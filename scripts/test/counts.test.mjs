// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  countJest,
  countNodeTest,
  countOne,
  countPlaywright,
  countSelfTest,
} from './counts.mjs';

test('counts a check as one test', () => {
  assert.deepEqual(countOne({ exitCode: 0, log: '' }), {
    passed: 1,
    failed: 0,
    failures: [],
  });
  const { failed, failures } = countOne({ exitCode: 2, log: 'a.ts: wrong\n' });
  assert.equal(failed, 1);
  assert.deepEqual(failures, ['a.ts: wrong']);
});

const jestReport = {
  numPassedTests: 3,
  testResults: [
    {
      name: '/x/a.test.ts',
      status: 'failed',
      assertionResults: [
        { status: 'passed', fullName: 'a works', failureMessages: [] },
        { status: 'failed', fullName: 'b works', failureMessages: ['no'] },
      ],
    },
    {
      name: '/x/b.test.ts',
      status: 'failed',
      message: 'cannot be read',
      assertionResults: [],
    },
  ],
};

test('jest: counts a failed test and a file that does not load as failures', () => {
  const counts = countJest({
    exitCode: 1,
    log: '',
    report: JSON.stringify(jestReport),
  });
  assert.deepEqual(counts, {
    passed: 3,
    failed: 2,
    failures: ['b works\nno', '/x/b.test.ts\ncannot be read'],
  });
});

test('counts a runner that ends with an error, ran nothing, or wrote no report as failed', () => {
  const nothing = JSON.stringify({ numPassedTests: 0, testResults: [] });
  const some = JSON.stringify({ numPassedTests: 5, testResults: [] });
  for (const counts of [
    countJest({ exitCode: 0, log: '', report: nothing }),
    countJest({ exitCode: 1, log: '', report: some }),
    countJest({ exitCode: 0, log: '' }),
    countPlaywright({ exitCode: 1, log: '' }),
    countNodeTest({ exitCode: 0, log: '' }),
    countSelfTest({ exitCode: 1, log: '' }),
    countSelfTest({ exitCode: 1, log: '7 passed, 0 failed\n' }),
  ]) {
    assert.equal(counts.failed, 1);
    assert.equal(counts.failures.length, 1);
  }
});

test('Playwright: names the project of a failed test', () => {
  const report = {
    stats: { expected: 4, unexpected: 1 },
    errors: [],
    suites: [
      {
        suites: [
          {
            specs: [
              {
                title: 'signs in',
                tests: [
                  {
                    projectName: 'keycloak',
                    status: 'unexpected',
                    results: [
                      { errors: [{ message: '\x1b[31mtoo late\x1b[0m' }] },
                    ],
                  },
                  { projectName: 'other', status: 'expected', results: [] },
                ],
              },
            ],
          },
        ],
      },
    ],
  };
  const counts = countPlaywright({
    exitCode: 1,
    log: '',
    report: JSON.stringify(report),
  });
  assert.deepEqual(counts, {
    passed: 4,
    failed: 1,
    failures: ['[keycloak] signs in\ntoo late'],
  });
});

test('Node’s runner: reads the counts from the summary and the failures from the log', () => {
  const log =
    'TAP version 13\nok 1 - a\nnot ok 2 - b\n  ---\n  error: no\n  ...\nok 3 - c\n# pass 2\n# fail 1\n';
  const counts = countNodeTest({ exitCode: 1, log });
  assert.equal(counts.passed, 2);
  assert.equal(counts.failed, 1);
  assert.match(counts.failures[0], /^not ok 2 - b[\s\S]*error: no/);
});

test('the self-test: reads the counts from its last line', () => {
  assert.deepEqual(
    countSelfTest({ exitCode: 0, log: '  ok  x\n19 passed, 0 failed\n' }),
    { passed: 19, failed: 0, failures: [] },
  );
  assert.match(
    countSelfTest({
      exitCode: 1,
      log: `  FAIL  y: no\n${'  ok  x\n'.repeat(30)}17 passed, 1 failed\n`,
    }).failures[0],
    /^\s*FAIL {2}y: no\n/,
  );
  assert.equal(
    countSelfTest({ exitCode: 1, log: 'x\n17 passed, 2 failed\n' }).failed,
    2,
  );
});
