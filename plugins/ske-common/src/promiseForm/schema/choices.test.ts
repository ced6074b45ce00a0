import type { JsonObject } from '@backstage/types';
import { readChoices } from './choices';

const text = { type: 'string' };

function choicesOf(oneOf: JsonObject[], more: JsonObject = {}) {
  return readChoices({
    type: 'object',
    properties: { a: text, b: text, longName: text, kind: text, $ref: text },
    oneOf,
    ...more,
  });
}

describe('G5: readChoices', () => {
  it('takes branches that ask for different properties', () => {
    expect(
      choicesOf([{ required: ['b', 'longName'] }, { required: ['a'] }]),
    ).toEqual([
      { title: 'B and Long name', fields: ['b', 'longName'] },
      { title: 'A', fields: ['a'] },
    ]);
  });

  it('takes branches with properties of their own, and their words', () => {
    expect(
      choicesOf([
        {
          title: 'A bucket',
          required: ['x'],
          properties: { x: text, y: text },
        },
        { description: 'A disk.', required: ['a'] },
      ]),
    ).toEqual([
      { title: 'A bucket', fields: ['x', 'y'] },
      { title: 'A disk', fields: ['a'] },
    ]);
  });

  it.each<[string, JsonObject[], JsonObject?]>([
    ['one branch', [{ required: ['a'] }]],
    ['a branch that asks for nothing', [{ required: ['a'] }, {}]],
    [
      'a property in two of them',
      [{ required: ['a'] }, { required: ['a', 'b'] }],
    ],
    [
      'a choice by value',
      [
        { required: ['a'], properties: { kind: { enum: ['x'] } } },
        { required: ['b'], properties: { kind: { enum: ['y'] } } },
      ],
    ],
    [
      'a rule of another sort',
      [{ required: ['a'] }, { required: ['b'], minProperties: 2 }],
    ],
    [
      'a property that is there anyway',
      [{ required: ['a'] }, { required: ['b'] }],
      { required: ['a'] },
    ],
    [
      'a property that there is not',
      [{ required: ['a'] }, { required: ['z'] }],
    ],
    [
      'a name that a form cannot hold',
      [{ required: ['a'] }, { required: ['$ref'] }],
    ],
    ['no oneOf', [], { anyOf: [{ required: ['a'] }, { required: ['b'] }] }],
  ])('leaves %s to the words of the rule', (_, oneOf, more = {}) => {
    expect(choicesOf(oneOf, more)).toEqual([]);
  });
});
