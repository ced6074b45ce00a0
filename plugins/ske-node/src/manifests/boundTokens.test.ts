import { boundTokens } from './boundTokens';
import { parseYaml } from './parseYaml';

function messageOf(parse: () => unknown): string {
  try {
    parse();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'taken';
}

describe('boundTokens', () => {
  // Each held the event loop up for seconds, some for minutes, when it was parsed whole.
  it.each([
    ['brackets', '['],
    ['pairs of brackets', '[]'],
    ['closing brackets', ']'],
    ['braces', '{'],
    ['dashes', '- '],
    ['question marks', '? '],
    ['colons', ': '],
    ['tags', '!a '],
    ['anchors', '&a '],
    ['aliases', '*a '],
    ['directives', '%A\n'],
    ['documents', '---\n'],
    ['document ends', '...\n'],
    ['comments', '#\n'],
    ['keys', 'a: 1\n'],
    ['keys in one line', 'a: '],
  ])(
    'S43: half a megabyte of %s is refused for it, and never parsed',
    (_, part) => {
      const text = part.repeat(Math.floor((512 * 1024) / part.length));
      expect(messageOf(() => parseYaml(text))).toBe(
        'manifest has too many parts to be one object.',
      );
    },
  );

  it.each([
    ['brackets', '[]'.repeat(55_000)],
    ['closing brackets', ']'.repeat(110_000)],
    ['commas', `[${','.repeat(110_000)}]`],
    ['texts', '"a"'.repeat(55_000)],
    ['escapes in one text', `"${'\\q'.repeat(250_000)}"`],
    ['tags', '!a '.repeat(900)],
  ])(
    'S43: as many faults as get through to the parser are told in a moment: %s',
    (_, text) => {
      const start = performance.now();
      expect(messageOf(() => parseYaml(text))).toMatch(/cannot be read/);
      // Quadratic it would be many times this, on any machine.
      expect(performance.now() - start).toBeLessThan(5_000);
    },
  );

  it.each([
    ['flow', '{"a":'.repeat(20_000)],
    ['lists', '- '.repeat(50_000)],
  ])(
    'S43: %s nested beyond what a stack holds is refused for its depth',
    (_, text) => {
      expect(messageOf(() => parseYaml(text))).toBe(
        'manifest is nested more than 64 levels deep.',
      );
    },
  );

  it('leaves errors of others their stacks', () => {
    messageOf(() => parseYaml('"\\q"'));
    expect(new Error('mine').stack).toMatch(/\n +at /);
  });

  it('takes a manifest with as many values as one may have, also with a comment on each line', () => {
    const lines = Array.from({ length: 9_990 }, (_, i) => `  k${i}: v # ${i}`);
    const text = `spec:\n${lines.join('\n')}`;
    expect(messageOf(() => boundTokens(text))).toBe('taken');
    expect(Object.keys(Object(parseYaml(text).spec))).toHaveLength(9_990);
  });
});
