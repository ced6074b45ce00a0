import type { JsonValue } from '@backstage/types';
import fc from 'fast-check';
import { wordsIn } from '../../words/__testUtils__/wordsIn';
import { parseYamlValue, printYamlValue } from './parseYamlValue';

const en = wordsIn('en');

describe('parseYamlValue', () => {
  it.each<[string, JsonValue | undefined]>([
    ['', undefined],
    ['  \n', undefined],
    ['a: 1', { a: 1 }],
    ['- "yes"\n- 12\n- "1"\n- 0x10', ['yes', 12, '1', 16]],
    ['null', null],
    ['{"a": [true, 1.5]}', { a: [true, 1.5] }],
    ['a: |\n  two\n  lines\n', { a: 'two\nlines\n' }],
    ['2026-01-31', '2026-01-31'],
    // A text of comments and markers has no value.
    ['# a: 1\n', undefined],
    ['---\n# a: 1\n', undefined],
    ['...\n', undefined],
    ['~ # nothing', null],
    // The tag has the same meaning in both versions.
    ['a: !!str 0644', { a: '0644' }],
    ['a: "\u00a01"\nb: c\u00a0d', { a: '\u00a01', b: 'c\u00a0d' }],
  ])('reads %j', (text, value) => {
    expect(parseYamlValue(text, en)).toEqual({ value });
  });

  it.each([
    ['a: [1', 'Line 1: A "]" is missing, or a line before it is not indented.'],
    ['a: {b: 1', /^Line 1: A "}" is missing/],
    ['a: b: c', /^Line 1: A line has two colons/],
    ['a: 1\na: 2', 'Line 2: A key appears twice.'],
    ['a: 1\n---\nb: 2', 'Line 2: There is more than one document.'],
    [
      'a: 1\ndefaultMode: 0644',
      /^Line 2: defaultMode is 0644, which YAML 1.1 \(kubectl\) reads as 420 and YAML 1.2 as 644; write 420, 644 or "0644"\.$/,
    ],
    ['- yes', /^Line 1: The value is yes, which YAML 1.1/],
    ['big: 1_000', /^Line 1: big is 1_000/],
    ['a: {<<: {b: 1}}', /^Line 1: << is a merge key/],
    [
      '? \n: 1',
      /^Line 1: "" is a key that YAML 1\.1 \(kubectl\) and YAML 1\.2 read diff/,
    ],
    ['a:\n\u00a0\u00a0b: 1', /^Line 2: "\u00a0\u00a0b" has a space or a mark/],
    ['- a:\u00a01', /^Line 1: "a:\u00a01" has a space or a mark/],
    ['a: 1\n\ufeffb: 2', /^Line 2: /],
    ['a: {{ .Values.x }}', /^Line 1: A key must be a text\. Put a value/],
    ['['.repeat(10_000), 'Line 1: The text is nested too deeply.'],
    [`a: !${'x'.repeat(500)} 1`, /^.{0,220}$/],
    ['a: &x 1\nb: *x', /^Aliases/],
    ['a: !thing 1', /^Line 1: A tag \(!name\) is not known/],
    [
      'b: 1\na: 9007199254740993',
      /^Line 2: a is 9007199254740993, which would lose digits/,
    ],
    [
      'a: !!int "9007199254740993"',
      /^Line 1: a is 9007199254740993, which would lose digits/,
    ],
    ['- 1e20', /^Line 1: The value is 1e20, which would lose digits/],
    ['a: .inf', /is not a number that can be sent/],
    ['__proto__: {a: 1}', 'The key __proto__ is not allowed.'],
    ['a:\n\tb: 1', 'Line 2: Indent with spaces, not with tabs.'],
    [
      'a: "\\0"',
      /^A string contains a NUL character or half of a surrogate pair/,
    ],
    ['a: "\\ud800"', /surrogate pair, which cannot be sent; remove it\.$/],
    [
      `- 1_${'0'.repeat(40)}`,
      /^Line 1: The value is read differently by YAML 1\.1 \(kubectl\) and YAML 1\.2; put it in quotes, or write it in another way\.$/,
    ],
    [
      'x'.repeat(200_001),
      'The text has 200,001 characters, which is more than the limit of 200,000.',
    ],
  ])('W21: says why %j has no value', (text, error) => {
    expect(parseYamlValue(text, en)).toEqual({
      error: expect.stringMatching(error),
    });
  });

  it.each([
    ['a: [1', 'Zeile 1: Ein „]“ fehlt, '],
    ['a: b: c', 'Zeile 1: Eine Zeile hat zwei Doppelpunkte, '],
    ['a: 1\n---\nb: 2', 'Zeile 2: Es gibt mehr als ein Dokument.'],
    ['a: 0644', 'Zeile 1: a ist 0644. YAML 1.1 (kubectl) liest das als 420, '],
    ['- yes', 'Zeile 1: Der Wert ist yes. '],
    [
      'on: 1',
      'Zeile 1: YAML 1.1 (kubectl) und YAML 1.2 lesen den Schlüssel on ',
    ],
    ['a: 9007199254740993', 'Zeile 1: a ist 9007199254740993 und würde '],
    ['a: "\\0"', 'Ein Text enthält ein NUL-Zeichen '],
    ['x'.repeat(200_001), 'Der Text hat 200.001 Zeichen. '],
  ])(
    'describes the error in the language of the user, case %#',
    (text, error) => {
      expect(parseYamlValue(text, wordsIn('de'))).toEqual({
        error: expect.stringContaining(error),
      });
    },
  );

  it.each([
    ['quotes', '"'.repeat(100_000)],
    ['commas', `[${','.repeat(100_000)}`],
    ['keys', Array.from({ length: 15_000 }, (_, at) => `k${at}: 1`).join('\n')],
  ])('reads a text with many %s quickly', (_, text) => {
    // The test measures CPU time, because other processes may be using the machine.
    const start = process.cpuUsage();
    parseYamlValue(text, en);
    // With the line in each fault, this took half a minute.
    expect(process.cpuUsage(start).user).toBeLessThan(10_000_000);
  });

  it('puts text in quotes that YAML 1.1 would read as something else', () => {
    const value = { a: 'yes', b: '1_000', on: '22:30', c: 'plain' };
    expect(printYamlValue(value)).toBe(
      'a: "yes"\nb: "1_000"\n"on": "22:30"\nc: plain\n',
    );
    expect(parseYamlValue(printYamlValue(value), en)).toEqual({ value });
  });

  it('G5: reads back every value that it wrote', () => {
    fc.assert(
      fc.property(
        fc
          .jsonValue({ noUnicodeString: false })
          .filter(
            value => 'value' in parseYamlValue(JSON.stringify(value), en),
          ),
        value => {
          const plain = JSON.parse(JSON.stringify(value));
          expect(parseYamlValue(printYamlValue(plain), en)).toEqual({
            value: plain,
          });
        },
      ),
    );
  });
});
