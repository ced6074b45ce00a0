import type { JsonObject } from '@backstage/types';
import { createPromiseTemplate } from '@kratix-portal/plugin-ske-common';
import { promiseWith } from '../formFields/__testUtils__/promiseWith';
import { wordsIn } from '../words/__testUtils__/wordsIn';
import { translatePages } from './translatePages';

const text = { type: 'string' };

/** The formats of the API server that a form knows; see https://pkg.go.dev/k8s.io/apiextensions-apiserver/pkg/apiserver/validation. */
const FORMATS = [
  'bsonobjectid',
  'byte',
  'cidr',
  'creditcard',
  'date',
  'date-time',
  'datetime',
  'duration',
  'email',
  'hexcolor',
  'hostname',
  'ipv4',
  'ipv6',
  'isbn',
  'isbn10',
  'isbn13',
  'k8s-long-name',
  'k8s-short-name',
  'mac',
  'password',
  'rgbcolor',
  'ssn',
  'uri',
  'uuid',
  'uuid3',
  'uuid4',
  'uuid5',
];

/** Each property makes the generator write something. No property contains a text of the author. */
const spec: JsonObject = {
  type: 'object',
  required: ['x1'],
  anyOf: [{ required: ['x1'] }, { required: ['x2'] }],
  oneOf: [
    { properties: { x1: { enum: ['u', 'v', 'w'] } } },
    { properties: { x1: { pattern: '^w' } } },
  ],
  not: { required: ['x3', 'x4'] },
  maxProperties: 90,
  properties: {
    ...Object.fromEntries(
      FORMATS.map((format, index) => [`f${index}`, { ...text, format }]),
    ),
    x1: text,
    x2: { ...text, pattern: '(?i)k' },
    x3: { type: 'number', multipleOf: 0.1 },
    limit1: { type: 'number', minimum: 1.5 },
    limit2: { type: 'number', minimum: -1.5, exclusiveMinimum: true },
    limit3: { type: 'number', maximum: -1.5 },
    limit4: { type: 'number', maximum: 1.5, exclusiveMaximum: true },
    limit5: { type: 'integer', maximum: 1.5 },
    x4: { type: 'integer', default: 9007199254740993 },
    y1: { type: 'object', additionalProperties: true },
    y2: { 'x-kubernetes-preserve-unknown-fields': true },
    y3: { type: 'object', 'x-kubernetes-embedded-resource': true },
    y4: { type: 'array', minItems: 60, items: text },
    y5: { type: 'array', minItems: 1, items: { type: 'object' } },
    y6: { type: 'object', properties: { 'k.l': text } },
    y7: { type: 'object', properties: { m: text, M: text } },
    y8: { enum: [{ n: 1 }, { n: 2 }] },
    y9: {
      type: 'object',
      minProperties: 1,
      'x-kubernetes-preserve-unknown-fields': true,
    },
    z1: { type: 'object' },
    z2: {
      type: 'object',
      required: ['q'],
      additionalProperties: text,
    },
    z3: {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['q', 'r', 's'],
      items: { type: 'object', properties: { q: text, r: text, s: text } },
    },
    z4: {
      type: 'object',
      oneOf: [{ required: ['q'] }, { required: ['r'] }],
      properties: { q: text, r: text },
    },
    z5: {
      type: 'object',
      minProperties: 2,
      properties: { q: text, r: text, s: text },
    },
    c1: {
      type: 'object',
      properties: { q: text, r: text, s: text },
      'x-kubernetes-validations': [
        { rule: '!has(self.q) || has(self.r)' },
        { rule: 'has(self.r) == has(self.s)' },
        {
          rule: 'self.?q.hasValue() || !self.?r.hasValue() || self.?s.hasValue()',
        },
      ],
    },
    c2: {
      type: 'object',
      properties: { q: text, r: text, s: { ...text, default: 'x' } },
      'x-kubernetes-validations': [
        { rule: 'has(self.q) != has(self.s)' },
        { rule: 'has(self.r) == has(self.s)' },
      ],
    },
    z6: { ...text, 'x-kubernetes-validations': [{ rule: 'k(v)' }] },
    z7: { ...text, not: { enum: ['p'] } },
    z8: { ...text, allOf: [{ minLength: 2 }, { pattern: '(?i)t' }] },
    z9: { ...text, 'x-kratix-portal-form': { secretName: true } },
  },
};

