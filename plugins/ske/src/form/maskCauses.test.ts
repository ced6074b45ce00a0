import { looksSecret, type IsSecret } from '@kratix-portal/plugin-ske-common';
import { maskCauses } from './maskCauses';

const sent = {
  spec: {
    size: 'small',
    password: 'hunter2',
    pin: { token: 12 },
    env: [{ name: 'DB_PASSWORD', value: 'in-the-list' }],
  },
};
const mask = (field: string | undefined, message: string) =>
  maskCauses(
    [{ ...(field !== undefined && { field }), message }],
    sent,
    looksSecret,
  )[0].message;

describe('maskCauses', () => {
  it.each([
    [
      'spec.password',
      'spec.password: Invalid value: "hunter2": must have 12 characters.',
      'spec.password: Invalid value: ••••••••: must have 12 characters.',
    ],
    [
      'spec.password',
      'spec.password: Unsupported value: "with \\"quotes\\": in it": supported values: "a", "b".',
      'spec.password: Unsupported value: ••••••••: supported values: "a", "b".',
    ],
    [
      'spec.pin.token',
      'spec.pin.token: Invalid value: 12: must be 3 or more.',
      'spec.pin.token: Invalid value: ••••••••: must be 3 or more.',
    ],
    [
      'spec.credentials',
      'spec.credentials: Invalid value: {"user":"a","b":"c"}: is not known.',
      'spec.credentials: Invalid value: ••••••••: is not known.',
    ],
  ])('hides the value of the secret field %s', (field, message, expected) => {
    expect(mask(field, message)).toBe(expected);
  });

  it.each([
    [
      'spec',
      'spec: Invalid value: {"password":"hunter2","size":"small"}: too small.',
      'spec: Invalid value: {"password":"••••••••","size":"small"}: too small.',
    ],
    [
      'spec.env[0].value',
      'spec.env[0].value: Invalid value: "in-the-list": is too short.',
      'spec.env[0].value: Invalid value: "••••••••": is too short.',
    ],
    [
      undefined,
      'A policy does not accept hunter2.',
      'A policy does not accept ••••••••.',
    ],
  ])(
    'hides a secret in the message of a cause for the field %s',
    (field, message, expected) => {
      expect(mask(field, message)).toBe(expected);
    },
  );

  it('changes nothing else, not even a number that equals a short secret', () => {
    const message = 'spec.size: Invalid value: "small": must be 12 or more.';
    expect(mask('spec.size', message)).toBe(message);
  });

  it('keeps the name of the field, even if the secret is equal to it', () => {
    const [{ message }] = maskCauses(
      [
        {
          field: 'spec.password',
          message: 'spec.password: Invalid value: "password": is too simple.',
        },
      ],
      { spec: { password: 'password' } },
      looksSecret,
    );
    expect(message).toBe(
      'spec.password: Invalid value: ••••••••: is too simple.',
    );
  });

  it('hides the value of a field that is a password field in the form', () => {
    const isSecret: IsSecret = (_, path) => path.join('.') === 'spec.admin';
    const [{ message }] = maskCauses(
      [
        {
          field: 'spec.admin',
          message: 'spec.admin: Invalid value: "abc": is too short.',
        },
      ],
      { spec: { admin: 'abc' } },
      isSecret,
    );
    expect(message).toBe('spec.admin: Invalid value: ••••••••: is too short.');
  });
});
