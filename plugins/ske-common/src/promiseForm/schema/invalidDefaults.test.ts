/**
 * @jest-environment node
 */
import type { JsonObject } from '@backstage/types';
import { readCrdShapes } from '../__testUtils__/crdShapes';
import { findInvalidDefaults } from './invalidDefaults';

const rejected: JsonObject[] = [
  { type: 'integer', maximum: 5, default: 6 },
  { type: 'number', maximum: 2, exclusiveMaximum: true, default: 2 },
  { type: 'string', enum: ['a', 'b'], default: 'c' },
  { type: 'string', pattern: '^a', default: 'b' },
  { type: 'string', default: 1 },
  { type: 'array', items: { type: 'string' }, maxItems: 1, default: ['', ''] },
  {
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'string' } },
    default: {},
  },
];

const accepted: JsonObject[] = [
  { type: 'integer', maximum: 5, default: 5 },
  { type: 'string', enum: ['a'], default: null },
  { 'x-kubernetes-int-or-string': true, default: '25%' },
  {
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'string', default: 'x' } },
    default: {},
  },
];

describe('findInvalidDefaults', () => {
  it.each(rejected)('finds the default in %j', schema => {
    const list = { type: 'array', items: schema };
    const map = { type: 'object', additionalProperties: schema };
    const spec = { type: 'object', properties: { a: schema, list, map } };
    expect(findInvalidDefaults({ properties: { spec } })).toEqual([
      'spec.a',
      'spec.list[]',
      'spec.map.*',
    ]);
  });

  it.each(accepted)('accepts the default in %j', schema => {
    expect(findInvalidDefaults({ properties: { spec: schema } })).toEqual([]);
  });

  it('finds none in public CRDs', () => {
    expect(
      readCrdShapes().flatMap(({ spec }) => findInvalidDefaults(spec)),
    ).toEqual([]);
  });
});
