// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseBenchFlags } from './flags.mjs';

test('reads the benchmark and the output format', () => {
  assert.deepEqual(parseBenchFlags(['backend']), {
    help: false,
    benchmark: 'backend',
    json: false,
    seconds: undefined,
    requests: undefined,
    minutes: undefined,
    auth: undefined,
  });
  assert.deepEqual(parseBenchFlags(['soak', '--json', '--seconds', '60']), {
    help: false,
    benchmark: 'soak',
    json: true,
    seconds: 60,
    requests: undefined,
    minutes: undefined,
    auth: undefined,
  });
  assert.equal(parseBenchFlags(['frontend', '--minutes', '2']).minutes, 2);
  assert.equal(
    parseBenchFlags(['catalog', '--requests', '1000']).requests,
    1000,
  );
  assert.equal(
    parseBenchFlags(['backend', '--auth', 'session']).auth,
    'session',
  );
  assert.equal(parseBenchFlags(['--help']).help, true);
});

test('rejects other flags with the reason', () => {
  for (const args of [
    [],
    ['backend', 'soak'],
    ['backend', '--jsn'],
    ['soak', '--seconds', 'long'],
    ['soak', '--seconds', '0'],
    ['catalog', '--requests', 'many'],
    ['backend', '--auth', 'cookie'],
    ['catalog', '--auth', 'session'],
  ]) {
    assert.throws(() => parseBenchFlags(args), { name: 'StartError' });
  }
});
