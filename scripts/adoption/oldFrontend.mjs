// @ts-check
import fs from 'node:fs/promises';
import path from 'node:path';
import { withValues } from './installDoc.mjs';

/**
 * Follows the section of docs/install.md on the old frontend system.
 *
 * @param {string} folder of the app
 * @param {import('./installDoc.mjs').InstallSnippets['oldFrontend']} doc
 */
export async function changeOldFrontend(folder, doc) {
  const source = path.join(folder, 'packages/app/src');
  await edit(path.join(source, 'apis.ts'), text =>
    apply(text, doc.apis, 'export const apis: AnyApiFactory[] = ['),
  );
  await edit(path.join(source, 'App.tsx'), text => {
    const signIn = apply(
      text,
      doc.signIn,
      [
        '  components: {',
        "    SignInPage: props => <SignInPage {...props} auto providers={['guest']} />,",
      ].join('\n'),
    );
    // TypeScript rejects the import that is no longer used.
    const withoutImport = withValues(signIn, { '  SignInPage,\n': '' });
    return apply(
      withoutImport,
      doc.pages,
      '    <Route path="/create" element={<ScaffolderPage />} />',
    );
  });
  const catalog = path.join(source, 'components/catalog');
  await fs.writeFile(path.join(catalog, 'KratixSummary.tsx'), doc.ownTab);
  await edit(path.join(catalog, 'EntityPage.tsx'), text =>
    apply(
      apply(text, doc.entityPages, 'const componentPage = (\n  <EntitySwitch>'),
      doc.ownRoute,
      [
        "    <EntitySwitch.Case if={isKratixType('resource')}>",
        '      <KratixResourceEntityPage />',
      ].join('\n'),
    ),
  );
}

/**
 * Puts the imports of a snippet at the head of a file, and replaces one piece of the file with the rest of the snippet.
 *
 * @param {string} text
 * @param {string} snippet its imports, an empty line, and the rest
 * @param {string} place
 */
export function apply(text, snippet, place) {
  const at = snippet.indexOf('\n\n');
  const rest = snippet.slice(at + 2).replace(/\n$/, '');
  return `${snippet.slice(0, at)}\n${withValues(text, { [place]: rest })}`;
}

/**
 * @param {string} file
 * @param {(text: string) => string} change
 */
async function edit(file, change) {
  await fs.writeFile(file, change(await fs.readFile(file, 'utf8')));
}
