import { readFragment, toFragment } from './prefill';
import { withoutPasswords, withoutSecrets } from './withoutSecrets';

const pages = [
  {
    properties: {
      spec: {
        properties: {
          pin: { type: 'string', 'ui:field': 'KratixPassword' },
          users: {
            type: 'array',
            items: { properties: { pin: { 'ui:field': 'KratixPassword' } } },
          },
        },
      },
    },
  },
];
const values = {
  objname: 'one',
  spec: {
    pin: '1234',
    apiKey: 'abc',
    size: 3,
    users: [{ pin: '1', name: 'ada' }],
  },
};

describe('withoutPasswords', () => {
  it('leaves out the values of password fields, and keeps all others', () => {
    expect(withoutPasswords(pages, values)).toEqual({
      objname: 'one',
      spec: { apiKey: 'abc', size: 3, users: [{ name: 'ada' }] },
    });
  });
});

describe('withoutSecrets', () => {
  it('also leaves out what looks like a secret', () => {
    expect(withoutSecrets(pages, values)).toEqual({
      objname: 'one',
      spec: { size: 3, users: [{ name: 'ada' }] },
    });
  });
});

describe('toFragment', () => {
  it('is read by readFragment', () => {
    const linked = { objname: 'one', spec: { text: 'ä#&=%' } };
    expect(readFragment(toFragment(linked))).toEqual(linked);
  });

  it.each(['', '#other', '#values=%7B', '#values=[]', '#values=%ZZ'])(
    'reads nothing from %j',
    hash => {
      expect(readFragment(hash)).toBeUndefined();
    },
  );

  it('is empty for values that are too long for a link', () => {
    expect(toFragment({ spec: { text: 'x'.repeat(20_000) } })).toBe('');
  });
});
