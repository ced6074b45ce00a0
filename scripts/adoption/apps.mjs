// @ts-check
import { StartError } from '../start/StartError.mjs';

/**
 * An app into which the packages are installed.
 *
 * @typedef {{
 *   name: string,
 *   frontend: 'new' | 'old',
 *   createApp: string,
 *   before?: string,
 * }} AppKind
 * `createApp` is the version of `@backstage/create-app`. With `before`, the app gets only packages that were published before that date,
 * so it stays on the Backstage release of that create-app. Without `before`, the app is upgraded to the newest Backstage.
 */

/** @type {AppKind[]} */
const kinds = [
  { name: 'newest', frontend: 'new', createApp: 'latest' },
  // 1.55 was published on 2026-09-16. The build tools of Backstage depend on @yarnpkg/core, whose release of 2026-09-26 cannot be installed.
  { name: '1.55', frontend: 'new', createApp: '0.9.2', before: '2026-09-25' },
  { name: 'old-frontend', frontend: 'old', createApp: 'latest' },
];

export const appNames = kinds.map(({ name }) => name);

/**
 * Returns the kinds of app that the flags `--app <name>` name. Without such a flag, it returns the newest kind.
 *
 * @param {string[]} names
 * @returns {AppKind[]}
 */
export function selectApps(names) {
  return (names.length > 0 ? names : ['newest']).map(name => {
    const kind = kinds.find(one => one.name === name);
    if (!kind) {
      throw new StartError('bad-flag', `unknown app ${name}`, {
        remedy: `use one of ${appNames.join(', ')}`,
      });
    }
    return kind;
  });
}

/**
 * The number of days since a date, for Yarn's age gate.
 *
 * @param {string} date
 * @param {number} now milliseconds
 */
export function daysSince(date, now) {
  return Math.floor((now - Date.parse(date)) / (24 * 60 * 60 * 1000));
}
