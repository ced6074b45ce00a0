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
  // A complete parse of such a text would block the event loop for seconds or even minutes.
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
  ])('S43: rejects half a megabyte of %s without parsing it', (_, part) => {
    const text = part.repeat(Math.floor((512 * 1024) / part.length));
    expect(messageOf(() => parseYaml(text))).toBe(
      'manifest has too many parts to be one object.',
    );
  });

  it.each([
    ['brackets', '[]'.repeat(55_000)],
    ['closing brackets', ']'.repeat(110_000)],
    ['commas', `[${','.repeat(110_000)}]`],
    ['texts', '"a"'.repeat(55_000)],
    ['escapes in one text', `"${'\\q'.repeat(250_000)}"`],
    ['tags', '!a '.repeat(900)],
  ])(
    'S43: needs at most five seconds of CPU time for the maximum number of errors in %s',
    (_, text) => {
      const start = process.cpuUsage();
      expect(messageOf(() => parseYaml(text))).toMatch(/cannot be read/);
      // The test measures CPU time, because other processes may be using the machine. A quadratic parser would need many times this.
      expect(process.cpuUsage(start).user).toBeLessThan(5_000_000);
    },
  );

  it.each([
    ['flow', '{"a":'.repeat(20_000)],
    ['lists', '- '.repeat(50_000)],
  ])(
    'S43: rejects %s that are nested deeper than the call stack',
    (_, text) => {
      expect(messageOf(() => parseYaml(text))).toBe(
        'manifest is nested more than 64 levels deep.',
      );
    },
  );

  it('keeps the stack traces of other errors', () => {
    messageOf(() => parseYaml('"\\q"'));
    expect(new Error('mine').stack).toMatch(/\n +at /);
  });

  it('accepts a manifest with the maximum number of values and a comment on each line', () => {
    const lines = Array.from({ length: 9_990 }, (_, i) => `  k${i}: v # ${i}`);
    const text = `spec:\n${lines.join('\n')}`;
    expect(messageOf(() => boundTokens(text))).toBe('taken');
    expect(Object.keys(Object(parseYaml(text).spec))).toHaveLength(9_990);
  });
});
