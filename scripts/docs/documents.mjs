// @ts-check
import fs from 'node:fs';
import path from 'node:path';

/**
 * A reference in a document to something that does not exist in the repository.
 * @typedef {{ file: string, line: number, target: string, reason: string }} BrokenLink
 */

/**
 * Broken links between documents, to files and to headings. Web addresses are not followed.
 *
 * @param {{ root: string, documents: string[] }} options documents are paths relative to `root`
 * @returns {BrokenLink[]}
 */
export function findBrokenLinks({ root, documents }) {
  return documents.flatMap(file =>
    linksOf(read(root, file)).flatMap(({ target, line }) => {
      const reason = whyBroken({ root, file, target });
      return reason ? [{ file, line, target, reason }] : [];
    }),
  );
}

/**
 * Missing test files that a document names as a proof, in backticks and from the repository's root.
 *
 * @param {{ root: string, documents: string[] }} options
 * @returns {BrokenLink[]}
 */
export function findMissingTests({ root, documents }) {
  const named = /`((?:plugins|packages|scripts)\/[^`\s*]+\.test\.[a-z]+)`/g;
  return documents.flatMap(file =>
    linesOf(read(root, file)).flatMap(({ text, line }) =>
      [...text.matchAll(named)]
        .map(match => match[1])
        .filter(target => !fs.existsSync(path.join(root, target)))
        .map(target => ({ file, line, target, reason: 'no such test' })),
    ),
  );
}

/** The longest row of a table that can still be read as plain text. */
const longestRow = 200;

/**
 * Rows of tables that are too long to read as plain text: their sentences belong in a list or under headings.
 *
 * @param {{ root: string, documents: string[] }} options
 * @returns {{ file: string, line: number, length: number }[]}
 */
export function findLongRows({ root, documents }) {
  return documents.flatMap(file =>
    linesOf(read(root, file))
      .filter(({ text }) => /^\s*\|/.test(text) && text.length > longestRow)
      .map(({ text, line }) => ({ file, line, length: text.length })),
  );
}

/** Matches the end of a sentence if another sentence follows. Inline code was replaced with `x` before. */
const sentenceBreak =
  /[\p{L}\p{N})*_"”’…\]][.!?]["”)*_]* +(?=[\p{Lu}[*_“"(<⟨])/u;

/**
 * Lines with more than one sentence. One sentence a line keeps documents readable as plain text, and diffs small.
 *
 * @param {{ root: string, documents: string[] }} options
 * @returns {{ file: string, line: number, text: string }[]}
 */
export function findSharedLines({ root, documents }) {
  return documents.flatMap(file =>
    linesOf(read(root, file))
      .filter(({ text }) => !/^\s*(\||#|<)/.test(text))
      .filter(({ text }) =>
        sentenceBreak.test(
          text
            .replace(/^\s*(?:[-*+]|\d+\.)\s+/, '')
            .replace(/`[^`]*`/g, 'x')
            .replace(/\[[^\]]*\]/g, '[x]'),
        ),
      )
      .map(({ text, line }) => ({ file, line, text })),
  );
}

/**
 * The fenced code blocks of a language, each with its first line.
 *
 * @param {string} text
 * @param {string} language
 * @returns {{ line: number, code: string }[]}
 */
export function codeBlocks(text, language) {
  const fence = new RegExp(
    `^( *)\`\`\`${language}\n([\\s\\S]*?)^\\1\`\`\``,
    'gm',
  );
  return [...text.matchAll(fence)].map(match => ({
    line: text.slice(0, match.index).split('\n').length + 1,
    code: match[2].replaceAll(new RegExp(`^${match[1]}`, 'gm'), ''),
  }));
}

/**
 * All documents: Markdown in the root, in docs/, in .changeset/ and in the root of each package.
 *
 * @param {string} root
 * @returns {string[]}
 */
export function listDocuments(root) {
  const packages = ['plugins', 'packages'].flatMap(parent =>
    fs.readdirSync(path.join(root, parent)).map(name => `${parent}/${name}`),
  );
  return [
    ...markdownIn(root, '.'),
    ...markdownIn(root, '.changeset'),
    ...markdownIn(root, '.github', { deep: true }),
    ...markdownIn(root, 'docs', { deep: true }),
    ...packages.flatMap(folder => markdownIn(root, folder)),
    ...markdownIn(root, 'plugins/ske-backend/fuzz'),
  ].filter(file => !file.endsWith('.api.md'));
}

/**
 * @param {string} root
 * @param {string} folder
 * @param {{ deep?: boolean }} [options]
 * @returns {string[]}
 */
function markdownIn(root, folder, { deep = false } = {}) {
  const absolute = path.join(root, folder);
  if (!fs.statSync(absolute).isDirectory()) {
    return [];
  }
  return fs
    .readdirSync(absolute, { withFileTypes: true })
    .flatMap(entry => {
      const name = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) {
        return deep ? markdownIn(root, name, { deep }) : [];
      }
      return entry.name.endsWith('.md') ? [name] : [];
    })
    .sort();
}

/** @param {{ root: string, file: string, target: string }} link */
function whyBroken({ root, file, target }) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) {
    return undefined;
  }
  const [name, anchor] = target.split('#');
  const aim = name ? path.posix.join(path.posix.dirname(file), name) : file;
  if (aim.startsWith('..')) {
    return 'outside of the repository';
  }
  if (!fs.existsSync(path.join(root, aim))) {
    return 'no such file';
  }
  if (anchor === undefined || !aim.endsWith('.md')) {
    return undefined;
  }
  return anchorsOf(read(root, aim)).has(anchor) ? undefined : 'no such heading';
}

/**
 * Inline links and images of a text, without those in code.
 *
 * @param {string} text
 * @returns {{ target: string, line: number }[]}
 */
export function linksOf(text) {
  return linesOf(text).flatMap(({ text: content, line }) =>
    [
      ...content
        .replace(/`[^`]*`/g, '``')
        .matchAll(/\]\(<?([^)\s>]+)>?[^)]*\)/g),
    ].map(match => ({ target: match[1], line })),
  );
}

/**
 * The anchors that GitHub makes for the headings of a text.
 *
 * @param {string} text
 * @returns {Set<string>}
 */
export function anchorsOf(text) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  const anchors = linesOf(text).flatMap(({ text: content }) => {
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(content)?.[1];
    if (heading === undefined) {
      return [];
    }
    const slug = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return [count === 0 ? slug : `${slug}-${count}`];
  });
  return new Set(anchors);
}

/**
 * The lines outside of fenced code.
 * @param {string} text
 */
function linesOf(text) {
  let fence = '';
  return text.split('\n').flatMap((content, index) => {
    const mark = /^\s*(`{3,}|~{3,})/.exec(content)?.[1];
    if (fence) {
      if (mark?.startsWith(fence)) {
        fence = '';
      }
      return [];
    }
    if (mark) {
      fence = mark;
      return [];
    }
    return [{ text: content, line: index + 1 }];
  });
}

/**
 * @param {string} root
 * @param {string} file
 */
function read(root, file) {
  return fs.readFileSync(path.join(root, file), 'utf8');
}
