import { hiddenTexts, withoutTexts } from './hiddenTexts';
import { HIDDEN } from './untrusted';

describe('hiddenTexts', () => {
  it('returns the values that results hide', () => {
    expect(
      hiddenTexts({
        size: 3,
        credentials: { user: 'app', pin: 1234 },
        env: [{ name: 'DB_PASSWORD', value: 'hunter2' }],
        passwords: ['a"b'],
      }),
    ).toEqual(['app', '1234', 'hunter2', 'a"b']);
  });
});

describe('withoutTexts', () => {
  it.each([
    [
      'Invalid value: "hunter2": too short',
      `Invalid value: "${HIDDEN}": too short`,
    ],
    ['Invalid value: 12: must be 3', `Invalid value: ${HIDDEN}: must be 3`],
    ['"a\\"b" is rejected', `"${HIDDEN}" is rejected`],
    ['hunter22 of 412 stays', 'hunter22 of 412 stays'],
  ])('hides the values in %s', (text, expected) => {
    expect(withoutTexts(text, ['hunter2', '12', 'a"b'])).toBe(expected);
  });
});
