import { isOlderVersion } from './isOlderVersion';

describe('isOlderVersion', () => {
  it.each([
    ['9', '10', true],
    ['10', '9', false],
    ['10', '10', false],
    ['9007199254740992', '9007199254740993', true],
    ['', '1', false],
    ['opaque', '1', false],
    ['1', 'opaque', false],
  ])('compares %j with %j: %s', (version, other, expected) => {
    expect(isOlderVersion(version, other)).toBe(expected);
  });
});