/** Words that English has and German has not. */
const ENGLISH =
  /\b(the|must|is|of|and|or|with|such|has|have|by|it|its|this|be|enter|choose|checked|written|needs?|fill|your|for|from|at)\b/i;

function textsOf(schema: JsonObject): string[] {
  const inner = [
    ...Object.values((schema.properties ?? {}) as JsonObject),
    schema.items,
    schema.additionalProperties,
  ];
  return [
    ...String(schema.description ?? '').split('\n\n'),
    ...Object.values((schema.errorMessage ?? {}) as JsonObject).map(String),
    ...inner.flatMap(part =>
      typeof part === 'object' && part !== null
        ? textsOf(part as JsonObject)
        : [],
    ),
  ].filter(Boolean);
}

/** The error messages of the spec itself. */
function messagesOf(pages: readonly JsonObject[]): unknown[] {
  return pages.flatMap(({ properties }) => {
    const { spec: field } = properties as { spec?: JsonObject };
    return Object.values((field?.errorMessage ?? {}) as JsonObject);
  });
}

/** The pages of a Promise, in German. */
function german(
  schema: JsonObject,
  singleSpecPage: boolean,
  annotations?: Record<string, string>,
) {
  const given = promiseWith(schema);
  const promise = { ...given, metadata: { ...given.metadata, annotations } };
  const { template } = createPromiseTemplate({
    promise,
    settings: { singleSpecPage },
  });
  return translatePages(wordsIn('de'), template!.spec.parameters, promise);
}

