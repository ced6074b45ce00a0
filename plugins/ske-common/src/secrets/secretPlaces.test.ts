import type { JsonValue } from '@backstage/types';
import { containsSecret, isSecretAt, looksSecret, ROOT } from './secretPlaces';

const deep = (levels: number) =>
  Array.from({ length: levels }).reduce<JsonValue>(
    inner => ({ inner }),
    'text',
  );

describe('containsSecret', () => {
  it('finds a value that is named as a secret beside it', () => {
    const named = (name: string) => ({ env: [{ name, value: 'x' }] });

    expect(containsSecret(named('DB_PASSWORD'))).toBe(true);
    expect(containsSecret(named('LEVEL'))).toBe(false);
  });

  it('counts what is below level 64 as a secret, and looks no deeper', () => {
    expect(containsSecret(deep(64))).toBe(false);
    expect(containsSecret(deep(65))).toBe(true);

    const isSecret = jest.fn(() => false);
    expect(containsSecret(deep(2_000), ROOT, isSecret)).toBe(true);
    expect(isSecret).not.toHaveBeenCalled();
  });
});

describe('isSecretAt', () => {
  it('looks at a path once if no object has named a value', () => {
    const isSecret = jest.fn(() => false);

    isSecretAt('x', { path: ['a'], named: ['a'] }, isSecret);
    expect(isSecret).toHaveBeenCalledTimes(1);

    isSecretAt('x', { path: ['value'], named: ['A', 'value'] }, isSecret);
    expect(isSecret).toHaveBeenCalledTimes(3);
    expect(looksSecret('x', ['DB_PASSWORD', 'value'])).toBe(true);
  });
});
