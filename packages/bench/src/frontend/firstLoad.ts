import { spawn } from 'node:child_process';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

// eslint-disable-next-line no-restricted-syntax -- this package only ever runs from its sources
const REPOSITORY = resolve(__dirname, '../../../..');
const APP = join(REPOSITORY, 'packages/app');
/** The production build of the demo's app. */
export const DIST = join(APP, 'dist');
const ASIDE = join(APP, 'dist.bench');
const CLI = join(REPOSITORY, 'node_modules/@backstage/cli/bin/backstage-cli');

/** The size of what the first page of the portal loads, with the plugin minus without it: the demo's app is built a second time. */
export async function measureFirstLoad(signal: AbortSignal): Promise<number> {
  const config = join(REPOSITORY, '.local', 'bench-without-ske.yaml');
  const withPlugin = await firstLoadKb();
  await writeFile(
    config,
    "app:\n  packages:\n    exclude: ['@kratix-portal/plugin-ske']\n",
  );
  await rename(DIST, ASIDE);
  try {
    await build(config, signal);
    return withPlugin - (await firstLoadKb());
  } finally {
    await rm(DIST, { recursive: true, force: true });
    await rename(ASIDE, DIST);
    await rm(config);
  }
}

/** The scripts and styles in `index.html`, each compressed. */
async function firstLoadKb(): Promise<number> {
  const html = await readFile(join(DIST, 'index.html'), 'utf8');
  const files = [
    ...html.matchAll(/(?:src|href)="[^"]*?(static\/[^"]+\.(?:js|css))"/g),
  ];
  if (files.length === 0) {
    throw new Error('index.html of the app names no scripts.');
  }
  const sizes = await Promise.all(
    files.map(
      async ([, file]) => gzipSync(await readFile(join(DIST, file))).length,
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
}

async function build(config: string, signal: AbortSignal): Promise<void> {
  const child = spawn(
    process.execPath,
    [
      CLI,
      'package',
      'build',
      '--config',
      join(REPOSITORY, 'app-config.yaml'),
      '--config',
      config,
    ],
    {
      cwd: APP,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'pipe'],
      signal,
    },
  );
  let errors = '';
  child.stderr.on('data', chunk => {
    errors += chunk;
  });
  const code = await new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('exit', done);
  });
  if (code !== 0) {
    throw new Error(
      `The build without the plugin failed: ${errors.slice(-2_000)}`,
    );
  }
}
