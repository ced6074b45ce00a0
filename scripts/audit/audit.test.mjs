// @ts-check
import assert from 'node:assert/strict';
import http from 'node:http';
import { after, test } from 'node:test';
import zlib from 'node:zlib';
import { askAdvisories } from './advisories.mjs';
import { describeAdvisories, readSeverity } from './audit.mjs';

/** @type {Record<string, string[]>} */
let asked = {};
/** @type {number} */
let status = 200;
// Responds like npm's registry: https://docs.npmjs.com/cli/commands/npm-audit#bulk-advisory-endpoint
const registry = http.createServer((request, response) => {
  /** @type {Buffer[]} */
  const chunks = [];
  request.on('data', chunk => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    const isGzip = request.headers['content-encoding'] === 'gzip';
    asked = JSON.parse((isGzip ? zlib.gunzipSync(body) : body).toString());
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(status === 200 ? advisories : {}));
  });
});
const advisories = {
  undici: [advisory('high', 'Answers get mixed up', '<999')],
  jose: [advisory('critical', 'Any signature is good', '<999')],
  zod: [advisory('low', 'Slow', '<999')],
};
await new Promise(done => registry.listen(0, '127.0.0.1', () => done(null)));
after(() => registry.close());

/**
 * @param {string} severity
 * @param {string} title
 * @param {string} versions
 */
function advisory(severity, title, versions) {
  const url = `https://example.com/${severity}`;
  return { id: title, url, title, severity, vulnerable_versions: versions };
}

/** @param {string} severity */
function ask(severity) {
  const address = registry.address();
  assert.ok(address !== null && typeof address === 'object');
  return askAdvisories({
    node: process.execPath,
    severity,
    env: {
      ...process.env,
      YARN_NPM_AUDIT_REGISTRY: `http://127.0.0.1:${address.port}`,
      YARN_UNSAFE_HTTP_WHITELIST: '127.0.0.1',
    },
  });
}

test('S42: requests advisories for all packages in yarn.lock, and prints the most severe advisories first', async () => {
  const found = await ask('high');
  assert.ok(Object.keys(asked).length > 1000);
  assert.deepEqual(
    found.map(({ name, severity }) => `${severity} ${name}`),
    ['critical jose', 'high undici'],
  );
  const lines = describeAdvisories(found, 'high');
  assert.match(lines[0], /^ {2}critical {2}jose \d.*: Any signature is good$/);
  assert.match(lines[2], /required by .*@kratix-portal\//);
  assert.doesNotMatch(lines.join('\n'), /virtual:|workspace:/);
  assert.equal(
    lines.at(-1),
    '2 known vulnerabilities of severity high or above, in 2 packages',
  );
});

test('prints less severe advisories on request', async () => {
  const found = await ask('low');
  assert.ok(found.some(({ name }) => name === 'zod'));
});

test('S42: fails when the registry serves no advisories', async () => {
  status = 405;
  await assert.rejects(ask('high'), {
    code: 'advisories-unavailable',
    message: 'the registry did not return known vulnerabilities',
  });
});

test('rejects an unknown severity', () => {
  assert.equal(readSeverity([]), 'high');
  assert.equal(readSeverity(['--help']), undefined);
  assert.throws(
    () => readSeverity(['--severity', 'bad']),
    /bad is not a severity/,
  );
  assert.throws(() => readSeverity(['--level']), { code: 'unknown-flag' });
});