describe('translatePages', () => {
  it('does not translate “and” or “or” in the title of a field that a choice names', () => {
    const pages = german(
      {
        type: 'object',
        oneOf: [
          { required: ['login'] },
          { required: ['token'] },
          { required: ['plan'] },
        ],
        properties: {
          login: { ...text, title: 'User and password' },
          token: text,
          plan: { ...text, title: 'Trial or paid' },
        },
      },
      true,
    );
    expect(messagesOf(pages)).toEqual([
      'Wählen Sie genau eines: User and password, Token, Trial or paid.',
    ]);
  });

  it('does not translate words in the field names that a rule lists', () => {
    const names = Array.from({ length: 12 }, (_, at) => `f${at + 10}`);
    const pages = german(
      {
        type: 'object',
        properties: {
          some: {
            type: 'object',
            minProperties: 2,
            properties: { a: text, userAndKey: text },
          },
          many: {
            type: 'object',
            minProperties: 2,
            properties: Object.fromEntries(names.map(name => [name, text])),
          },
          odd: {
            type: 'object',
            minProperties: 2,
            properties: { a: text, 'z3-other-fields': text },
          },
          keyed: {
            type: 'array',
            'x-kubernetes-list-type': 'map',
            'x-kubernetes-list-map-keys': ['userAndKey', 'b'],
            items: {
              type: 'object',
              properties: { userAndKey: text, b: text },
            },
          },
        },
      },
      true,
    );
    const texts = pages.flatMap(textsOf).join('\n');
    expect(texts).toContain('davon aus: A, User and key.');
    expect(texts).toContain('F19, 2 weitere Felder.');
    expect(texts).toContain('davon aus: A, Z3 other fields.');
    expect(texts).toContain('dieselben Werte haben: User and key, B.');
  });

  it('translates conditions whose names and values contain “and” or “is”', () => {
    const [message] = messagesOf(
      german(
        {
          type: 'object',
          anyOf: [
            { required: ['userAndKey', 'b', 'unknownAndNew'] },
            {
              properties: {
                userAndKey: { enum: ['this is it'] },
                b: { enum: ['x and y', 'z'] },
              },
            },
          ],
          properties: { userAndKey: text, b: text },
        },
        true,
      ),
    );
    expect(message).toContain(
      'User and key ist ausgefüllt, B ist ausgefüllt, Unknown and new ist ausgefüllt; User and key ist `this is it`, B ist `x and y`, `z`.',
    );
  });

  it.each([true, false])(
    'leaves no English sentence in a form (on one page: %s)',
    singleSpecPage => {
      const texts = german(spec, singleSpecPage).flatMap(textsOf);

      expect(texts.length).toBeGreaterThan(60);
      expect(texts.filter(each => ENGLISH.test(each))).toEqual([]);
    },
  );

  it('translates the page titles that the form generator has chosen', () => {
    const open = {
      type: 'object',
      'x-kubernetes-preserve-unknown-fields': true,
      properties: { size: text },
    };
    expect(german(open, false).map(({ title }) => title)).toEqual([
      'Thing: Metadaten',
      'Size',
      'Weitere Felder',
    ]);
  });

  it('does not translate titles of the author that equal a title of the form generator', () => {
    const titles = german(
      {
        type: 'object',
        properties: {
          advanced: text,
          cpu: text,
          name: { ...text, title: 'Other fields' },
        },
      },
      false,
      {
        'kratix-portal.io/form':
          'pages: [{title: Cluster Instance Metadata, fields: [cpu]}]',
      },
    ).map(({ title }) => title);
    expect(titles).toEqual([
      'Thing: Metadaten',
      'Cluster Instance Metadata',
      'Advanced',
      'Other fields',
    ]);
  });

  it.each([
    'The size is large. It is a name of a Secret.',
    'A date, such as `2026-01-31`.',
    'Checked by the cluster: the quota of the team.',
    'First.\n\nThis must be true: it is paid.\n\nIt has no fields of its own.',
    'must match the cost centre of the team.\n',
    `Checked by the cluster: ${'x'.repeat(20_000)}`,
  ])('does not translate a description of the author, case %#', description => {
    const [, page] = german(
      {
        type: 'object',
        properties: {
          Advanced: {
            ...text,
            description,
            default: 'Set by the cluster if left out.',
          },
        },
      },
      true,
    );

    const [cut] = textsOf(page).join('\n\n').split('…');
    expect(description.startsWith(cut)).toBe(true);
    expect(JSON.stringify(page)).toContain(
      '"default":"Set by the cluster if left out."',
    );
    expect(JSON.stringify(page)).toContain('"title":"Advanced"');
  });

  it('keeps the messages, the help and the conditions of the author inside of our sentences', () => {
    const pages = german(
      {
        type: 'object',
        properties: {
          a: {
            ...text,
            'x-kubernetes-validations': [
              { rule: 'self.x()', message: 'must match the other field.' },
            ],
          },
          b: {
            type: 'object',
            properties: { c: text, d: text },
            'x-kubernetes-validations': [
              {
                rule: 'has(self.c) || has(self.d)',
                message: 'Choose exactly one: red or blue.',
              },
            ],
            anyOf: [
              {
                required: ['c'],
                description: 'C is filled in; D is filled in.',
              },
              { required: ['d'] },
            ],
          },
          e: {
            ...text,
            'x-kratix-portal-form': { help: 'must be a UUID' },
          },
          f: {
            ...text,
            // A block of YAML ends with a line break.
            'x-kratix-portal-form': { help: 'must match the cost centre.\n' },
          },
        },
      },
      true,
    );
    const texts = pages.flatMap(textsOf);
    expect(texts).toContain(
      'Das prüft der Cluster: must match the other field.',
    );
    expect(texts).toContain('must be a UUID');
    expect(texts).toContain('must match the cost centre.\n');
    expect(texts.filter(each => each.includes('red'))).not.toHaveLength(0);
    expect(texts.join('\n')).not.toContain('red, blue');
    expect(texts.join('\n')).toContain(
      'C is filled in; D is filled in; D ist ausgefüllt.',
    );
  });

  it('keeps English pages as they are', () => {
    const promise = promiseWith(spec);
    const pages = createPromiseTemplate({ promise }).template!.spec.parameters;
    expect(translatePages(wordsIn('en'), pages, promise)).toBe(pages);
  });
});
