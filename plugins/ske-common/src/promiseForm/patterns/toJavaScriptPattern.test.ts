import fc from 'fast-check';
import { toJavaScriptPattern } from './toJavaScriptPattern';

const DNS_LABEL = '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$';
const QUANTITY =
  '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$';

describe('toJavaScriptPattern', () => {
  it.each([
    ['^(dev|prod)$', '^(dev|prod)$'],
    [DNS_LABEL, DNS_LABEL],
    ['a.b', 'a[^\\n]b'],
    ['\\s+', '[\\t\\n\\f\\r ]+'],
    ['[\\s\\w-]', '[\\t\\n\\f\\r \\w-]'],
    ['[\\w-.]', '[\\w\\-.]'],
    ['^\\-\\_\\@$', '^-_@$'],
    ['[[:alpha:]_]', '[A-Za-z_]'],
    ['[]a]', '[\\]a]'],
    ['{a}', '\\{a\\}'],
    ['a{2,}', 'a{2,}'],
    ['(?P<name>x)', '(?:x)'],
    ['\\Ax\\z', '^x$'],
    ['\\pL\\p{Lu}', '\\p{L}\\p{Lu}'],
    ['\\x{1F600}\\x41', '😀A'],
  ])('G5: writes %s as %s', (re2, expected) => {
    expect(toJavaScriptPattern(re2)).toBe(expected);
  });

  it.each([
    '(?i)abc',
    '(?s:.)',
    '\\Qa.b\\E',
    '\\pGreek',
    '\\p{Greek}',
    '[^[:^alpha:]]',
    'a**',
    '(',
    '[a',
    '\\',
    `${'a'.repeat(1001)}`,
  ])('W21: leaves %s to the cluster', re2 => {
    expect(toJavaScriptPattern(re2)).toBeUndefined();
  });

  it.each([
    '(a+)+$',
    '(a*)*b',
    '(a|a)*b',
    '(a|b|ab)*c',
    '^(\\w+\\s?)*$',
    '(.*,)*x$',
    '([a-z]{1,63}\\.?)*$',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
  ])('S41: leaves %s, which could backtrack endlessly, to the cluster', re2 => {
    expect(toJavaScriptPattern(re2)).toBeUndefined();
  });

  it.each([
    DNS_LABEL,
    QUANTITY,
    '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
    '^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$',
    '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
    '^https?://[^/]+(/.*)?$',
    '^((25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})\\.){3}(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})$',
  ])('G5: keeps %s', re2 => {
    expect(toJavaScriptPattern(re2)).toBeDefined();
  });

  it('W21: returns only patterns that JavaScript can compile', () => {
    const piece = fc.constantFrom(
      ...'ab-^$.*+?()[]{}|\\:,1'.split(''),
      '\\s',
      '\\w',
      '[[:digit:]]',
      '\\pL',
      '(?:',
      '{2}',
      '😀',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), pieces => {
        const pattern = toJavaScriptPattern(pieces.join(''));
        expect(() => new RegExp(pattern ?? '', 'u')).not.toThrow();
      }),
      { numRuns: 3000 },
    );
  });
});
