// @ts-check
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { root } from '../project.mjs';
import {
  allowedImports,
  describeViolation,
  findViolations,
} from './importGraph.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'imports-'));
after(() => fs.rmSync(folder, { recursive: true }));

/** @param {Record<string, string>} files */
async function check(files) {
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return (await findViolations({ root: folder })).map(describeViolation);
}

test('finds circles of files and folders, also by type imports, and imports against the order of packages', async () => {
  const found = await check({
    'plugins/ske-common/src/a/one.ts': "import '../b/two';",
    'plugins/ske-common/src/b/two.ts': '',
    'plugins/ske-common/src/b/three.ts':
      "import type { X } from '../a/four'; export type { X };",
    'plugins/ske-common/src/a/four.ts': 'export type X = string;',
    'plugins/ske-common/src/c/five.ts': "import './six';",
    'plugins/ske-common/src/c/six.ts': "import './five';",
    'plugins/ske-common/src/c/six.test.ts':
      "import '../../../../packages/demo/src/index';",
    'plugins/ske-common/src/d/seven.ts': "import './inner/eight';",
    'plugins/ske-common/src/d/inner/eight.ts': "import '../nine';",
    'plugins/ske-common/src/d/nine.ts': '',
    'plugins/ske/src/index.ts': "import '../../../packages/demo/src/index';",
    'packages/demo/src/index.ts': '',
  });
  assert.deepEqual(found, [
    'arrow-between-packages: plugins/ske/src/index.ts imports packages/demo/src/index.ts',
    'circle-of-files: plugins/ske-common/src/c/five.ts -> plugins/ske-common/src/c/six.ts -> plugins/ske-common/src/c/five.ts',
    'circle-of-folders: plugins/ske-common/src/a -> plugins/ske-common/src/b -> plugins/ske-common/src/a',
    'circle-of-nested-folders: plugins/ske-common/src/d -> plugins/ske-common/src/d/inner -> plugins/ske-common/src/d',
  ]);
});

test('every package is in the table of allowed imports', () => {
  const packages = ['plugins', 'packages'].flatMap(parent =>
    fs
      .readdirSync(path.join(root, parent))
      .map(name => `${parent}/${name}`)
      .filter(name => fs.existsSync(path.join(root, name, 'package.json'))),
  );
  assert.deepEqual(
    packages.filter(name => !(name in allowedImports)),
    [],
  );
});

test('this repository has no circular import, and no import against the order of packages', async () => {
  assert.deepEqual((await findViolations({ root })).map(describeViolation), []);
});
