// @ts-check
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/**
 * Home-made phrases and what to write in their place. CONTRIBUTING.md has the rule and more examples.
 * @type {{ pattern: RegExp, instead: string }[]}
 */
const phrases = [
  { pattern: /\banew\b/, instead: 'again, retry, relist' },
  { pattern: /\bwhoever\b/, instead: 'the caller, the user who' },
  { pattern: /\bnobody\b/, instead: 'no user, no caller, nothing' },
  { pattern: /\bsomebody\b/, instead: 'a user, another process' },
  {
    pattern: /(?<!\bthere )\bis no (?!longer\b|more\b|such\b|less\b)[a-z]/,
    instead: 'is not a',
  },
  {
    pattern: /\b(?:is|are|was|were|be|been|being|unless) told\b/,
    instead: 'reported, called, notified, logged; by default',
  },
  { pattern: /\bturn(?:s|ed|ing)? away\b/, instead: 'reject' },
  { pattern: /\bplayed through\b/, instead: 'dry run' },
  { pattern: /\bsent repeatedly\b/, instead: 'retried' },
  { pattern: /\bthe door\b/, instead: 'the admission middleware' },
  {
    pattern: /\bseed (?:page|document)s?\b/,
    instead: 'SKE’s page on OIDC',
  },
  { pattern: /\bbefell\b/, instead: 'happened to' },
  { pattern: /\bone[’']s own\b/, instead: 'your own' },
  { pattern: /\bas kubernetes has it\b/, instead: 'as in Kubernetes' },
  { pattern: /\bsuch as it is\b/, instead: 'leave it out' },
  { pattern: /\bagain and again\b/, instead: 'repeatedly, often' },
  { pattern: /\bvouch(?:es|ed)?\b/, instead: 'verifies, confirms' },
  { pattern: /\bthe person before\b/, instead: 'the previous person' },
  { pattern: /\b(?:does|do) not tell\b/, instead: 'does not show, contain' },
  { pattern: /\bon its way\b/, instead: 'in progress' },
  { pattern: /\bin clear\b(?! text)/, instead: 'unencrypted' },
].map(({ pattern, instead }) => ({
  pattern: new RegExp(pattern.source, 'gi'),
  instead,
}));

/** Files that quote the phrases in order to forbid them. */
const quoting = ['scripts/docs/language.mjs', 'scripts/docs/language.test.mjs'];

/**
 * A home-made phrase in a file.
 * @typedef {{ file: string, line: number, phrase: string, instead: string }} Finding
 */

/**
 * Home-made phrases in code, comments, strings and documents of the working tree, tracked or new.
 *
 * @param {{ root: string, under?: string[] }} options `under` limits the search to folders or files of `root`
 * @returns {Finding[]}
 */
export function findHomeMadePhrases({ root, under = [] }) {
  const files = execFileSync(
    'git',
    [
      ...['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
      ...['--', ...under],
    ],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  )
    .split('\0')
    .filter(file => /\.(?:ts|tsx|js|mjs|cjs|md|yaml)$|^\.ci\/run$/.test(file))
    .filter(file => !quoting.includes(file))
    .filter(file => fs.existsSync(path.join(root, file)));
  return files.flatMap(file =>
    phrasesOf(fs.readFileSync(path.join(root, file), 'utf8')).map(finding => ({
      file,
      ...finding,
    })),
  );
}

/**
 * The home-made phrases of a text. A table row that starts with an example of what not to write, in quotes, is left out.
 *
 * @param {string} text
 * @returns {Omit<Finding, 'file'>[]}
 */
export function phrasesOf(text) {
  return text.split('\n').flatMap((content, index) =>
    content.startsWith('| "')
      ? []
      : phrases.flatMap(({ pattern, instead }) =>
          [...content.matchAll(pattern)].map(match => ({
            line: index + 1,
            phrase: match[0],
            instead,
          })),
        ),
  );
}

/** @param {Finding} finding */
export function describeFinding({ file, line, phrase, instead }) {
  return `${file}:${line} "${phrase}" (write: ${instead})`;
}
