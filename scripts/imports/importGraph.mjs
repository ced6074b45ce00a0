// @ts-check
import path from 'node:path';
import { cruise } from 'dependency-cruiser';

/** @type {Record<string, string[]>} */
const plugins = {
  'plugins/ske-common': [],
  'plugins/ske-node': ['plugins/ske-common'],
  'plugins/ske-backend': ['plugins/ske-common', 'plugins/ske-node'],
  'plugins/auth-backend-module-ske': ['plugins/ske-common', 'plugins/ske-node'],
  'plugins/catalog-backend-module-kratix': [
    'plugins/ske-common',
    'plugins/ske-node',
  ],
  'plugins/ske': ['plugins/ske-common'],
  'plugins/app-module-ske': ['plugins/ske-common'],
};

/**
 * The packages that each package may import outside of its tests. Tests may also import `packages/test-cluster`.
 * A package imports only packages that stand above it in this table, so arrows run one way.
 *
 * @type {Record<string, string[]>}
 */
export const allowedImports = {
  ...plugins,
  'packages/kratix-stand-in': [],
  'packages/test-cluster': ['packages/kratix-stand-in'],
  'packages/demo': ['packages/test-cluster', 'packages/kratix-stand-in'],
  'packages/app': Object.keys(plugins),
  'packages/backend': Object.keys(plugins),
  'packages/bench': [
    ...Object.keys(plugins),
    'packages/test-cluster',
    'packages/kratix-stand-in',
    'packages/demo',
  ],
};

/** @type {import('dependency-cruiser').IFlattenedRuleSet} */
const ruleSet = {
  forbidden: [
    {
      name: 'circle-of-folders',
      scope: 'folder',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'circle-of-files',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...Object.entries(allowedImports).map(
      ([name, allowed]) =>
        /** @type {import('dependency-cruiser').IForbiddenRuleType} */ ({
          name: 'arrow-between-packages',
          severity: 'error',
          from: { path: `^${name}/src/` },
          to: {
            path: '^(plugins|packages)/[^/]+/src/',
            pathNot: `^(${[name, ...allowed].join('|')})/src/`,
          },
        }),
    ),
  ],
};

/**
 * A rule that the import graph breaks, with the folders or files whose imports break it.
 * @typedef {{ rule: string, path: string[] }} Violation
 */

/**
 * Circles between files, circles between folders, and imports that run against the order of the packages.
 * The files of a folder and of a folder inside it import each other in one direction only.
 * Test files and `__testUtils__` are left out of the graph.
 *
 * @param {{ root: string }} options
 * @returns {Promise<Violation[]>}
 */
export async function findViolations({ root }) {
  const { output } = await cruise(['plugins', 'packages'], {
    baseDir: root,
    validate: true,
    ruleSet,
    // Type imports count: they are arrows for the reader too.
    tsPreCompilationDeps: true,
    includeOnly: { path: '^(plugins|packages)/[^/]+/src/' },
    exclude: { path: '\\.test\\.tsx?$|/__testUtils__/' },
  });
  if (typeof output === 'string') {
    throw new Error('dependency-cruiser returned a report instead of a graph.');
  }
  const violations = output.summary.violations.map(
    ({ rule, from, cycle, to }) => ({
      rule: rule.name,
      path: cycle
        ? rotate([from, ...cycle.map(step => step.name)])
        : [from, to],
    }),
  );
  const seen = new Map(
    [...violations, ...findNestedCircles(output.modules)].map(violation => [
      JSON.stringify(violation),
      violation,
    ]),
  );
  return [...seen.values()].sort((one, other) =>
    describeViolation(one).localeCompare(describeViolation(other)),
  );
}

/**
 * Finds folders whose own files import from a subfolder, while files of the subfolder import from the folder. dependency-cruiser does not find
 * them, because it counts the files of a subfolder as files of the folder.
 *
 * @param {import('dependency-cruiser').IModule[]} modules
 * @returns {Violation[]}
 */
function findNestedCircles(modules) {
  const arrows = new Set(
    modules.flatMap(({ source, dependencies }) =>
      dependencies.map(({ resolved }) => arrow(source, resolved)),
    ),
  );
  return [...arrows].flatMap(each => {
    const [outer, inner] = each.split(' ');
    const isCircle =
      inner.startsWith(`${outer}/`) && arrows.has(`${inner} ${outer}`);
    return isCircle
      ? [{ rule: 'circle-of-nested-folders', path: [outer, inner] }]
      : [];
  });
}

/** @param {string} from @param {string} to */
function arrow(from, to) {
  return `${path.posix.dirname(from)} ${path.posix.dirname(to)}`;
}

/**
 * Makes a circle start at the alphabetically first name, and drops the repeated name at its end. dependency-cruiser reports a circle once for each
 * of its members, and these reports are equal after this.
 *
 * @param {string[]} circle
 */
function rotate(circle) {
  const members = [...new Set(circle)];
  const first = members.indexOf([...members].sort()[0]);
  return [...members.slice(first), ...members.slice(0, first)];
}

/** @param {Violation} violation */
export function describeViolation({ rule, path }) {
  return rule === 'arrow-between-packages'
    ? `${rule}: ${path.join(' imports ')}`
    : `${rule}: ${[...path, path[0]].join(' -> ')}`;
}
