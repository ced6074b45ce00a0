// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeBlocks, readInstallDoc, withValues } from './installDoc.mjs';

test('finds code blocks with the headings above them, and no headings within them', () => {
  const blocks = codeBlocks(
    '# A\n\n```sh\n# no heading\nls\n```\n\n## B\n\n```\nx\n```\n',
  );
  assert.deepEqual(blocks, [
    { heading: 'A', language: 'sh', text: '# no heading\nls\n' },
    { heading: 'B', language: '', text: 'x\n' },
  ]);
});

test('docs/install.md has every command and snippet that the adoption test follows', async () => {
  const doc = await readInstallDoc();
  assert.match(doc.addPackages, /^yarn --cwd packages\/backend add /);
  assert.match(doc.addPackages, /^yarn --cwd packages\/app add /m);
  assert.match(doc.yarnSettings, /@kratix-portal\/\*/);
  assert.match(doc.backendLines, /^backend\.add\(/);
  assert.match(doc.appConfig, /^auth:/);
  assert.match(doc.users, /kind: User/);
  assert.match(doc.start, /^yarn start$/m);
  assert.match(doc.addCatalogModule, /catalog-backend-module-kratix/);
  assert.match(doc.catalogLines, /^backend\.add\(/);
  assert.match(doc.catalogConfig, /serviceAccountTokenFile/);
  assert.match(doc.oldFrontend.apis, /createOidcAuthApiFactory/);
  assert.match(doc.oldFrontend.signIn, /OidcSignInPage/);
  assert.match(doc.oldFrontend.pages, /kratixFormFields/);
  assert.match(doc.oldFrontend.entityPages, /KratixResourceEntityPage/);
  assert.match(doc.oldFrontend.ownTab, /useKratixResourceFetcher/);
  assert.match(doc.oldFrontend.ownRoute, /EntityLayout\.Route/);
});

test('rejects an example value that the snippet no longer contains', () => {
  assert.equal(withValues('url: https://a', { 'https://a': 'b' }), 'url: b');
  assert.throws(() => withValues('url: x', { y: 'b' }), /no longer contains y/);
});
