// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { dexFile, localDir, root } from '../project.mjs';
import {
  countJest,
  countNodeTest,
  countOne,
  countPlaywright,
  countSelfTest,
} from './counts.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */

/**
 * @typedef {{
 *   id: string,
 *   kind: 'check' | 'self-test' | 'test',
 *   title: string,
 *   needs: ('kubernetes' | 'frontend' | 'chromium' | 'keycloak' | 'dex')[],
 *   isOptional?: boolean,
 *   args: string[],
 *   env?: NodeJS.ProcessEnv,
 *   platform?: boolean,
 *   reportFile?: string,
 *   notice?: string,
 *   count: (ended: { exitCode: number, log: string, report?: string }) => Counts,
 * }} Suite
 * An optional suite runs only if it is named, because it takes time and finds little that the others do not.
 * A suite of kind `check` reads only the sources, and runs at the same time as the self-tests. `args` are the arguments of Node. With `platform`, the
 * tests share one platform cluster. The test runner writes `reportFile`, and `count` reads it.
 */

export const testLogsDir = path.join(localDir, 'test');

/** @param {string} name */
const reportOf = name => path.join(testLogsDir, `${name}.json`);

const startScript = path.join(root, 'scripts/start.mjs');

/** @param {string} name */
const bin = name => path.join(root, 'node_modules/.bin', name);

/**
 * @param {string} name
 * @param {string[]} selection
 */
const jest = (name, selection) => [
  bin('backstage-cli'),
  'repo',
  'test',
  ...selection,
  '--json',
  `--outputFile=${reportOf(name)}`,
];

/** Kratix's own CRDs, Promises and recordings, and SKE's page on OIDC. They are not part of the project. */
const sharedFolder = path.resolve(root, '../shared/kratix');

/** Tests named `*.shared.*` compare with the folder `shared` next to the project. Without it they cannot run. */
const isSharedFolderThere = fs.existsSync(sharedFolder);

/** Patterns of test files that jest skips; Playwright's configuration does the same. */
const leftOut = isSharedFolderThere ? [] : ['\\.shared\\.'];

const leftOutNotice = isSharedFolderThere
  ? undefined
  : 'skipped: the comparison with real Kratix, which needs the folder shared next to the project';

/**
 * Everything that CI runs, the fast ones first, and then the optional suites.
 * @type {Suite[]}
 */
