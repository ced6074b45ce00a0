// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysSince, selectApps } from './apps.mjs';

test('tries the newest Backstage by default, and the named apps in their order', () => {
  assert.deepEqual(
    selectApps([]).map(({ name }) => name),
    ['newest'],
  );
  assert.deepEqual(
    selectApps(['old-frontend', '1.55']).map(({ name }) => name),
    ['old-frontend', '1.55'],
  );
  assert.throws(() => selectApps(['1.40']), /unknown app 1\.40/);
});

test('counts the whole days since the release', () => {
  const now = Date.parse('2026-11-29T12:00:00Z');
  assert.equal(daysSince('2026-10-01', now), 59);
});
