import type { JsonObject } from '@backstage/types';
import { describeField } from './describeField';

describe('describeField', () => {
  it('shows allowed values that are objects as JSON', () => {
    const size: JsonObject = {
      enum: ['small', 3, { toString: 'x' }, { cpu: 1 }],
    };
    expect(
      describeField({
        path: ['size'],
        schema: { properties: { size } },
        immutableText: '',
      }),
    ).toContain('small | 3 | {"toString":"x"} | {"cpu":1}');
  });
});
