import type { JsonObject, JsonValue } from '@backstage/types';

/** A schema with values that the form and the API server accept or reject. */
export interface RuleCase {
  title: string;
  spec: JsonObject;
  /** Both accept them. */
  accepted: JsonValue[];
  /** Both reject them. */
  refused: JsonValue[];
  /** The form accepts them and says that the cluster checks them; the API server rejects them. */
  left: JsonValue[];
}

const text = { type: 'string' };

/** Cases that public Promises do not have. */
export const ruleCases: RuleCase[] = [
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
    title: 'CEL rules, and patterns of RE2 alone, are left to the cluster',
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
      'a property that is called spec, and others with names of JSON Schema',
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
    title: 'CEL rules about the presence of fields, with a message',
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
    refused: [{ a: '' }, { entries: [{}] }, { off: { x: '' } }],
    left: [{ c: '' }],
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
];
