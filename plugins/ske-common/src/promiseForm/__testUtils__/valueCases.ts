import type { FormCase } from './FormCase';

const text = { type: 'string' };

/** Kinds of values, names and objects that public Promises do not have. */
export const valueCases: FormCase[] = [
  {
    title: 'bounds that are zero, and bounds that are excluded',
    spec: {
      type: 'object',
      properties: {
        min: { type: 'integer', minimum: 0 },
        max: { type: 'number', maximum: 0, exclusiveMaximum: true },
        open: { type: 'number', minimum: 0, exclusiveMinimum: true },
        empty: { type: 'string', maxLength: 0 },
      },
    },
    accepted: [{ min: 0, max: -0.5, open: 0.5, empty: '' }],
    refused: [{ min: -1 }, { max: 0 }, { open: 0 }, { empty: 'a' }],
    left: [],
  },
  {
    title:
      'limits with a fraction, which the API server cuts off for whole numbers',
    spec: {
      type: 'object',
      properties: {
        min: { type: 'number', minimum: 1.5 },
        negativeMin: { type: 'number', minimum: -1.5 },
        max: { type: 'number', maximum: 1.5 },
        negativeMax: { type: 'number', maximum: -1.5 },
        more: { type: 'number', minimum: 1.5, exclusiveMinimum: true },
        negativeMore: { type: 'number', minimum: -1.5, exclusiveMinimum: true },
        less: { type: 'number', maximum: 1.5, exclusiveMaximum: true },
        negativeLess: { type: 'number', maximum: -1.5, exclusiveMaximum: true },
        either: { 'x-kubernetes-int-or-string': true, minimum: 1.5 },
      },
    },
    accepted: [
      { min: 1, negativeMin: -1, max: 1, negativeMax: -1 },
      { min: 1.5, negativeMin: -1.5, max: 1.5, negativeMax: -1.5, either: 1 },
      { more: 2, negativeMore: 0, less: 0, negativeLess: -2 },
      { more: 1.6, negativeMore: -1.2, less: 1.2, negativeLess: -1.6 },
    ],
    refused: [
      { min: 0 },
      { negativeMin: -2 },
      { max: 2 },
      { negativeMax: 0 },
      { more: 1 },
      { more: 1.5 },
      { negativeMore: -2 },
      { less: 2 },
      { negativeLess: -1 },
      { either: 0 },
    ],
    left: [
      { min: 1.2 },
      { negativeMax: -1.2 },
      { negativeMore: -1 },
      { less: 1 },
    ],
  },
  {
    title: 'limits that the type of the field cannot hold',
    spec: {
      type: 'object',
      properties: {
        fraction: { type: 'integer', maximum: 1.5 },
        int32: { type: 'integer', format: 'int32', maximum: 4294967295 },
        int64: { type: 'integer', format: 'int64', maximum: 2 ** 63 },
        float: { type: 'number', format: 'float', minimum: -1e39 },
      },
    },
    accepted: [{}],
    refused: [{ int32: 2 ** 31 }, { float: -1e39 }],
    left: [{ fraction: 1 }, { int32: 1 }, { int64: 1 }, { float: 1 }],
  },
  {
    title: 'numbers of 32 bits',
    spec: {
      type: 'object',
      properties: {
        int: { type: 'integer', format: 'int32' },
        float: { type: 'number', format: 'float' },
        double: { type: 'number', format: 'double' },
      },
    },
    accepted: [
      { int: 2147483647, float: 3.4028235e38, double: 1e300 },
      { int: -2147483648, float: -3.4028235e38, double: -1e300 },
      { float: 1 },
    ],
    refused: [
      { int: 2147483648 },
      { int: -2147483649 },
      { float: 3.41e38 },
      { float: -3.41e38 },
    ],
    left: [],
  },
  {
    title: 'a number or text, with a pattern for the text',
    spec: {
      type: 'object',
      properties: {
        cpu: {
          'x-kubernetes-int-or-string': true,
          anyOf: [{ type: 'integer' }, { type: 'string' }],
          pattern: '^[0-9]+m?$',
        },
        limits: {
          type: 'object',
          additionalProperties: { 'x-kubernetes-int-or-string': true },
        },
      },
    },
    accepted: [{ cpu: 2, limits: { memory: '1Gi', pods: 3 } }, { cpu: '2' }],
    refused: [{ cpu: 'x' }, { cpu: 1.5 }, { limits: { cpu: true } }],
    left: [],
  },
  {
    title: 'a spec that is a number or text',
    spec: { 'x-kubernetes-int-or-string': true },
    accepted: [1, '1', 'x'],
    refused: [{}, true],
    left: [],
  },
  {
    title: 'anything at all, and a Kubernetes object, written as YAML',
    spec: {
      type: 'object',
      properties: {
        any: { 'x-kubernetes-preserve-unknown-fields': true },
        values: {
          type: 'object',
          'x-kubernetes-preserve-unknown-fields': true,
        },
        object: {
          type: 'object',
          'x-kubernetes-embedded-resource': true,
          'x-kubernetes-preserve-unknown-fields': true,
        },
      },
    },
    accepted: [
      { any: [1, { a: null }], values: { a: { 'b.c': [] } } },
      {
        any: 'text',
        object: { apiVersion: 'v1', kind: 'ConfigMap', data: {} },
      },
    ],
    refused: [{ values: [] }, { object: { kind: 'ConfigMap' } }],
    left: [],
  },
  {
    title: 'names that a form cannot hold',
    spec: {
      type: 'object',
      required: ['$ref'],
      properties: {
        $ref: text,
        'a.b': { type: 'integer' },
        toString: { type: 'boolean' },
        spec: { type: 'object', properties: { spec: text } },
      },
    },
    accepted: [{ $ref: '#', 'a.b': 1, toString: true, spec: { spec: 'x' } }],
    refused: [{ 'a.b': 1 }, { $ref: '', 'a.b': 'x' }],
    left: [{ $ref: 1 }, { $ref: '', toString: 'x' }],
  },
  {
    title:
      'a property that is called spec, and properties with names of JSON Schema keywords',
    spec: {
      type: 'object',
      required: ['spec'],
      properties: {
        spec: {
          type: 'object',
          required: ['type'],
          properties: { type: text },
        },
        items: {
          type: 'array',
          items: { type: 'object', properties: { items: text } },
        },
        properties: { type: 'object', properties: { properties: text } },
        required: { type: 'boolean' },
        not: text,
        enum: { type: 'string', enum: ['a'] },
      },
    },
    accepted: [
      {
        spec: { type: 'x' },
        items: [{ items: 'a' }],
        properties: { properties: 'b' },
        required: true,
        not: 'c',
        enum: 'a',
      },
    ],
    refused: [{ spec: {} }, { spec: { type: 'x' }, enum: 'b' }],
    left: [],
  },
  {
    title: 'a multiple of a decimal fraction',
    spec: {
      type: 'object',
      properties: {
        cores: { type: 'number', multipleOf: 0.1 },
        half: { type: 'number', multipleOf: 0.5 },
      },
    },
    accepted: [{ cores: 0.3 }, { cores: 0.7, half: 1.5 }],
    refused: [{ half: 0.3 }],
    left: [{ cores: 0.25 }, { half: 2 }],
  },
  {
    title: 'objects without fields',
    spec: {
      type: 'object',
      required: ['on'],
      properties: {
        on: { type: 'object' },
        off: { type: 'object' },
        all: { type: 'object', additionalProperties: { type: 'object' } },
      },
    },
    accepted: [{ on: {} }, { on: {}, off: {}, all: { a: {} } }],
    refused: [{}, { on: 1 }],
    left: [],
  },
  {
    title: 'names that differ in upper and lower case only',
    spec: {
      type: 'object',
      properties: {
        dns: {
          type: 'object',
          required: ['url'],
          properties: { url: text, URL: text, port: { type: 'integer' } },
        },
      },
    },
    accepted: [{ dns: { url: 'a', URL: 'b', port: 1 } }],
    refused: [{ dns: { URL: 'b' } }, { dns: { url: '', port: 'a' } }],
    left: [{ dns: { url: 'a', URL: 1 } }],
  },
  {
    title: 'Kubernetes objects in a list, and with a schema of their own',
    spec: {
      type: 'object',
      properties: {
        objects: {
          type: 'array',
          items: {
            type: 'object',
            'x-kubernetes-embedded-resource': true,
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
        pod: {
          type: 'object',
          'x-kubernetes-embedded-resource': true,
          required: ['spec'],
          properties: {
            spec: {
              type: 'object',
              required: ['n'],
              properties: { n: { type: 'integer' } },
            },
          },
        },
        secret: {
          type: 'object',
          'x-kubernetes-embedded-resource': true,
          'x-kubernetes-preserve-unknown-fields': true,
          properties: { apiVersion: { type: 'string', default: 'v1' } },
        },
      },
    },
    accepted: [
      {},
      { secret: { kind: 'Secret' } },
      { objects: [{ apiVersion: 'v1', kind: 'ConfigMap', data: {} }] },
      { pod: { apiVersion: 'v1', kind: 'Pod', spec: { n: 1 } } },
    ],
    refused: [
      { objects: [{}] },
      { objects: [{ kind: 'ConfigMap' }] },
      { pod: { spec: { n: 1 } } },
      { pod: { apiVersion: 'v1', kind: 'Pod' } },
      { pod: { apiVersion: 'v1', kind: 'Pod', spec: {} } },
    ],
    left: [],
  },
  {
    title: 'values that the API names twice',
    spec: {
      type: 'object',
      required: ['a', 'a'],
      properties: {
        a: { type: 'string', enum: ['', 'x', 'x'] },
        n: { type: 'integer', enum: [1, 1, 0] },
        yaml: {
          type: 'object',
          required: ['b', 'b'],
          properties: {
            b: { type: 'boolean', enum: [true, true] },
            'c.d': text,
          },
        },
      },
      anyOf: [{ required: ['a', 'a'] }, { required: ['n'] }],
    },
    accepted: [{ a: '' }, { a: 'x', n: 0, yaml: { b: true } }],
    refused: [{}, { a: 'y' }, { a: '', n: 2 }, { a: '', yaml: {} }],
    left: [],
  },
  {
    title: 'numbers of properties in YAML fields',
    spec: {
      type: 'object',
      properties: {
        some: {
          type: 'object',
          minProperties: 1,
          maxProperties: 2,
          'x-kubernetes-preserve-unknown-fields': true,
        },
        maybe: {
          type: 'object',
          nullable: true,
          minProperties: 2,
          'x-kubernetes-preserve-unknown-fields': true,
        },
      },
    },
    accepted: [
      {},
      { some: { a: null } },
      { some: { a: 1, b: 2 }, maybe: null },
      { maybe: { a: 1, b: 2 } },
    ],
    refused: [{ some: {} }, { some: { a: 1, b: 2, c: 3 } }, { maybe: {} }],
    left: [],
  },
  {
    title: 'nullable fields',
    spec: {
      type: 'object',
      properties: {
        text: { type: 'string', nullable: true, minLength: 2 },
        choice: { type: 'string', nullable: true, enum: ['a'] },
        other: { type: 'string', nullable: true, enum: ['a', null] },
        list: { type: 'array', nullable: true, items: text },
        group: {
          type: 'object',
          nullable: true,
          required: ['x'],
          properties: { x: text },
        },
      },
    },
    accepted: [
      { text: null, list: null, group: null },
      { text: 'ab', group: { x: '' } },
    ],
    refused: [
      { text: 'a' },
      { group: {} },
      { choice: 'b' },
      { choice: null },
      { other: null },
    ],
    left: [],
  },
  {
    title: 'nulls that the API server drops or replaces, in a YAML field',
    spec: {
      type: 'object',
      properties: {
        yaml: {
          type: 'object',
          required: ['r', 'd'],
          properties: {
            'a.b': { type: 'string', default: 'x' },
            c: { type: 'integer' },
            r: text,
            d: { type: 'string', enum: ['y'], default: 'y' },
            map: { type: 'object', additionalProperties: { type: 'integer' } },
            keys: {
              type: 'object',
              required: ['k'],
              additionalProperties: { type: 'integer' },
            },
            ruled: {
              type: 'object',
              properties: {
                inner: { type: 'object', properties: { x: text, y: text } },
              },
              anyOf: [{ properties: { inner: { required: ['x'] } } }],
            },
            list: { type: 'array', items: text },
            counted: {
              type: 'object',
              minProperties: 1,
              properties: { e: text, f: { type: 'string', default: 'z' } },
            },
          },
        },
      },
    },
    accepted: [
      { yaml: { r: '' } },
      { yaml: { keys: { k: 1 }, ruled: { inner: { x: '' } }, r: '' } },
    ],
    changed: [
      { yaml: { 'a.b': null, r: '' } },
      { yaml: { c: null, r: '', d: null } },
      { yaml: { map: { a: null, b: 1 }, r: '' } },
      { yaml: { map: null, list: null, counted: { f: null }, r: '' } },
    ],
    refused: [
      { yaml: { r: null } },
      { yaml: { list: [null], r: '' } },
      { yaml: { map: { a: 'x' }, r: '' } },
      { yaml: { keys: { k: null }, r: '' } },
      { yaml: { ruled: { inner: { x: null } }, r: '' } },
    ],
    left: [],
  },
];
