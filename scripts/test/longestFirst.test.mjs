// @ts-check
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { root } from '../project.mjs';
import LongestFirst from './longestFirst.cjs';

test('starts the longest test files first, and the others by their path', () => {
  const [longest, second] = LongestFirst.LONGEST;
  const paths = [
    '/x/b.test.ts',
    `/x/${second}`,
    '/x/a.test.ts',
    `/x/${longest}`,
  ];
  assert.deepEqual(
    new LongestFirst()
      .sort(paths.map(each => ({ path: each })))
      .map(each => each.path),
    [`/x/${longest}`, `/x/${second}`, '/x/a.test.ts', '/x/b.test.ts'],
  );
});

test('names only test files that exist', () => {
  for (const file of LongestFirst.LONGEST) {
    assert.ok(fs.existsSync(path.join(root, file)), file);
  }
});
