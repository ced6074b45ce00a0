import { isLabelValue, labelIs } from './labels';

const longest = 'a'.repeat(63);
const tooLong = 'a'.repeat(64);

describe('labelIs', () => {
  it.each([
    [['orders'], 'app=orders'],
    [[''], 'app='],
    [['orders', 'invoices'], 'app in (orders,invoices)'],
    [[longest], `app=${longest}`],
  ])('selects objects by the values %j', (values, selector) => {
    expect(labelIs('app', ...values)).toBe(selector);
  });

  it('leaves out values that no label can have', () => {
    expect(labelIs('app', tooLong, 'orders')).toBe('app=orders');
  });

  it('selects nothing if no label can have the value', () => {
    expect(labelIs('app', tooLong)).toBe('app,!app');
    expect(labelIs('app')).toBe('app,!app');
  });
});

describe('isLabelValue', () => {
  it.each([
    ['team.orders-1_a', true],
    [longest, true],
    [tooLong, false],
    ['-orders', false],
    ['orders.', false],
    ['a,b', false],
  ])('%j: %s', (text, expected) => {
    expect(isLabelValue(text)).toBe(expected);
  });
});
