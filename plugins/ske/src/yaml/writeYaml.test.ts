import {
  describeAmbiguousKey,
  readAmbiguousScalar,
} from '@kratix-portal/plugin-ske-common';
import { parse } from 'yaml';
import { needsQuotes } from './needsQuotes';
import { writeYaml } from './writeYaml';

describe('writeYaml', () => {
  it.each(['\u00a0a', 'a\u00a0', '\ufeffa', 'a:\u00a0b'])(
    'puts %j in quotes, because YAML would change or drop the special character',
    text => {
      expect(writeYaml({ [text]: text })).toBe(`"${text}": "${text}"\n`);
    },
  );

  it.each(
    '0o17 0O17 0X1F 0x1F 0b11 -0B1 +0o7 0o_7 0x_F 1e_3 1_e3 1_0 .5_0 0_8 1:30 1e3 .5 0644 yes Y off ~ null true <<'.split(
      ' ',
    ),
  )(
    'writes the text and the key %j so that every YAML version reads it',
    text => {
      const written = writeYaml({ [text]: [text] });
      expect(parse(written, { schema: 'core' })).toEqual({ [text]: [text] });
      const [key, item] = written.trim().split(/:\n {2}- /);
      const isQuoted = (part: string) => part.startsWith('"');
      expect(isQuoted(item) || !readAmbiguousScalar(item)).toBe(true);
      expect(isQuoted(key) || !describeAmbiguousKey(key)).toBe(true);
    },
  );

  it.each('e0 -E5 .e1 . +. ._ .1_ ._9 0x_ .98_e010'.split(' '))(
    'puts %s in quotes, because YAML 1.1 readers other than kubectl read a number',
    text => {
      const written = writeYaml({ [text]: text });
      expect(written).toBe(`"${text}": "${text}"\n`);
      expect(parse(written, { version: '1.1', stringKeys: true })).toEqual({
        [text]: text,
      });
    },
  );

  it.each(['1.10.2', 'v1', 'orders-db', '10Gi', '500m', 'e2e', '0xdg'])(
    'writes %s without quotes',
    text => {
      expect(writeYaml({ a: text })).toBe(`a: ${text}\n`);
    },
  );

  // A pattern that needs quadratic time would need hours here.
  it('decides about a text of many digits that is not a number in linear time', () => {
    expect(needsQuotes(`${'1'.repeat(2_000_000)}x`, 'value')).toBe(false);
  });
});
