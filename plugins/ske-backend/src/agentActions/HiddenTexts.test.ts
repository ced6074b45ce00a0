import type { JsonValue } from '@backstage/types';
import { LAST_APPLIED, SkeError } from '@kratix-portal/plugin-ske-common';
import { HiddenTexts } from './HiddenTexts';
import { HIDDEN } from './untrusted';

function without(text: string, ...values: JsonValue[]): string {
  const hidden = new HiddenTexts();
  values.forEach(value => hidden.add(value));
  return hidden.removeFrom(text);
}

const deep = (levels: number, value: JsonValue) =>
  Array.from({ length: levels }).reduce<JsonValue>(inner => ({ inner }), value);

describe('HiddenTexts', () => {
  it('hides the values that results hide, and no others', () => {
    expect(
      without('3 app 1234 hunter2 a"b debug old one two', {
        size: 3,
        level: 'debug',
        credentials: { user: 'app', pin: 1234, isOn: true, empty: '' },
        env: [{ name: 'DB_PASSWORD', value: 'hunter2' }],
        passwords: ['a"b'],
        [LAST_APPLIED]: 'old',
        deep: [deep(62, 'one'), deep(2_500, ['two'])],
      }),
    ).toBe(
      `3 ${HIDDEN} ${HIDDEN} ${HIDDEN} ${HIDDEN} debug ${HIDDEN} one ${HIDDEN}`,
    );
  });

  it.each([
    [
      'Invalid value: "hunter2": too short',
      `Invalid value: "${HIDDEN}": too short`,
    ],
    ['Invalid value: 12: must be 3', `Invalid value: ${HIDDEN}: must be 3`],
    ['"a\\"b" is rejected', `"${HIDDEN}" is rejected`],
    ['hunter22 of 412 stays', 'hunter22 of 412 stays'],
    ['hunter2', HIDDEN],
    ['the tail -hunter2…', `the tail -${HIDDEN}…`],
    ['no secret… at all', 'no secret… at all'],
  ])('hides the values in %s', (text, expected) => {
    expect(without(text, { passwords: ['hunter2', '12', 'a"b'] })).toBe(
      expected,
    );
  });

  it('hides the beginning of a long value in a text that was shortened', () => {
    const kubeconfig = 'clusters: the words of a config\n'.repeat(100);
    const { message, causes = [] } = new SkeError({
      code: 'invalid',
      message: `spec.kubeconfig: Invalid value: ${JSON.stringify(kubeconfig)}`,
      causes: [{ message: `spec.kubeconfig is ${kubeconfig}` }],
    });

    expect(without(message, { kubeconfig })).toBe(
      `spec.kubeconfig: Invalid value: "${HIDDEN}…`,
    );
    expect(without(causes[0].message, { kubeconfig })).toBe(
      `spec.kubeconfig is ${HIDDEN}…`,
    );
  });

  it('hides a value whose characters the API has replaced', () => {
    const { message } = new SkeError({
      code: 'invalid',
      message: 'Invalid value: a\u200bb\u0007',
    });

    expect(without(message, { password: 'a\u200bb\u0007' })).toBe(
      `Invalid value: ${HIDDEN}`,
    );
  });

  it('replaces each value once, also if values are words of the placeholder', () => {
    const passwords = HIDDEN.match(/\w+/g)?.flatMap(word =>
      Array.from({ length: 100 }, () => word),
    );

    expect(without('it looks bad', { passwords: passwords ?? [] })).toBe(
      `${HIDDEN} ${HIDDEN} bad`,
    );
  });

  it('hides the whole text if an object has too many hidden values', () => {
    const passwords = Array.from({ length: 200_000 }, (_, index) => index);

    expect(without('Invalid value: 3', { passwords })).toBe(HIDDEN);
  });
});
