// @ts-check
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { ESLint } from 'eslint';
import { parse } from 'yaml';
import { root } from '../project.mjs';

/** @param {string} file */
const read = file => fs.readFileSync(path.join(root, file), 'utf8');

test('S42: yarn.lock has a checksum for each package and no URL of a registry', () => {
  const packages = Object.values(parse(read('yarn.lock'))).filter(
    ({ linkType }) => linkType === 'hard',
  );
  assert.ok(packages.length > 1000);
  for (const { resolution, checksum, conditions } of packages) {
    assert.match(resolution, /^@?[^@]+@(npm:[\w.+-]+$|patch:)/);
    // Packages for other platforms have no checksum until they are downloaded.
    assert.ok(checksum || conditions, `${resolution} has no checksum`);
  }
  assert.doesNotMatch(read('yarn.lock'), /https?:\/\//);
});

test('S42: no package runs a script during installation, and none is younger than 60 days', () => {
  const settings = parse(read('.yarnrc.yml'));
  assert.equal(settings.enableScripts, false);
  assert.equal(settings.npmMinimalAgeGate, '60d');
  const { dependenciesMeta } = JSON.parse(read('package.json'));
  assert.equal(dependenciesMeta, undefined);
});

/** Code that no plugin may contain, each with the rule that forbids it. A browser has neither TLS options nor kubeconfigs. */
const forbidden = [
  ["console.log('a');", 'no-console'],
  ['export class Box { private lid = 1; }', 'no-restricted-syntax'],
];
const forbiddenOnServers = [
  ['const tls = { rejectUnauthorized: false };', 'no-restricted-syntax'],
  ['tls.rejectUnauthorized = false;', 'no-restricted-syntax'],
  ['new KubeConfig().loadFromDefault();', 'no-restricted-syntax'],
  ['new KubeConfig().loadFromCluster();', 'no-restricted-syntax'],
];
const frontends = ['app-module-ske', 'ske'];
const plugins = fs
  .readdirSync(path.join(root, 'plugins'), { withFileTypes: true })
  .filter(entry => entry.isDirectory());

for (const { name } of plugins) {
  test(`S42: lint rejects code in ${name} that the security model forbids`, async () => {
    const cwd = path.join(root, 'plugins', name);
    const eslint = new ESLint({ cwd });
    const isFrontend = frontends.includes(name);
    for (const [code, rule] of isFrontend
      ? forbidden
      : [...forbidden, ...forbiddenOnServers]) {
      const [{ messages }] = await eslint.lintText(code, {
        filePath: path.join(cwd, 'src/snippet.ts'),
      });
      assert.ok(
        messages.some(
          ({ ruleId, severity }) => ruleId === rule && severity === 2,
        ),
        `${code} passes: ${JSON.stringify(messages)}`,
      );
    }
  });
}
