// @ts-check
import { parseArgs } from 'node:util';
import { buildGallery, outFolder } from './buildGallery.mjs';
import { serveGallery } from './serveGallery.mjs';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '7017' },
    watch: { type: 'boolean', default: false },
  },
});

await buildGallery({ watch: values.watch });
const url = await serveGallery({
  folder: outFolder,
  port: Number(values.port),
  isBuiltAgain: values.watch,
});
console.log(`The gallery of the pages: ${url}`);
