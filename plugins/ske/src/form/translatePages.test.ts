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

const generated = (schema: JsonObject, singleSpecPage: boolean) =>
  createPromiseTemplate({
    promise: promiseWith(schema),
    settings: { singleSpecPage },
  }).template!.spec.parameters;

describe('translatePages', () => {
  it('does not translate words that are part of a name in a choice', () => {
    const pages = generated(
      {
        type: 'object',
        oneOf: [{ required: ['login'] }, { required: ['token'] }],
        properties: {
          login: { ...text, title: 'User and password' },
          token: text,
        },
      },
      true,
    );
    expect(JSON.stringify(translatePages(wordsIn('de'), pages))).toContain(
      'User and password, Token',
    );
  });

  it.each([true, false])(
    'leaves no English sentence in a form (on one page: %s)',
    singleSpecPage => {
      const pages = generated(spec, singleSpecPage);
      const texts = translatePages(wordsIn('de'), pages).flatMap(textsOf);

      expect(texts.length).toBeGreaterThan(60);
      expect(texts.filter(each => ENGLISH.test(each))).toEqual([]);
    },
  );

  it('translates the titles of pages that the generator has named', () => {
    const open = {
      type: 'object',
      'x-kubernetes-preserve-unknown-fields': true,
      properties: { size: text },
    };
    const titles = translatePages(wordsIn('de'), generated(open, false)).map(
      ({ title }) => title,
    );
    expect(titles).toEqual(['Thing: Metadaten', 'Size', 'Weitere Felder']);
  });

  it('keeps what the author has written, and English pages as they are', () => {
    const description = 'The size is large. It is a name of a Secret.';
    const pages = generated(
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
    const [, page] = translatePages(wordsIn('de'), pages);

    expect(textsOf(page)).toEqual([description]);
    expect(JSON.stringify(page)).toContain(
      '"default":"Set by the cluster if left out."',
    );
    expect(JSON.stringify(page)).toContain('"title":"Advanced"');
    expect(translatePages(wordsIn('en'), pages)).toBe(pages);
  });
});
