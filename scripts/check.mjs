#!/usr/bin/env node
// @ts-check
// Prints what the tests of language and imports find, for the whole project or for some folders:
//   node scripts/check.mjs [language|imports] [folder…]
import process from 'node:process';
import { describeFinding, findHomeMadePhrases } from './docs/language.mjs';
import { describeViolation, findViolations } from './imports/importGraph.mjs';
import { root } from './project.mjs';

const [first, ...rest] = process.argv.slice(2);
const only = ['language', 'imports'].find(name => name === first);
const under = only || first === undefined ? rest : [first, ...rest];

const lines = [
  ...(only === 'imports'
    ? []
    : findHomeMadePhrases({ root, under }).map(describeFinding)),
  ...(only === 'language'
    ? []
    : (await findViolations({ root }))
        .map(describeViolation)
        .filter(
          text => under.length === 0 || under.some(one => text.includes(one)),
        )),
];
for (const line of lines) {
  process.stdout.write(`${line}\n`);
}
process.stdout.write(
  lines.length === 0 ? 'Nothing found.\n' : `${lines.length} found.\n`,
);
process.exitCode = lines.length === 0 ? 0 : 1;
