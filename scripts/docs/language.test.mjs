// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { root } from '../project.mjs';
import {
  describeFinding,
  findHomeMadePhrases,
  phrasesOf,
} from './language.mjs';

/** @param {string} text */
const found = text => phrasesOf(text).map(({ phrase }) => phrase);

test('finds a home-made phrase with its line, in any case', () => {
  assert.deepEqual(phrasesOf('a\nWhoever waits.'), [
    { line: 2, phrase: 'Whoever', instead: 'the caller, the user who' },
  ]);
  assert.deepEqual(
    found('It is told. They were told, unless told otherwise.'),
    ['is told', 'were told', 'unless told'],
  );
  assert.deepEqual(found('A seed page and SEED DOCUMENTS'), [
    'seed page',
    'SEED DOCUMENTS',
  ]);
});

test('accepts plain words that look alike', () => {
  assert.deepEqual(
    found('There is no token. It is no longer here. There is no such kind.'),
    [],
  );
  assert.deepEqual(found('indoors, canewood'), []);
});

test('accepts a table row that quotes what not to write', () => {
  assert.deepEqual(found('| "is told" | notified |'), []);
  assert.deepEqual(found('| is told | notified |'), ['is told']);
});

test('this repository has no home-made phrase', () => {
  assert.deepEqual(findHomeMadePhrases({ root }).map(describeFinding), []);
});
