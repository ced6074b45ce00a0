/**
 * @jest-environment node
 */
import type { JsonObject, JsonValue } from '@backstage/types';
import { createPromiseTemplate } from '../createPromiseTemplate';
import { FormChecker } from '../__testUtils__/FormChecker';
import { promiseWith } from '../__testUtils__/promiseWith';
import { asText } from '../values/json';
import { readRejectedByCel } from './celPresence';

const text = { type: 'string' };
const five = ['a', 'b', 'c', 'd', 'e'];
const some = (count: number) =>
  Object.fromEntries(five.slice(0, count).map(name => [name, 'x']));

/** A form whose spec has the fields a to e, and the field k with a default. */
function formWith(rule: JsonObject): FormChecker {
  const { template } = createPromiseTemplate({
    promise: promiseWith({
      type: 'object',
      properties: {
        ...Object.fromEntries(five.map(name => [name, text])),
        k: { ...text, default: 'x' },
      },
      'x-kubernetes-validations': [rule],
    }),
    settings: { singleSpecPage: true },
  });
  return new FormChecker(template!);
}

const atLeastOne = five.map(name => `has(self.${name})`).join(' || ');
const counted = `[${five.map(name => `has(self.${name})`)}].filter(x, x).size()`;

describe('G5: CEL rules over the presence of fields', () => {
  it.each<
    [
      rule: string,
      message: string,
      accepted: JsonValue[],
      rejected: JsonValue[],
    ]
  >([
    [
      '!has(self.b) || has(self.a)',
      'If B is filled in, fill in A too.',
      [{}, { a: '' }, { a: '', b: '' }],
      [{ b: '' }],
    ],
    [
      'has(self.a) == has(self.b)',
      'Fill in all of A and B, or none of them.',
      [{}, { a: '', b: '' }],
      [{ a: '' }, { b: '' }],
    ],
    [
      atLeastOne,
      'Fill in at least 1 of A, B, C, D and E.',
      [{ e: '' }, some(5)],
      [{}, { k: '' }],
    ],
    [
      `${counted} <= 4`,
      'Fill in at most 4 of A, B, C, D and E.',
      [{}, some(4)],
      [some(5)],
    ],
    [
      `${counted} >= 2 && ${counted} <= 3`,
      `The rule for A, B, C, D and E must be met: \`${counted} >= 2 && ${counted} <= 3\`.`,
      [some(2), some(3)],
      [{}, some(1), some(4)],
    ],
    [
      'has(self.k) != has(self.a)',
      'A must stay empty.',
      [{}, { k: 'y' }],
      [{ a: '' }, { a: '', k: '' }],
    ],
    [
      'has(self.k) && has(self.a)',
      'A must be filled in.',
      [{ a: '' }],
      [{}, { k: '' }],
    ],
  ])(
    'checks %j without a message, and says it in words',
    (rule, message, accepted, rejected) => {
      const form = formWith({ rule });
      expect(accepted.flatMap(value => form.problems(value))).toEqual([]);
      for (const value of rejected) {
        expect(form.problems(value).join()).toContain(
          JSON.stringify(message).slice(1, -1),
        );
      }
    },
  );

  it('checks a rule over more than four fields, and shows its message', () => {
    const form = formWith({ rule: atLeastOne, message: 'name one' });
    expect(form.problems({ c: '' })).toEqual([]);
    expect(form.problems({}).join()).toContain('name one');
  });

  it('names fields by their titles, and leaves out a required field', () => {
    const { template } = createPromiseTemplate({
      promise: promiseWith({
        type: 'object',
        required: ['a'],
        properties: {
          a: text,
          b: { ...text, title: 'The bucket' },
          c: text,
          d: { ...text, title: 'The disk' },
        },
        allOf: [{ not: { required: ['d'] } }],
        'x-kubernetes-validations': [
          { rule: 'has(self.a) != has(self.b)' },
          { rule: '!has(self.c) || has(self.d)' },
          { rule: '!has(self.a)' },
        ],
      }),
      settings: { singleSpecPage: true },
    });
    expect(
      asText(template!.spec.parameters[1].description).split('\n\n'),
    ).toEqual([
      'A rule for this field must be met.',
      'The bucket must stay empty.',
      'If C is filled in, fill in The disk too.',
      'A must stay empty.',
    ]);
  });

  it('evaluates a rule once for each schema', () => {
    const schema = { type: 'object', properties: { a: text, b: text } };
    const rule = 'has(self.a) != has(self.b)';
    const first = readRejectedByCel(rule, schema);
    expect(first?.rejected).toEqual([[], ['a', 'b']]);
    expect(readRejectedByCel(rule, schema)).toBe(first);
    expect(readRejectedByCel('has(self.b)', schema)?.rejected).toEqual([[]]);
  });
});
