// @ts-check
import { StartError } from '../start/StartError.mjs';

/** Packages whose contexts and references break, or whose size doubles, when an app has two copies. */
const FRONTEND_PACKAGES = [
  '@backstage/core-compat-api',
  '@backstage/core-components',
  '@backstage/core-plugin-api',
  '@backstage/frontend-plugin-api',
  '@backstage/plugin-app-react',
  '@backstage/plugin-catalog',
  '@backstage/plugin-catalog-react',
  '@backstage/plugin-permission-react',
  '@backstage/plugin-scaffolder-react',
  '@backstage/ui',
  '@codemirror/state',
  '@codemirror/view',
  '@material-ui/core',
  // Backstage uses a version below 4.9.0, because 4.9.0 has a different licence.
  '@remixicon/react',
  '@rjsf/core',
  '@rjsf/utils',
  '@rjsf/validator-ajv8',
  'react',
  'react-dom',
  'react-router',
  'react-router-dom',
];

/**
 * Returns the frontend packages of which the lock file has more than one version, with these versions.
 *
 * @param {string} lockFile the text of a yarn.lock
 * @returns {string[]} such as `react: 17.0.2, 18.3.1`
 */
export function secondCopies(lockFile) {
  /** @type {Map<string, Set<string>>} */
  const versions = new Map();
  for (const [, name, version] of lockFile.matchAll(
    /^ {2}resolution: "((?:@[^/"]+\/)?[^@"]+)@npm:([^":]+)"/gm,
  )) {
    versions.set(name, (versions.get(name) ?? new Set()).add(version));
  }
  return FRONTEND_PACKAGES.flatMap(name => {
    const found = [...(versions.get(name) ?? [])].sort();
    return found.length > 1 ? [`${name}: ${found.join(', ')}`] : [];
  });
}

/** The peers that an app on the old frontend system does not list. docs/install.md says that these warnings are harmless. */
const DOCUMENTED_FOR_OLD_FRONTEND =
  /doesn't provide @backstage\/(?:frontend-plugin-api|plugin-app-react) /;

/**
 * Returns Yarn's warnings about peer dependencies that name one of our packages. It leaves out the warnings that docs/install.md describes.
 *
 * @param {string} log
 * @param {'new' | 'old'} [frontend]
 */
export function warningsAboutUs(log, frontend = 'new') {
  return log
    .split('\n')
    .filter(
      line =>
        /YN(?:0002|0060|0086)/.test(line) &&
        /@kratix-portal\//.test(line) &&
        !(frontend === 'old' && DOCUMENTED_FOR_OLD_FRONTEND.test(line)),
    );
}

/**
 * @param {{ before: string, after: string, log: string, frontend?: 'new' | 'old' }} installed the lock file before and after our packages were added, and Yarn's log
 */
export function requireOneCopy({ before, after, log, frontend }) {
  const known = secondCopies(before);
  const found = [
    ...secondCopies(after).filter(each => !known.includes(each)),
    ...warningsAboutUs(log, frontend),
  ];
  if (found.length > 0) {
    throw new StartError(
      'step-failed',
      'the packages cause second copies or peer warnings',
      {
        logTail: found,
        remedy:
          'correct the ranges of the peer dependencies (docs/adr/0016-one-range-for-two-releases-of-backstage.md)',
      },
    );
  }
}
