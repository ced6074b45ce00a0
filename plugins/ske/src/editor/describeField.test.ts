import { describeField } from './describeField';

describe('describeField', () => {
  it('shows allowed values that are objects as JSON', () => {
    const schema = {
      properties: {
        size: { enum: ['small', 3, { toString: 'x' }, { cpu: 1 }] },
      },
    };
    expect(
      describeField({ path: ['size'], schema, immutableText: '' }),
    ).toContain('small | 3 | {"toString":"x"} | {"cpu":1}');
  });
});