export const suites = [
  {
    id: 'scripts',
    kind: 'check',
    title: 'Start scripts and documents',
    needs: [],
    args: ['--test', '--test-reporter=tap', 'scripts/**/*.test.mjs'],
    count: countNodeTest,
  },
  {
    id: 'types',
    kind: 'check',
    title: 'Types (tsc)',
    needs: [],
    args: [bin('tsc'), '--pretty', 'false'],
    count: countOne,
  },
  {
    id: 'script-types',
    kind: 'check',
    title: 'Types of the scripts (tsc)',
    needs: [],
    args: [bin('tsc'), '--pretty', 'false', '-p', 'scripts'],
    count: countOne,
  },
  {
    id: 'lint',
    kind: 'check',
    title: 'Lint (ESLint)',
    needs: [],
    args: [bin('backstage-cli'), 'repo', 'lint', '--max-warnings', '0'],
    count: countOne,
  },
  {
    id: 'script-lint',
    kind: 'check',
    title: 'Lint of the scripts (ESLint)',
    needs: [],
    args: [bin('eslint'), '--ext', '.mjs', '--max-warnings', '0', 'scripts'],
    count: countOne,
  },
  {
    id: 'format',
    kind: 'check',
    title: 'Format (Prettier)',
    needs: [],
    args: [bin('prettier'), '--check', '--log-level', 'warn', '.'],
    count: countOne,
  },
  {
    id: 'config',
    kind: 'check',
    title: 'The demo’s configuration against the schemas',
    needs: [],
    args: [
      bin('backstage-cli'),
      'config:check',
      '--strict',
      ...[
        '--config',
        'app-config.yaml',
        '--config',
        'app-config.keycloak.yaml',
        '--config',
        'app-config.session.yaml',
      ],
    ],
    count: countOne,
  },
  {
    id: 'api-reports',
    kind: 'check',
    title: 'API reports are up to date',
    needs: [],
    args: [
      bin('backstage-repo-tools'),
      'api-reports',
      '--ci',
      ...['--include', 'plugins/*'],
      ...['-o', 'ae-wrong-input-file-type', '--validate-release-tags'],
    ],
    count: countOne,
  },
  {
    id: 'unit',
    kind: 'test',
    title: 'Unit tests (jest)',
    needs: [],
    args: jest('unit', [
      ...[
        '--testPathIgnorePatterns',
        'integration\\.test\\.tsx?$',
        'e2e-tests',
      ],
      ...leftOut,
    ]),
    notice: leftOutNotice,
    reportFile: reportOf('unit'),
    count: countJest,
  },
  {
    id: 'integration',
    kind: 'test',
    title: 'Integration tests on a real API server (jest)',
    needs: ['kubernetes', 'keycloak'],
    args: jest('integration', [
      ...['--testPathPatterns', 'integration\\.test\\.tsx?$'],
      ...leftOut.flatMap(pattern => ['--testPathIgnorePatterns', pattern]),
      // More than the cores of CI, because these tests wait for clusters and OIDC providers most of the time.
      ...['--maxWorkers', '4'],
      ...['--testSequencer', path.join(root, 'scripts/test/longestFirst.cjs')],
    ]),
    notice: leftOutNotice,
    platform: true,
    reportFile: reportOf('integration'),
    count: countJest,
  },
  {
    id: 'self-test',
    kind: 'self-test',
    title: 'The demo’s self-test',
    needs: ['kubernetes', 'frontend'],
    args: [startScript, '--self-test'],
    count: countSelfTest,
  },
  {
    id: 'self-test-keycloak',
    kind: 'self-test',
    title: 'The demo’s self-test with Keycloak',
    needs: ['kubernetes', 'frontend', 'keycloak'],
    args: [startScript, '--self-test', '--idp', 'keycloak'],
    count: countSelfTest,
  },
  {
    id: 'self-test-session',
    kind: 'self-test',
    title: 'The demo’s self-test in session mode',
    needs: ['kubernetes', 'frontend'],
    args: [startScript, '--self-test', '--auth', 'session'],
    count: countSelfTest,
  },
  {
    id: 'self-test-session-keycloak',
    kind: 'self-test',
    title: 'The demo’s self-test in session mode with Keycloak',
    needs: ['kubernetes', 'frontend', 'keycloak'],
    args: [
      startScript,
      '--self-test',
      '--auth',
      'session',
      '--idp',
      'keycloak',
    ],
    count: countSelfTest,
  },
  {
    id: 'gallery',
    kind: 'test',
    title: 'Every designed state of the pages (Playwright, axe)',
    needs: ['chromium'],
    args: [
      bin('playwright'),
      'test',
      '--config',
      'playwright.gallery.config.ts',
    ],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: reportOf('gallery') },
    notice: leftOutNotice,
    reportFile: reportOf('gallery'),
    count: countPlaywright,
  },
  {
    id: 'browser',
    kind: 'test',
    title: 'Browser tests, with each OIDC provider (Playwright)',
    needs: ['kubernetes', 'frontend', 'chromium', 'keycloak'],
    args: [bin('playwright'), 'test'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: reportOf('browser') },
    notice: leftOutNotice,
    reportFile: reportOf('browser'),
    count: countPlaywright,
  },
  {
    id: 'emulators-session',
    kind: 'test',
    title: 'Browser tests with emulated OIDC providers in session mode',
    needs: ['kubernetes', 'frontend', 'chromium'],
    isOptional: true,
    args: [bin('playwright'), 'test'],
    env: {
      AUTH: 'session',
      IDP: 'emulators',
      PLAYWRIGHT_JSON_OUTPUT_NAME: reportOf('emulators-session'),
    },
    reportFile: reportOf('emulators-session'),
    count: countPlaywright,
  },
  {
    id: 'dex',
    kind: 'test',
    title: 'The scenario of SKE’s page with Dex itself (jest)',
    needs: ['kubernetes', 'dex'],
    isOptional: true,
    args: jest('dex', [
      ...['--testPathPatterns', 'providers\\.integration\\.test\\.ts$'],
      ...['--testNamePattern', '\\(real\\)'],
    ]),
    env: { DEX: dexFile },
    reportFile: reportOf('dex'),
    count: countJest,
  },
];
