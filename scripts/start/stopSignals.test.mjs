// @ts-check
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';

const watcher = `
  import { watchStopSignals } from ${JSON.stringify(new URL('./stopSignals.mjs', import.meta.url).href)};
  const { signal } = watchStopSignals();
  signal.addEventListener('abort', () => { console.log('stop: ' + signal.reason.message); process.exit(); });
  console.log('watching');
  setTimeout(() => {}, 30_000);
`;

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} word
 */
async function untilItSays(child, word) {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += chunk;
    if (text.includes(word)) {
      return;
    }
  }
  assert.fail(`it ended without ${word}: ${text}`);
}

for (const [name, script] of [
  ['a shell that stays between npm and the start', '"$NODE" -e "$WATCHER"; :'],
  ['a shell that becomes the start', 'exec "$NODE" -e "$WATCHER"'],
]) {
  test(
    `detects the end of npm behind ${name}`,
    { skip: process.platform !== 'linux' },
    async () => {
      // This process stands in for npm, and starts the same child as npm: `sh -c <script>`.
      const npm = spawn(
        process.execPath,
        [
          '-e',
          `require('node:child_process').spawn('/bin/sh', ['-c', process.env.SCRIPT], { stdio: 'inherit' })`,
        ],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
          env: {
            ...process.env,
            NODE: process.execPath,
            WATCHER: `import(${JSON.stringify(`data:text/javascript,${encodeURIComponent(watcher)}`)})`,
            SCRIPT: script,
            npm_lifecycle_event: 'start',
          },
        },
      );
      const said = untilItSays(npm, 'stop: npm has ended');
      await once(npm, 'spawn');
      npm.stdout?.once('data', () => npm.kill('SIGKILL'));
      await said;
    },
  );
}
