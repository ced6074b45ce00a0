// @ts-check
// Checks without a build whether the packages work outside of this repository.
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { root } from '../project.mjs';

const license = await fs.readFile(path.join(root, 'LICENSE'), 'utf8');
/** @type {{ folder: string, manifest: any }[]} */
const published = [];
for (const name of await fs.readdir(path.join(root, 'plugins'))) {
  const folder = `plugins/${name}`;
  const text = await fs
    .readFile(path.join(root, folder, 'package.json'), 'utf8')
    .catch(error => {
      // A file next to the packages.
      if (error.code === 'ENOTDIR') {
        return undefined;
      }
      throw error;
    });
  if (text) {
    published.push({ folder, manifest: JSON.parse(text) });
  }
}

test('no published package is private', () => {
  assert.ok(published.length >= 7);
  for (const { folder, manifest } of published) {
    assert.equal(manifest.private, undefined, folder);
    assert.equal(manifest.publishConfig?.access, 'public', folder);
  }
});

for (const { folder, manifest } of published) {
  test(`${folder} is published with its licence, README and everything that its package.json names`, async () => {
    assert.equal(manifest.license, 'Apache-2.0');
    assert.equal(manifest.repository.directory, folder);
    assert.equal(
      await fs.readFile(path.join(root, folder, 'LICENSE'), 'utf8'),
      license,
    );
    await fs.access(path.join(root, folder, 'README.md'));

    const { files, configSchema, publishConfig } = manifest;
    assert.ok(files.includes('dist'));
    for (const file of files.filter(
      (/** @type {string} */ one) => one !== 'dist',
    )) {
      await fs.access(path.join(root, folder, file));
    }
    const hasSchema = await fs
      .access(path.join(root, folder, 'config.d.ts'))
      .then(() => true)
      .catch(() => false);
    assert.equal(configSchema, hasSchema ? 'config.d.ts' : undefined);
    assert.equal(files.includes('config.d.ts'), hasSchema);
    for (const entry of [publishConfig.main, publishConfig.types]) {
      assert.match(entry, /^dist\//);
    }
  });

  test(`${folder} depends only on published packages`, () => {
    const runtime = {
      ...manifest.dependencies,
      ...manifest.peerDependencies,
      ...manifest.optionalDependencies,
    };
    const ours = new Set(published.map(one => one.manifest.name));
    for (const [name, range] of Object.entries(runtime)) {
      if (String(range).startsWith('workspace:')) {
        assert.ok(ours.has(name), `${folder} depends on ${name}`);
      }
    }
  });
}

/** The versions of Backstage 1.55 of the packages that ours depend on. */
const oldest = JSON.parse(
  await fs.readFile(
    path.join(root, 'scripts/packages/backstage-1.55.json'),
    'utf8',
  ),
);

/**
 * Whether a version is in one of the caret ranges of a union.
 *
 * @param {string} version
 * @param {string} union
 */
function isInCaretRange(version, union) {
  const numbers = (/** @type {string} */ text) => text.split('.').map(Number);
  const [major, minor, patch] = numbers(version);
  return union.split(' || ').some(range => {
    const [least, leastMinor, leastPatch] = numbers(range.slice(1));
    const isSameLine = major === least && (major > 0 || minor === leastMinor);
    return (
      range.startsWith('^') &&
      isSameLine &&
      (minor > leastMinor || (minor === leastMinor && patch >= leastPatch))
    );
  });
}

test('compares versions with caret ranges', () => {
  assert.ok(isInCaretRange('0.18.1', '^0.18.0 || ^1.0.0'));
  assert.ok(isInCaretRange('1.11.5', '^1.11.3'));
  assert.ok(!isInCaretRange('1.11.3', '^1.11.5'));
  assert.ok(!isInCaretRange('0.19.0', '^0.18.1'));
  assert.ok(!isInCaretRange('2.0.0', '^1.0.0'));
});

for (const { folder, manifest } of published) {
  test(`${folder} accepts the packages of Backstage 1.55`, () => {
    const ranges = { ...manifest.dependencies, ...manifest.peerDependencies };
    for (const [name, range] of Object.entries(ranges)) {
      if (name.startsWith('@backstage/')) {
        assert.ok(oldest[name], `backstage-1.55.json lacks ${name}`);
        assert.ok(
          isInCaretRange(oldest[name], range),
          `${name} is ${oldest[name]} in Backstage 1.55, and ${folder} needs ${range}`,
        );
      }
    }
  });
}
