// @ts-check
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { startRegistry } from './registry.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'registry-'));
after(() => fs.rmSync(folder, { recursive: true }));

test('serves only packages, with their manifests, integrity and dates', async () => {
  const manifest = { name: '@scope/one', version: '1.2.3' };
  fs.mkdirSync(path.join(folder, 'package'));
  fs.writeFileSync(
    path.join(folder, 'package/package.json'),
    JSON.stringify(manifest),
  );
  const tarball = path.join(folder, 'one.tgz');
  execFileSync('tar', ['-czf', tarball, '-C', folder, 'package']);

  const registry = await startRegistry([tarball]);
  try {
    const response = await fetch(`${registry.url}/@scope%2fone`);
    /** @type {any} */
    const document = await response.json();
    assert.equal(document['dist-tags'].latest, '1.2.3');
    assert.ok(Date.parse(document.time['1.2.3']));
    const { dist, ...served } = document.versions['1.2.3'];
    assert.deepEqual(served, manifest);

    const content = Buffer.from(
      await (await fetch(dist.tarball)).arrayBuffer(),
    );
    const hash = createHash('sha512').update(content).digest('base64');
    assert.equal(dist.integrity, `sha512-${hash}`);

    const missing = await fetch(`${registry.url}/@scope%2ftwo`);
    assert.equal(missing.status, 404);
  } finally {
    await registry.close();
  }
});
