/**
 * @jest-environment node
 */
import type { JsonObject } from '@backstage/types';
import { createPromiseTemplate } from '../createPromiseTemplate';
import { asObject } from '../values/json';
import type { PromiseTemplateSettings } from '../PromiseTemplateSettings';
import { FormChecker } from '../__testUtils__/FormChecker';
import { promiseWith } from '../__testUtils__/promiseWith';
import { fitsCatalog } from './catalogKeys';

const text = { type: 'string' };

function templateOf(spec: JsonObject, settings?: PromiseTemplateSettings) {
  return createPromiseTemplate({ promise: promiseWith(spec), settings })
    .template!;
}

/** The schema of the spec's field, on the page that has it. */
function fieldOf(spec: JsonObject, name: string): JsonObject {
  for (const page of templateOf(spec).spec.parameters) {
    const shown = asObject(asObject(page.properties)?.spec);
    const field = asObject(asObject(shown?.properties)?.[name]);
    if (field) {
      return field;
    }
  }
  throw new Error(`There is no field ${name}`);
}

describe('convertSchema', () => {
  it.each([
    ['minimum', { type: 'integer', minimum: 0 }, { minimum: 0 }],
    [
      'exclusiveMinimum',
      { type: 'integer', minimum: 0, exclusiveMinimum: true },
      { exclusiveMinimum: 0, minimum: undefined },
    ],
    ['multipleOf', { type: 'number', multipleOf: 0.5 }, { multipleOf: 0.5 }],
    [
      'int32',
      { type: 'integer', format: 'int32' },
      { maximum: 2147483647, format: undefined },
    ],
    [
      'int32 with limits beyond those of int32',
      { type: 'integer', format: 'int32', minimum: 0, maximum: 4294967295 },
      { minimum: 0, maximum: 2147483647 },
    ],
    [
      'a format together with a pattern',
      { type: 'string', format: 'byte', pattern: '^Y' },
      { pattern: '^Y', errorMessage: { not: 'must be Base64' } },
    ],
    [
      'nullable',
      { type: 'string', nullable: true },
      { type: ['string', 'null'] },
    ],
    [
      'a multiple that JavaScript cannot check',
      { type: 'number', multipleOf: 0.1 },
      {
        multipleOf: undefined,
        description: 'Checked by the cluster: a multiple of 0.1.',
      },
    ],
    ['enum', { type: 'string', enum: ['b', 'a'] }, { enum: ['b', 'a'] }],
    [
      'an enum that has a value twice',
      { type: 'string', enum: ['b', 'a', 'b'] },
      { enum: ['b', 'a'] },
    ],
    [
      'an enum without values, which the API server ignores',
      { type: 'string', nullable: true, enum: [] },
      { enum: undefined, 'ui:field': 'KratixNullable' },
    ],
    [
      'a field that `required` lists twice',
      { type: 'object', required: ['a', 'a'], properties: { a: text } },
      { required: ['a'] },
    ],
    [
      'lengths of texts that are not valid in JSON Schema',
      { type: 'string', minLength: -1, maxLength: 1.5 },
      { minLength: undefined, maxLength: undefined },
    ],
    [
      'numbers of entries and properties that are not valid in JSON Schema',
      { type: 'object', additionalProperties: text, minProperties: -1 },
      { minProperties: undefined },
    ],
    [
      'a type that the API server does not know',
      { type: 'file' },
      { type: undefined, 'ui:field': 'KratixYaml' },
    ],
    [
      'a map that requires keys',
      {
        type: 'object',
        required: ['team', 'env'],
        additionalProperties: text,
      },
      {
        'ui:field': 'KratixMap',
        required: undefined,
        description: 'It needs a row for each of these keys: env, team.',
      },
    ],
    [
      'a text whose enum is in several branches',
      {
        type: 'string',
        allOf: [{ enum: ['a', 'b', 'c'] }, { enum: ['c', 'b'] }],
      },
      { type: 'string', enum: ['b', 'c'], not: undefined },
    ],
    [
      'a YAML field with rules inside',
      {
        type: 'array',
        items: {
          type: 'object',
          'x-kubernetes-embedded-resource': false,
          'x-kubernetes-preserve-unknown-fields': true,
          'x-kubernetes-validations': [{ rule: 'has(self.a)' }],
        },
      },
      {
        'ui:field': 'KratixYaml',
        description: expect.stringMatching(
          /Checked by the cluster: the fields in it\.$/,
        ),
      },
    ],
    [
      'a list of more entries than a form can draw',
      { type: 'array', minItems: 3000, items: text },
      {
        'ui:field': 'KratixYaml',
        minItems: undefined,
        description: 'Written as YAML, because it needs at least 3000 entries.',
      },
    ],
    [
      'a default that lost digits when it was read',
      { type: 'integer', default: 2 ** 53 + 2 },
      {
        default: undefined,
        description: 'Set by the cluster if left out.',
      },
    ],
    [
      'a boolean of one value',
      { type: 'boolean', enum: [true] },
      { 'ui:widget': 'select', enum: [true] },
    ],
    [
      'a name that the form itself uses',
      { type: 'object', properties: { __errors: text } },
      { 'ui:field': 'KratixYaml' },
    ],
    ['default', { type: 'boolean', default: false }, { default: false }],
    [
      'date-time',
      { type: 'string', format: 'date-time' },
      { format: 'date-time' },
    ],
    [
      'a long text',
      { type: 'string', maxLength: 4000 },
      { 'ui:widget': 'textarea' },
    ],
    [
      'password',
      { type: 'string', format: 'password' },
      {
        'ui:field': 'KratixPassword',
        'ui:backstage': { review: { mask: '******' } },
      },
    ],
    ['title', { ...text, title: 'Own' }, { title: 'Own' }],
    ['no title', text, { title: 'The field' }],
    [
      'a long title',
      { ...text, title: `One\n${'x'.repeat(115)}😀😀` },
      { title: `One ${'x'.repeat(115)}…` },
    ],
    [
      'description',
      { ...text, description: '**Bold**' },
      { description: '**Bold**' },
    ],
    [
      'a set',
      { type: 'array', 'x-kubernetes-list-type': 'set', items: text },
      { type: 'array', uniqueItems: true, items: { type: 'string' } },
    ],
    [
      'a map',
      { type: 'object', additionalProperties: { type: 'integer', minimum: 1 } },
      { additionalProperties: { type: 'integer', minimum: 1 } },
    ],
    [
      'a map of lists',
      { type: 'object', additionalProperties: { type: 'array', items: text } },
      { additionalProperties: { type: 'array', items: { type: 'string' } } },
    ],
    [
      'a map whose values need a field of ours',
      {
        type: 'object',
        additionalProperties: { 'x-kubernetes-int-or-string': true },
      },
      {
        'ui:field': 'KratixMap',
        additionalProperties: { type: ['integer', 'string'] },
        'ui:options': {
          optional: true,
          values: { 'ui:field': 'KratixIntOrString' },
        },
      },
    ],
    [
      'a list of objects',
      {
        type: 'array',
        items: { type: 'object', required: ['a'], properties: { a: text } },
      },
      {
        items: {
          type: 'object',
          required: ['a'],
          properties: { a: { title: 'A', type: 'string' } },
        },
      },
    ],
    [
      'int-or-string',
      { 'x-kubernetes-int-or-string': true },
      { type: ['integer', 'string'], 'ui:field': 'KratixIntOrString' },
    ],
    [
      'an object with a required property',
      { type: 'object', required: ['a'], properties: { a: text } },
      { 'ui:field': 'KratixObject', 'ui:options': { optional: true } },
    ],
    [
      'a default that the catalog would act upon',
      { type: 'object', default: { $text: 'https://internal' } },
      { default: undefined },
    ],
    [
      'a pattern that only the cluster can check',
      { ...text, pattern: '(?i)a' },
      {
        pattern: undefined,
        description: 'Checked by the cluster: must match `(?i)a`.',
      },
    ],
    [
      'CEL',
      { ...text, 'x-kubernetes-validations': [{ rule: 'self != "a"' }] },
      { description: 'Checked by the cluster: `self != "a"`' },
    ],
  ])('G5: %s', (_what, schema, expected) => {
    const found = fieldOf(
      { type: 'object', properties: { theField: schema as JsonObject } },
      'theField',
    );
    const shown = Object.keys(expected).map(key => [key, found[key]]);
    expect(Object.fromEntries(shown)).toEqual(expected);
  });

  it('G5: gives each row of the review page a different name', () => {
    const spec = {
      type: 'object',
      properties: {
        name: text,
        port: text,
        tls: { type: 'object', properties: { port: text } },
      },
    };
    const review = (name: string) => ({ 'ui:backstage': { review: { name } } });

    expect(fieldOf(spec, 'name')).toMatchObject(review('Spec.Name'));
    expect(fieldOf(spec, 'port')).not.toHaveProperty(['ui:backstage']);
    expect(fieldOf(spec, 'tls')).toMatchObject({
      properties: { port: { title: 'Port', ...review('Tls.Port') } },
    });
  });

  it('G5: gives fields with the same title separate rows on the review page, and a map or a list one row', () => {
    const secret = { type: 'string', format: 'password' };
    const spec = {
      type: 'object',
      properties: {
        dbName: text,
        db_name: text,
        users: {
          type: 'array',
          items: { type: 'object', properties: { secret } },
        },
        labels: { type: 'object', additionalProperties: text },
      },
    };
    const review = (row: JsonObject) => ({ 'ui:backstage': { review: row } });

    expect(fieldOf(spec, 'dbName')).toMatchObject(
      review({ name: 'Spec.DbName' }),
    );
    expect(fieldOf(spec, 'db_name')).toMatchObject(
      review({ name: 'Spec.Db_name' }),
    );
    expect(fieldOf(spec, 'users')).toMatchObject(review({ mask: '******' }));
    expect(fieldOf(spec, 'labels')).toMatchObject(review({ explode: false }));
  });

  it('G5: has a switch for an object without fields', () => {
    const spec = { type: 'object', properties: { debug: { type: 'object' } } };
    expect(fieldOf(spec, 'debug')).toMatchObject({
      type: 'object',
      'ui:field': 'KratixObject',
      'ui:options': { optional: true },
      description: 'It has no fields of its own.',
    });
    expect(
      createPromiseTemplate({ promise: promiseWith(spec) }).notices,
    ).toEqual([
      'spec.debug has no fields, and the cluster drops everything that is written in it; x-kubernetes-preserve-unknown-fields would keep it.',
    ]);
  });

  it('G5: makes a YAML field of an object in which two names differ only in case', () => {
    const spec = {
      type: 'object',
      properties: {
        dns: {
          type: 'object',
          required: ['URL'],
          properties: { url: text, URL: text, port: { type: 'integer' } },
          default: { url: '', URL: '' },
          oneOf: [
            { properties: { url: { enum: ['a'] } } },
            { properties: { URL: { enum: ['b'] } } },
          ],
        },
      },
    };
    const found = fieldOf(spec, 'dns');
    expect(found).toMatchObject({ 'ui:field': 'KratixYaml' });
    expect(found.description).toContain('upper and lower case');
    expect(fitsCatalog(JSON.parse(JSON.stringify(templateOf(spec))))).toBe(
      true,
    );
  });

  it('G5: has fields for properties that only a branch defines', () => {
    const spec = {
      type: 'object',
      oneOf: [
        { required: ['file'], properties: { file: text } },
        { required: ['url'], properties: { url: text } },
      ],
    };
    const template = templateOf(spec, { singleSpecPage: true });
    const form = new FormChecker(template);

    expect(fieldOf(spec, 'file')).toMatchObject({ type: 'string' });
    expect(form.problems({ file: 'a' })).toEqual([]);
    expect(form.problems({ file: 'a', url: 'b' })).not.toEqual([]);
    expect(template.spec.parameters[1]).not.toHaveProperty('description');
    expect(template.spec.parameters[1]).toMatchObject({
      properties: {
        spec: {
          'ui:options': {
            choices: [
              {
                choices: [
                  { title: 'File', fields: ['file'] },
                  { title: 'URL', fields: ['url'] },
                ],
              },
            ],
          },
        },
      },
    });
  });
});
