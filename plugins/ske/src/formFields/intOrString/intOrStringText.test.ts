import fc from 'fast-check';
import { readIntOrString, writeIntOrString } from './intOrStringText';

describe('readIntOrString', () => {
  it.each([
    ['', undefined],
    ['  ', undefined],
    ['80', 80],
    [' 80 ', 80],
    ['-1', -1],
    ['007', '007'],
    ['1.5', '1.5'],
    ['500m', '500m'],
    ['"80"', '80'],
    ['""', ''],
    ['"a', '"a'],
    ['a" b', 'a" b'],
    ['9007199254740993', '9007199254740993'],
  ])('reads %j', (text, value) => {
    expect(readIntOrString(text)).toBe(value);
  });

  it('G5: reads back each number and text unchanged', () => {
    fc.assert(
      fc.property(fc.oneof(fc.maxSafeInteger(), fc.string()), value => {
        expect(readIntOrString(writeIntOrString(value))).toBe(
          Object.is(value, -0) ? 0 : value,
        );
      }),
      { examples: [['80'], ['"80"'], [' '], ['']] },
    );
  });
});
