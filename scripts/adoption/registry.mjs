// @ts-check
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import { createServer } from 'node:http';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * Serves tarballs as a read-only npm registry on this machine, for one scope. Other packages come from the machine's own registry.
 *
 * @param {string[]} tarballs
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function startRegistry(tarballs) {
  /** @type {Map<string, Buffer>} */
  const files = new Map();
  /** @type {Map<string, object>} */
  const documents = new Map();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '').slice(1);
    const file = files.get(path);
    const document = documents.get(path);
    if (file) {
      response.setHeader('content-type', 'application/octet-stream').end(file);
    } else if (document) {
      response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify(document));
    } else {
      response.writeHead(404).end('{}');
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (
    server.address()
  );
  // Not localhost: Yarn would try IPv6 first.
  const url = `http://127.0.0.1:${port}`;
  for (const tarball of tarballs) {
    const manifest = await manifestOf(tarball);
    const { name, version } = manifest;
    const content = await fs.readFile(tarball);
    // Yarn's cache identifies an archive by name and version, and also by its URL if the URL does not follow npm's scheme. Because the
    // URL contains a hash, Yarn does not take a changed package of the same version from the cache of an earlier run.
    const hash = createHash('sha256').update(content).digest('hex');
    const path = `archives/${hash}/${name.split('/').at(-1)}-${version}.tgz`;
    files.set(path, content);
    documents.set(name, packument(manifest, `${url}/${path}`, content));
  }
  return {
    url,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/**
 * @param {any} manifest
 * @param {string} tarball
 * @param {Buffer} content
 */
function packument(manifest, tarball, content) {
  const { name, version } = manifest;
  /** @param {string} algorithm */
  const hash = algorithm => createHash(algorithm).update(content);
  return {
    name,
    'dist-tags': { latest: version },
    // Yarn's age gate reads this date. The test uses a new date, because integrators install new releases.
    time: { [version]: new Date().toISOString() },
    versions: {
      [version]: {
        ...manifest,
        dist: {
          tarball,
          shasum: hash('sha1').digest('hex'),
          integrity: `sha512-${hash('sha512').digest('base64')}`,
        },
      },
    },
  };
}

/**
 * The package.json within a tarball.
 * @param {string} tarball
 */
export async function manifestOf(tarball) {
  const { stdout } = await execute(
    'tar',
    ['-xzOf', tarball, 'package/package.json'],
    { maxBuffer: 16 * 1024 * 1024 },
  );
  return JSON.parse(stdout);
}
