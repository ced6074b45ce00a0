// @ts-check
import fs from 'node:fs/promises';
import path from 'node:path';
import { root } from '../project.mjs';

/** @typedef {{ heading: string, language: string, text: string }} CodeBlock */

/**
 * The commands and snippets of docs/install.md that the adoption test follows.
 *
 * @typedef {{
 *   addPackages: string, yarnSettings: string, backendLines: string, appConfig: string, users: string, start: string,
 *   addCatalogModule: string, catalogLines: string, catalogConfig: string,
 *   oldFrontend: { apis: string, signIn: string, pages: string, entityPages: string, ownTab: string, ownRoute: string },
 * }} InstallSnippets
 */

/** @returns {Promise<InstallSnippets>} */
export async function readInstallDoc() {
  const file = path.join(root, 'docs/install.md');
  return installSnippets(await fs.readFile(file, 'utf8'));
}

/**
 * @param {string} markdown
 * @returns {InstallSnippets}
 */
export function installSnippets(markdown) {
  const blocks = codeBlocks(markdown);
  /**
   * @param {string} heading
   * @param {string} language
   */
  const only = (heading, language) => {
    const found = blocks.filter(
      block => block.heading === heading && block.language === language,
    );
    if (found.length !== 1) {
      throw new Error(
        `docs/install.md has ${found.length} blocks of ${language} below "${heading}", and the adoption test needs one`,
      );
    }
    return found[0].text;
  };
  return {
    addPackages: only('1. Add the packages', 'sh'),
    yarnSettings: only('1. Add the packages', 'yaml'),
    backendLines: only('2. Add two lines to the backend', 'ts'),
    appConfig: only('3. Configure it', 'yaml'),
    users: only('4. Add your users to the catalog', 'yaml'),
    start: only('5. Start it', 'sh'),
    addCatalogModule: only('Forms from Promises', 'sh'),
    catalogLines: only('Forms from Promises', 'ts'),
    catalogConfig: only('Forms from Promises', 'yaml'),
    oldFrontend: {
      apis: only('`apis.ts`', 'ts'),
      signIn: only('`App.tsx`: sign-in', 'tsx'),
      pages: only('`App.tsx`: pages and form fields', 'tsx'),
      entityPages: only('`components/catalog/EntityPage.tsx`', 'tsx'),
      ownTab: only('A tab of your own', 'tsx'),
      ownRoute: only('The route of your tab', 'tsx'),
    },
  };
}

/**
 * The fenced code blocks of a document, each with the heading above it.
 *
 * @param {string} markdown
 * @returns {CodeBlock[]}
 */
export function codeBlocks(markdown) {
  /** @type {CodeBlock[]} */
  const blocks = [];
  let heading = '';
  /** @type {{ language: string, lines: string[] } | undefined} */
  let open;
  for (const line of markdown.split('\n')) {
    const fence = /^```(\w*)$/.exec(line);
    if (fence && open) {
      blocks.push({
        heading,
        language: open.language,
        text: `${open.lines.join('\n')}\n`,
      });
      open = undefined;
    } else if (fence) {
      open = { language: fence[1], lines: [] };
    } else if (open) {
      open.lines.push(line);
    } else {
      heading = /^#+ (.*)$/.exec(line)?.[1] ?? heading;
    }
  }
  return blocks;
}

/**
 * Replaces the example values of a snippet. It throws if the snippet does not contain an example value, so that a change of the document is noticed.
 *
 * @param {string} snippet
 * @param {Record<string, string>} values the key is the example value, the value is its replacement
 */
export function withValues(snippet, values) {
  return Object.entries(values).reduce((text, [example, value]) => {
    if (!text.includes(example)) {
      throw new Error(`the snippet no longer contains ${example}`);
    }
    return text.replaceAll(example, value);
  }, snippet);
}
