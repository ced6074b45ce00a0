import { withoutNul } from './withoutNul';

describe('withoutNul', () => {
  it('returns an entity without NUL characters unchanged', () => {
    const entity = { a: 'text', b: ['\\u0000', '\\\\u0000', ''] };
    expect(withoutNul(entity)).toBe(entity);
  });

  it('replaces NUL characters in keys and values', () => {
    expect(
      withoutNul({ 'a\0b': ['\0', '\\\0', '\\u0000\0\0'], c: { d: 'x\0y' } }),
    ).toEqual({
      'a\ufffdb': ['\ufffd', '\\\ufffd', '\\u0000\ufffd\ufffd'],
      c: { d: 'x\ufffdy' },
    });
  });
});
