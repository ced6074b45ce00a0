// @ts-check
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { root } from '../project.mjs';
import {
  anchorsOf,
  codeBlocks,
  findBrokenLinks,
  findLongRows,
  findMissingTests,
  findSharedLines,
  linksOf,
  listDocuments,
} from './documents.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'links-'));
after(() => fs.rmSync(folder, { recursive: true }));

/** @param {string} text */
function checkText(text) {
  fs.writeFileSync(path.join(folder, 'page.md'), text);
  return findBrokenLinks({ root: folder, documents: ['page.md'] }).map(
    ({ line, target, reason }) => `${line} ${target}: ${reason}`,
  );
}

test('accepts a link to a file, to a heading and to the web', () => {
  assert.deepEqual(
    checkText(
      '# The `tok` claim, and why\n[a](page.md) [b](#the-tok-claim-and-why) [c](https://example.com/x)',
    ),
    [],
  );
});

test('names a broken link with its line', () => {
  assert.deepEqual(
    checkText('# A\n[a](other.md)\n![b](b.png) [c](#b)\n[d](../d.md)'),
    [
      '2 other.md: no such file',
      '3 b.png: no such file',
      '3 #b: no such heading',
      '4 ../d.md: outside of the repository',
    ],
  );
});

test('ignores links and headings in code', () => {
  const text = '```sh\n# not a heading [x](y.md)\n```\n`[x](y.md)`';
  assert.deepEqual(linksOf(text), []);
  assert.deepEqual([...anchorsOf(text)], []);
});

test('numbers headings with the same words', () => {
  assert.deepEqual([...anchorsOf('# A b\n## A b')], ['a-b', 'a-b-1']);
});

test('finds a missing test that a document names', () => {
  fs.writeFileSync(
    path.join(folder, 'page.md'),
    'proved by `plugins/x/src/a.test.ts`',
  );
  assert.deepEqual(findMissingTests({ root: folder, documents: ['page.md'] }), [
    {
      file: 'page.md',
      line: 1,
      target: 'plugins/x/src/a.test.ts',
      reason: 'no such test',
    },
  ]);
});

const documents = listDocuments(root);

test('the documents of this repository have no broken links', () => {
  assert.ok(documents.includes('docs/README.md'));
  assert.deepEqual(findBrokenLinks({ root, documents }), []);
});

test('the documents of this repository name only tests that exist', () => {
  assert.deepEqual(findMissingTests({ root, documents }), []);
});

test('a row of a table is at most 200 characters long, outside of code', () => {
  const row = `| ${'x'.repeat(200)} |`;
  fs.writeFileSync(
    path.join(folder, 'page.md'),
    `${row}\n| short |\n\`\`\`\n${row}\n\`\`\``,
  );
  assert.deepEqual(findLongRows({ root: folder, documents: ['page.md'] }), [
    { file: 'page.md', line: 1, length: 204 },
  ]);
});

test('the tables of this repository can be read as plain text', () => {
  assert.deepEqual(findLongRows({ root, documents }), []);
});

test('finds lines with several sentences, outside of code, tables and headings', () => {
  fs.writeFileSync(
    path.join(folder, 'page.md'),
    '# A. B\nOne. Two.\n- one `A. B` two, v1.2 [A. B](c.md).\n| A. B |\nUse `x`. Then `y`.',
  );
  assert.deepEqual(
    findSharedLines({ root: folder, documents: ['page.md'] }).map(
      ({ line }) => line,
    ),
    [2, 5],
  );
});

test('the documents of this repository have one sentence a line', () => {
  // Changesets become entries of changelogs, where a list item is one line.
  const pages = documents.filter(file => !file.startsWith('.changeset/'));
  assert.deepEqual(findSharedLines({ root, documents: pages }), []);
});

test('the page on the HTTP API has every error code, with its status', () => {
  const codes = fs.readFileSync(
    path.join(root, 'plugins/ske-common/src/errors/codes.ts'),
    'utf8',
  );
  const page = fs.readFileSync(
    path.join(root, 'docs/reference/http-api.md'),
    'utf8',
  );
  assert.deepEqual(
    [...page.matchAll(/^### (\d{3}) `([a-z-]+)`$/gm)]
      .map(([, status, code]) => `${status} ${code}`)
      .sort(),
    [...codes.matchAll(/^ {2}'?([a-z-]+)'?: \{ status: (\d+)/gm)]
      .map(([, code, status]) => `${status} ${code}`)
      .sort(),
  );
});

test('finds code with its line, also when it is indented', () => {
  assert.deepEqual(codeBlocks('a\n\n  ```yaml\n  b: 1\n  ```\n', 'yaml'), [
    { line: 4, code: 'b: 1\n' },
  ]);
});

test('the YAML in the documents is valid', () => {
  const broken = documents.flatMap(file =>
    codeBlocks(fs.readFileSync(path.join(root, file), 'utf8'), 'yaml').flatMap(
      ({ line, code }) =>
        parseAllDocuments(code)
          .flatMap(document => [...document.errors, ...document.warnings])
          .map(({ message }) => `${file}:${line} ${message}`),
    ),
  );
  assert.deepEqual(broken, []);
});
