// @ts-check
import fs from 'node:fs/promises';
import path from 'node:path';
import { build, context } from 'esbuild';
import { localDir, root } from '../project.mjs';

/** Where the gallery is built. */
export const outFolder = path.join(localDir, 'gallery');

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Gallery</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/ui.css" />
    <link rel="stylesheet" href="/index.css" />
  </head>
  <body>
    <div id="root"></div>
    <script type="module" src="/index.js"></script>
  </body>
</html>
`;

/**
 * Bundles the gallery. With `watch` it is bundled again when a file changes.
 *
 * @param {{ watch: boolean }} options
 */
export async function buildGallery({ watch }) {
  await fs.rm(outFolder, { recursive: true, force: true });
  await fs.mkdir(outFolder, { recursive: true });
  await fs.writeFile(path.join(outFolder, 'index.html'), page);
  /** @type {import('esbuild').BuildOptions} */
  const options = {
    absWorkingDir: root,
    entryPoints: {
      index: 'plugins/ske/dev/index.tsx',
      ui: '@backstage/ui/css/styles.css',
    },
    outdir: outFolder,
    bundle: true,
    format: 'esm',
    splitting: true,
    jsx: 'automatic',
    platform: 'browser',
    target: 'es2022',
    sourcemap: watch ? 'linked' : false,
    minify: !watch,
    logLevel: 'warning',
    // The catalog exports CSV with a module that needs Node. The page of an entity does not use it.
    alias: { 'csv-stringify/lib/sync': 'csv-stringify/lib/browser/sync' },
    loader: { '.module.css': 'local-css', '.svg': 'dataurl' },
    define: {
      'process.env.NODE_ENV': watch ? '"development"' : '"production"',
      'process.env': '{}',
      global: 'globalThis',
    },
  };
  if (watch) {
    const watched = await context(options);
    await watched.rebuild();
    await watched.watch();
  } else {
    await build(options);
  }
}
