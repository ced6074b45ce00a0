// @ts-check
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import {
  listeningInode,
  requireFreePort,
  requireNoCopy,
  requireReadable,
} from './checks.mjs';

test('finds the socket that listens, not one that is only connected', () => {
  const table = [
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
    '   0: 0100007F:1B5F 0100007F:9C40 01 00000000:00000000 00:00000000 00000000     0        0 111 1',
    '   1: 0100007F:1B5F 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 222 1',
  ].join('\n');
  assert.equal(listeningInode(table, 7007), '222');
  assert.equal(listeningInode(table, 7008), undefined);
});

test('names a port that is in use, the process that uses it, and another port', async () => {
  const server = net.createServer();
  await new Promise(resolve =>
    server.listen(0, '127.0.0.1', () => resolve(undefined)),
  );
  const { port } = /** @type {net.AddressInfo} */ (server.address());
  try {
    await assert.rejects(requireFreePort(port), error => {
      assert.ok(error instanceof Error && 'remedy' in error);
      assert.match(error.message, new RegExp(`port ${port} is in use`));
      if (process.platform === 'linux') {
        assert.match(
          error.message,
          new RegExp(`process ${process.pid} \\(node\\)`),
        );
      }
      assert.match(String(error.remedy), new RegExp(`--port ${port + 1}`));
      return true;
    });
  } finally {
    await new Promise(resolve => server.close(resolve));
  }
  await requireFreePort(port);
});

test('names a running copy with its URL, and ignores a copy that has ended', async () => {
  const stateDir = await fs.mkdtemp(path.join(os.tmpdir(), 'kratix-portal-'));
  const file = path.join(stateDir, 'endpoints.json');
  try {
    await requireNoCopy(stateDir);
    await fs.writeFile(
      file,
      JSON.stringify({
        pid: process.pid,
        portal: { url: 'http://localhost:7007' },
      }),
    );
    await assert.rejects(
      requireNoCopy(stateDir),
      /already running at http:\/\/localhost:7007 \(process \d+\)/,
    );
    // The largest number that Linux gives is 4194304.
    await fs.writeFile(
      file,
      JSON.stringify({
        pid: 4194305,
        portal: { url: 'http://localhost:7007' },
      }),
    );
    await requireNoCopy(stateDir);
  } finally {
    await fs.rm(stateDir, { recursive: true });
  }
});

test('names a missing file with its flag', async () => {
  await assert.rejects(
    requireReadable({ '--users': '/does/not/exist.yaml' }),
    /--users \/does\/not\/exist.yaml/,
  );
  await assert.rejects(
    requireReadable({ '--config': os.tmpdir() }),
    /this is a folder/,
  );
  await requireReadable({ '--users': undefined });
});
