import type { JsonObject } from '@backstage/types';
import fc from 'fast-check';

/** Schemas whose rules apply after the API server has set the defaults. */
export const defaultedSchemas: JsonObject[] = [
  {
    type: 'object',
    additionalProperties: { type: 'string' },
    default: { tier: 'gold' },
  },
  { type: 'object', additionalProperties: { type: 'integer' }, default: {} },
  { type: 'array', items: { type: 'string' }, default: ['a', 'b'] },
  {
    type: 'array',
    items: {
      type: 'object',
      required: ['port'],
      properties: {
        port: { type: 'integer', default: 80 },
        host: { type: 'string' },
      },
    },
    default: [{ host: 'a', port: 1 }],
  },
  {
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'string', default: 'x' }, b: { type: 'integer' } },
  },
  {
    type: 'object',
    properties: {
      a: { type: 'string', default: 'x' },
      b: {
        type: 'object',
        properties: { c: { type: 'boolean', default: true } },
      },
    },
    default: {},
  },
  {
    type: 'object',
    required: ['b'],
    properties: { a: { type: 'string' }, b: { type: 'integer' } },
    default: { b: 1 },
  },
  {
    type: 'object',
    minProperties: 2,
    maxProperties: 3,
    properties: {
      a: { type: 'string', default: 'x' },
      b: { type: 'integer' },
      c: { type: 'integer' },
      d: { type: 'integer' },
    },
  },
  {
    type: 'object',
    properties: {
      kind: { type: 'string', enum: ['s3', 'nfs'], default: 's3' },
      bucket: { type: 'string' },
      server: { type: 'string' },
    },
    oneOf: [
      { properties: { kind: { enum: ['s3'] } }, required: ['bucket'] },
      { properties: { kind: { enum: ['nfs'] } }, required: ['server'] },
    ],
  },
  {
    type: 'object',
    properties: {
      size: { type: 'integer', default: 3 },
      note: { type: 'string' },
    },
    not: { properties: { size: { maximum: 3 } }, required: ['note'] },
  },
  {
    type: 'object',
    properties: {
      a: { type: 'object', properties: { n: { type: 'integer', default: 1 } } },
      b: { type: 'string' },
    },
    minProperties: 1,
    maxProperties: 1,
  },
  {
    type: 'object',
    properties: {
      a: { type: 'string' },
      b: { type: 'string' },
      c: { type: 'string' },
    },
    'x-kubernetes-validations': [
      {
        rule: '(has(self.a) ? 1 : 0) + (has(self.b) ? 1 : 0) + (has(self.c) ? 1 : 0) == 1',
      },
    ],
  },
  {
    type: 'object',
    properties: {
      child: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string' } },
      },
      other: { type: 'string' },
    },
    default: { child: { name: 'x' } },
  },
  {
    type: 'object',
    properties: {
      git: { type: 'object', properties: { url: { type: 'string' } } },
      s3: {
        type: 'object',
        properties: { region: { type: 'string', default: 'eu' } },
      },
    },
    default: { git: {} },
    minProperties: 1,
    maxProperties: 1,
  },
  {
    type: 'object',
    properties: {
      tier: { type: 'string' },
      size: { type: 'integer', default: 1 },
      hosts: { type: 'array', minItems: 1, items: { type: 'string' } },
      flag: { type: 'boolean' },
    },
    default: { tier: 'gold', size: 3, hosts: ['a'], flag: true },
  },
  {
    type: 'array',
    items: {
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string' },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        on: {
          type: 'object',
          properties: { since: { type: 'integer' } },
          default: { since: 1 },
        },
      },
      default: { name: 'x', labels: { a: 'b' } },
    },
  },
];

export const defaulted: fc.Arbitrary<JsonObject> = fc.constantFrom(
  ...defaultedSchemas,
);
