import { figure } from './Figure';

describe('figure', () => {
  it.each([
    [7, '>= 7', true],
    [6.9999, '>= 7', false],
    [1.5, '< 1.5', false],
    [1.4999, '< 1.5', true],
    [2, '<= 2', true],
    [3, '<= 2', false],
    [0, '= 0', true],
    [1, '= 0', false],
    [Number.NaN, '>= 7', false],
  ])('tells whether the value %p meets the goal %s: %p', (value, goal, ok) => {
    expect(figure('a.b', value, 'x', goal)).toMatchObject({ goal, ok });
  });

  it('compares with the goal before rounding', () => {
    expect(figure('a', 6.9999, 'x', '>= 7')).toMatchObject({
      value: 7,
      ok: false,
    });
  });

  it('rejects an invalid goal', () => {
    expect(() => figure('a', 1, 'x', 'about 7')).toThrow('is not a goal');
  });
});
