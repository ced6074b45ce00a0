// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apply } from './oldFrontend.mjs';

test('inserts the imports of a snippet at the top of the file, and replaces the given text with the rest of the snippet', () => {
  assert.equal(
    apply(
      "import b from 'b';\nconst list = [\n",
      "import a from 'a';\n\nconst list = [\n  a,\n",
      'const list = [',
    ),
    "import a from 'a';\nimport b from 'b';\nconst list = [\n  a,\n",
  );
  assert.throws(() => apply('other', 'x\n\ny\n', 'z'), /no longer contains z/);
});
