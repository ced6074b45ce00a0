/**
 * The order in which jest starts test files: the longest first, so that none of them runs alone at the end while the other workers have nothing to do.
 * A fresh checkout has no times of an earlier run, and by default jest then starts the largest file first. The recordings take minutes in small files.
 */

/** Files that take minutes, the longest first. */
const LONGEST = [
  'packages/test-cluster/src/kratix/promiseRecordings.integration.test.ts',
  'packages/test-cluster/src/kratix/requestRecordings.integration.test.ts',
  'packages/test-cluster/src/kratix/deletionRecordings.integration.test.ts',
  'plugins/ske-common/src/promiseForm/generatedForms.integration.test.ts',
  'plugins/ske-common/src/promiseForm/promiseForms.shared.integration.test.ts',
];

/** @param {string} path */
function rank(path) {
  const at = LONGEST.findIndex(file => path.endsWith(`/${file}`));
  return at < 0 ? LONGEST.length : at;
}

/** The part of a test sequencer of jest that jest calls without `--shard` and `--onlyFailures`. */
class LongestFirst {
  /**
   * @template {{ path: string }} T
   * @param {T[]} tests
   * @returns {T[]}
   */
  sort(tests) {
    return [...tests].sort(
      (one, other) =>
        rank(one.path) - rank(other.path) || one.path.localeCompare(other.path),
    );
  }

  cacheResults() {}
}

module.exports = LongestFirst;
module.exports.LONGEST = LONGEST;
