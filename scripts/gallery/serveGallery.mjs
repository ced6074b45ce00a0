// @ts-check
import fs from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { root } from '../project.mjs';

/** The recordings of the real Kratix controller. They are not part of the project. */
const recordingsFolder = path.resolve(root, '../shared/kratix/recordings');

/** @type {Record<string, string>} */
const types = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.jsonl': 'application/jsonl',
  '.map': 'application/json',
};

/**
 * Serves the gallery on the loopback interface. Every address that is not a file is the gallery's page.
 *
 * @param {{ folder: string, port: number, isBuiltAgain: boolean }} options
 * @returns {Promise<string>} the URL
 */
export async function serveGallery({ folder, port, isBuiltAgain }) {
  const index = await readRecordingsIndex();
  const server = http.createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const { type, body } = await readFile(folder, pathname, index);
    response.writeHead(200, {
      'content-type': `${type}; charset=utf-8`,
      // A browser that caches the scripts also caches the code that it has compiled from them.
      'cache-control': isBuiltAgain ? 'no-store' : 'max-age=3600',
    });
    response.end(body);
  });
  await new Promise(resolve => {
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  return `http://localhost:${port}/`;
}

/**
 * @param {string} folder
 * @param {string} pathname
 * @param {string} index
 */
async function readFile(folder, pathname, index) {
  if (pathname === '/recordings/index.json') {
    return { type: types['.json'], body: index };
  }
  // The base name is one part of a path, so it cannot lead out of the folder.
  const name = path.basename(pathname);
  const type = types[path.extname(name)];
  const file = pathname.startsWith('/recordings/')
    ? path.join(recordingsFolder, name)
    : path.join(folder, name);
  const body = type && (await fs.readFile(file).catch(() => undefined));
  return body
    ? { type, body }
    : {
        type: types['.html'],
        body: await fs.readFile(path.join(folder, 'index.html')),
      };
}

/** The steps of each recording, by scenario. Empty where the folder is absent. */
async function readRecordingsIndex() {
  const names = await fs.readdir(recordingsFolder).catch(() => []);
  /** @type {Record<string, unknown>} */
  const steps = {};
  for (const name of names.filter(each => each.endsWith('.steps.json'))) {
    const text = await fs.readFile(path.join(recordingsFolder, name), 'utf8');
    steps[name.replace('.steps.json', '')] = JSON.parse(text);
  }
  return JSON.stringify(steps);
}
