import { wordsIn } from '../words/__testUtils__/wordsIn';
import { describeSyntax } from './describeSyntax';
import { parseText } from './parseText';

const en = wordsIn('en');

function reasonOf(text: string) {
  const { errors, warnings } = parseText(text, {
    logLevel: 'error',
    stringKeys: true,
  });
  return errors[0] ?? warnings[0];
}

describe('describeSyntax', () => {
  it.each([
    ['a: [1', /^A "\]" is missing/],
    ['a: {b: 1', /^A "}" is missing/],
    ['a: ]', /"]" closes\.$/],
    ['}', /"}" closes\.$/],
    ['a: [1,,2]', /missing before a comma/],
    ['a: [a: b: c]', /brackets of its own/],
    ['a: "x', 'A closing " is missing.'],
    ["a: 'x", "A closing ' is missing."],
    ['a: "\\q"', /^A backslash/],
    ['a:\n  b: 1\n c: 2', /^The indentation differs/],
    ['- - a\n - b', /^The indentation differs/],
    ['a: |\n\tx', /^A text after \| or > is indented/],
    ['a: |x\n  t', /^A text after \| or > starts/],
    ['a:\n\t- b', /^Indent with spaces/],
    ['a: b: c', /^A line has two colons/],
    ['a: 1\n b: 2', /^A line has two colons/],
    ['a: 1\nb', /^The colon after a key is missing/],
    ['a\nb: 1', /^The colon after a key is missing/],
    [`${'x'.repeat(1100)}: 1`, /more than 1024 characters/],
    ['a: {{x}}', /^A key must be a text/],
    ['a: - b', /^A list starts on the line below/],
    ['--- a: 1', /^A space, a comma or a line break/],
    ['a: @x', 'A value cannot start with @ unless it is in quotes.'],
    ['a: %x', 'A value cannot start with % unless it is in quotes.'],
    ['a: "x"y', /^YAML expects no value here/],
    ['a: *', /^An anchor \(&name\) or an alias/],
    ['a: &x *y', /^An anchor \(&name\) or an alias/],
    ['a: &x &y 1', /^An anchor \(&name\) or an alias/],
    ['a: !mine x', /^A tag \(!name\)/],
    ['a: !!str !!int 1', /^A tag \(!name\)/],
    ['%YAML 1.3\n---\na: 1', /^A line that starts with %/],
    ['a: 1\n---\nb: 2', 'There is more than one document.'],
    ['['.repeat(10_000), 'The text is nested too deeply.'],
  ])('describes what is wrong with %j', (text, sentence) => {
    expect(describeSyntax(en, reasonOf(text))).toEqual(
      expect.stringMatching(
        typeof sentence === 'string'
          ? `^${sentence.replace(/[.*+?^$(){}|[\]\\]/g, '\\$&')}$`
          : sentence,
      ),
    );
  });

  it('uses no words of the parser', () => {
    const text = 'a: "x" secret';
    const reason = reasonOf(text);
    const german = describeSyntax(wordsIn('de'), reason);
    expect(german).toMatch(/^YAML erwartet hier keinen Wert\./);
    expect(german).not.toContain(reason.message);
  });
});
