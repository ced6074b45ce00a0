// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requireOneCopy, secondCopies, warningsAboutUs } from './oneCopy.mjs';

const lockFile = `
"@backstage/ui@npm:^0.18.0":
  version: 0.18.0
  resolution: "@backstage/ui@npm:0.18.0"
  dependencies:
    react: "npm:^18.0.0"

"@backstage/ui@npm:^0.20.0":
  version: 0.20.0
  resolution: "@backstage/ui@npm:0.20.0"

"react@npm:^18.0.0":
  version: 18.3.1
  resolution: "react@npm:18.3.1"

"react@patch:react@npm:^18.0.0#x":
  version: 18.3.1
  resolution: "react@npm:18.3.1"

"lodash@npm:^3.0.0":
  resolution: "lodash@npm:3.10.1"

"lodash@npm:^4.0.0":
  resolution: "lodash@npm:4.17.21"
`;

test('finds second copies of frontend packages only', () => {
  assert.deepEqual(secondCopies(lockFile), ['@backstage/ui: 0.18.0, 0.20.0']);
});

test('finds a second copy of an icon set, whose licence may differ', () => {
  const icons = ['4.8.0', '4.9.0'].map(
    version =>
      `"@remixicon/react@npm:${version}":\n  resolution: "@remixicon/react@npm:${version}"\n`,
  );
  assert.deepEqual(secondCopies(icons.join('\n')), [
    '@remixicon/react: 4.8.0, 4.9.0',
  ]);
});

test('finds the peer warnings that name our packages', () => {
  const ours =
    "➤ YN0002: │ app@workspace:packages/app doesn't provide zod (p1), requested by @kratix-portal/plugin-ske.";
  const log = [
    "➤ YN0002: │ app@workspace:packages/app doesn't provide jest (p9), requested by @backstage/cli.",
    ours,
    '➤ YN0085: │ + @kratix-portal/plugin-ske@npm:0.1.0',
  ].join('\n');
  assert.deepEqual(warningsAboutUs(log), [ours]);
  const peer =
    "➤ YN0002: │ app@workspace:packages/app doesn't provide @backstage/plugin-app-react (p2), requested by @kratix-portal/plugin-app-module-ske.";
  assert.deepEqual(warningsAboutUs(peer), [peer]);
  assert.deepEqual(warningsAboutUs(peer, 'old'), []);
  assert.throws(
    () => requireOneCopy({ before: '', after: '', log }),
    /second copies or peer warnings/,
  );
});

test('accepts second copies that the new app had before our packages were installed', () => {
  assert.throws(
    () => requireOneCopy({ before: '', after: lockFile, log: '' }),
    /second copies or peer warnings/,
  );
  requireOneCopy({ before: lockFile, after: lockFile, log: '' });
});
