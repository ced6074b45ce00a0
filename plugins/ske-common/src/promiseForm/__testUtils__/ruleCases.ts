import type { FormCase } from './FormCase';

const text = { type: 'string' };
const nine = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];

/** Rules over several properties, which public Promises do not have. */
export const ruleCases: FormCase[] = [
  {
    title: 'oneOf: exactly one of two fields',
    spec: {
      type: 'object',
      properties: { file: text, url: text },
      oneOf: [{ required: ['file'] }, { required: ['url'] }],
    },
    accepted: [{ file: 'a' }, { url: 'b' }],
    refused: [{}, { file: 'a', url: 'b' }],
    left: [],
  },
  {
    title: 'exactly one of some fields, required by several rules together',
    spec: {
      type: 'object',
      properties: {
        pair: {
          type: 'object',
          properties: { a: text, b: text },
          anyOf: [{ required: ['a'] }, { required: ['b'] }],
          'x-kubernetes-validations': [
            { rule: '!(has(self.a) && has(self.b)) // never both' },
          ],
        },
        triple: {
          type: 'object',
          properties: { a: text, b: text, c: text },
          allOf: [
            { not: { required: ['a', 'b'] } },
            { not: { required: ['a', 'c'] } },
            { not: { required: ['b', 'c'] } },
          ],
        },
        parts: {
          type: 'object',
          properties: { a: text, b: text, c: text },
          oneOf: [
            { required: ['a', 'b'], not: { required: ['c'] } },
            {
              required: ['c'],
              not: { anyOf: [{ required: ['a'] }, { required: ['b'] }] },
            },
          ],
        },
        counted: {
          type: 'object',
          properties: { kind: { ...text, default: 'x' }, a: text, b: text },
          minProperties: 2,
          maxProperties: 2,
        },
      },
    },
    accepted: [
      { pair: { a: '' }, triple: {}, parts: { a: '', b: '' } },
      { triple: { c: '' }, parts: { c: '' }, counted: { b: '' } },
    ],
    refused: [
      { pair: {} },
      { pair: { a: '', b: '' } },
      { triple: { a: '', c: '' } },
      { parts: { a: '' } },
      { parts: { a: '', b: '', c: '' } },
      { counted: {} },
      { counted: { a: '', b: '' } },
    ],
    left: [],
  },
  {
    title: 'oneOf: branches with values',
    spec: {
      type: 'object',
      required: ['kind'],
      properties: {
        kind: { type: 'string', enum: ['s3', 'nfs'] },
        bucket: text,
        server: text,
      },
      oneOf: [
        { properties: { kind: { enum: ['s3'] } }, required: ['bucket'] },
        { properties: { kind: { enum: ['nfs'] } }, required: ['server'] },
      ],
    },
    accepted: [
      { kind: 's3', bucket: 'b' },
      { kind: 'nfs', server: 's', bucket: 'b' },
    ],
    refused: [{ kind: 's3' }, { kind: 'nfs', bucket: 'b' }],
    left: [],
  },
  {
    title: 'anyOf, allOf and not',
    spec: {
      type: 'object',
      properties: {
        a: text,
        b: text,
        n: { type: 'integer', allOf: [{ minimum: 2 }, { multipleOf: 3 }] },
        s: { type: 'string', not: { enum: ['latest'] } },
      },
      anyOf: [{ required: ['a'] }, { required: ['b'] }],
    },
    accepted: [{ a: '', b: '', n: 3, s: 'x' }, { b: '1' }],
    refused: [{}, { a: '', n: 2 }, { a: '', n: 0 }, { a: '', s: 'latest' }],
    left: [],
  },
  {
    title: 'CEL rules, and patterns that only RE2 has, are left to the cluster',
    spec: {
      type: 'object',
      properties: {
        min: { type: 'integer' },
        max: { type: 'integer' },
        name: { type: 'string', pattern: '(?i)^[a-z]+$' },
      },
      'x-kubernetes-validations': [
        {
          rule: '!has(self.min) || !has(self.max) || self.min <= self.max',
          message: 'min is at most max',
        },
      ],
    },
    accepted: [{ min: 1, max: 2, name: 'aB' }],
    refused: [{ min: 'a' }],
    left: [{ min: 2, max: 1 }, { name: '1' }],
  },
  {
    title: 'a choice of numbers and texts',
    spec: {
      type: 'object',
      properties: {
        port: { 'x-kubernetes-int-or-string': true, enum: [80, 'http', '80'] },
        ports: {
          type: 'object',
          additionalProperties: {
            'x-kubernetes-int-or-string': true,
            enum: [80, 'http'],
          },
        },
      },
    },
    accepted: [
      { port: 80 },
      { port: 'http', ports: { a: 80 } },
      { port: '80' },
    ],
    refused: [{ port: 81 }, { ports: { a: '80' } }],
    left: [],
  },
  {
    title: 'a list with keys is one more rule for the cluster',
    spec: {
      type: 'object',
      properties: {
        ports: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['name'],
          items: {
            type: 'object',
            required: ['name'],
            properties: { name: text },
          },
        },
        tags: { type: 'array', 'x-kubernetes-list-type': 'set', items: text },
      },
    },
    accepted: [{ ports: [{ name: 'a' }, { name: 'b' }], tags: ['a', 'b'] }],
    refused: [{ tags: ['a', 'a'] }, { ports: [{}] }],
    left: [{ ports: [{ name: 'a' }, { name: 'a' }] }],
  },
  {
    title: 'CEL rules with names that CEL escapes',
    spec: {
      type: 'object',
      properties: { namespace: text, 'a-b': text, x__y: text },
      'x-kubernetes-validations': [
        { rule: 'has(self.__namespace__) != has(self.a__dash__b)' },
        {
          rule: '!has(self.x__underscores__y) || has(self.__namespace__)',
          message: 'namespace is missing',
        },
      ],
    },
    accepted: [{ namespace: '', x__y: '' }, { 'a-b': '' }],
    refused: [{}, { namespace: '', 'a-b': '' }, { 'a-b': '', x__y: '' }],
    left: [],
  },
  {
    title: 'maps that require keys',
    spec: {
      type: 'object',
      properties: {
        labels: {
          type: 'object',
          required: ['team', 'cost-center'],
          additionalProperties: text,
        },
        maybe: {
          type: 'object',
          nullable: true,
          required: ['a.b'],
          additionalProperties: { type: 'integer' },
        },
      },
    },
    accepted: [
      {},
      { labels: { team: 'a', 'cost-center': '' } },
      { maybe: null },
      { maybe: { 'a.b': 1, c: 2 } },
    ],
    refused: [
      { labels: {} },
      { labels: { team: 'a' } },
      { maybe: {} },
      { maybe: { a: 1 } },
    ],
    left: [],
  },
  {
    title: 'CEL rules about the presence of fields, with and without a message',
    spec: {
      type: 'object',
      properties: {
        a: text,
        b: text,
        c: text,
        d: { type: 'string', default: 'x' },
        entries: {
          type: 'array',
          items: {
            type: 'object',
            properties: { name: text, id: text },
            'x-kubernetes-validations': [
              { rule: 'has(self.name) || has(self.id)', message: 'no name' },
            ],
          },
        },
        off: {
          type: 'object',
          nullable: true,
          properties: { x: text, y: text },
          'x-kubernetes-validations': [
            { rule: 'has(self.x) == has(self.y)', message: 'x with y' },
          ],
        },
      },
      'x-kubernetes-validations': [
        { rule: '!has(self.a) || has(self.b)', message: 'b is missing' },
        { rule: 'has(self.c) || has(self.d)', message: 'c is missing' },
        { rule: '!has(self.c) || has(self.b)' },
      ],
    },
    accepted: [
      {},
      { a: '', b: '' },
      { b: '', entries: [{ name: '' }, { id: '' }] },
      { off: null },
      { off: {} },
      { off: { x: '', y: '' } },
    ],
    refused: [{ a: '' }, { entries: [{}] }, { off: { x: '' } }, { c: '' }],
    left: [],
  },
  {
    title: 'CEL rules about the presence of more than four fields',
    spec: {
      type: 'object',
      properties: {
        some: {
          type: 'object',
          properties: { a: text, b: text, c: text, d: text, e: text },
          'x-kubernetes-validations': [
            {
              rule: 'has(self.a) || has(self.b) || has(self.c) || has(self.d) || has(self.e)',
              message: 'at least one',
            },
            { rule: '!has(self.e) || (has(self.a) && has(self.b))' },
          ],
        },
        preset: {
          type: 'object',
          properties: { k: { ...text, default: 'x' }, a: text },
          'x-kubernetes-validations': [{ rule: 'has(self.k) != has(self.a)' }],
        },
      },
    },
    accepted: [
      { some: { c: '' }, preset: {} },
      { some: { a: '', b: '', e: '' } },
    ],
    refused: [{ some: {} }, { some: { a: '', e: '' } }, { preset: { a: '' } }],
    left: [],
  },
  {
    title: 'CEL rules over the presence of fields of a part',
    root: {
      'x-kubernetes-validations': [
        { rule: 'has(self.spec.a) != has(self.spec.b)' },
        { rule: '!has(self.spec.deep.y) || has(self.spec.deep.x)' },
      ],
    },
    spec: {
      type: 'object',
      required: ['deep'],
      properties: {
        a: text,
        b: text,
        deep: { type: 'object', properties: { x: text, y: text, z: text } },
      },
      'x-kubernetes-validations': [
        { rule: 'has(self.deep.x) != has(self.deep.z)' },
      ],
    },
    accepted: [
      { a: '', deep: { x: '' } },
      { b: '', deep: { x: '', y: '' } },
      { b: '', deep: { z: '' } },
    ],
    refused: [
      { deep: { x: '' } },
      { a: '', b: '', deep: { x: '' } },
      { a: '', deep: {} },
      { a: '', deep: { y: '', z: '' } },
      { a: '' },
    ],
    left: [],
  },
  {
    title: 'one of nine fields, by a rule for each pair',
    spec: {
      type: 'object',
      properties: {
        pairs: {
          type: 'object',
          properties: Object.fromEntries(nine.map(name => [name, text])),
          'x-kubernetes-validations': nine.flatMap((a, at) =>
            nine
              .slice(at + 1)
              .map(b => ({ rule: `!(has(self.${a}) && has(self.${b}))` })),
          ),
        },
        counted: {
          type: 'object',
          properties: {
            kind: { ...text, default: 'x' },
            ...Object.fromEntries(nine.map(name => [name, text])),
          },
          maxProperties: 2,
        },
        required: {
          type: 'object',
          properties: Object.fromEntries(nine.map(name => [name, text])),
          maxProperties: 1,
          anyOf: nine.map(name => ({ required: [name] })),
        },
      },
    },
    accepted: [
      { pairs: {}, counted: {} },
      { pairs: { i: '' }, counted: { i: '' }, required: { i: '' } },
    ],
    refused: [
      { pairs: { a: '', i: '' } },
      { counted: { a: '', i: '' } },
      { required: {} },
      { required: { a: '', i: '' } },
    ],
    left: [],
  },
];
