import { readPromiseApi } from '@kratix-portal/plugin-ske-common';
import { parse } from 'yaml';
import { exampleCases } from './__testUtils__/exampleCases';
import { exampleRequest } from './exampleRequest';
import { MAX_FIELDS, readApiFields } from './readApiFields';

const schemaOf = (spec: object) =>
  ({ type: 'object', properties: { spec } }) as never;

describe('readApiFields', () => {
  it('lists the fields with their nested fields', () => {
    const { fields } = readApiFields(
      schemaOf({
        type: 'object',
        required: ['rules'],
        properties: {
          rules: {
            type: 'array',
            minItems: 1,
            items: {
              type: 'object',
              required: ['port'],
              properties: {
                port: { type: 'integer', minimum: 0, exclusiveMinimum: true },
              },
            },
          },
          labels: {
            type: 'object',
            additionalProperties: { type: 'string', pattern: '^a' },
          },
          size: { 'x-kubernetes-int-or-string': true, default: null },
          raw: { 'x-kubernetes-preserve-unknown-fields': true },
        },
      }),
    );
    expect(
      fields.map(({ path, type, of, depth, isRequired, rules }) => [
        path,
        of ? `${type} of ${of}` : type,
        depth,
        isRequired,
        rules,
      ]),
    ).toEqual([
      [
        'spec.rules',
        'list of object',
        0,
        true,
        [{ type: 'minItems', value: 1 }],
      ],
      ['spec.rules[].port', 'integer', 1, true, [{ type: 'above', value: 0 }]],
      [
        'spec.labels',
        'map of string',
        0,
        false,
        [{ type: 'pattern', text: '^a' }],
      ],
      ['spec.size', 'int-or-string', 0, false, []],
      ['spec.raw', 'any', 0, false, []],
    ]);
    expect(fields[3].default).toBeNull();
    expect(fields[4]).not.toHaveProperty('default');
  });

  it('reads CEL rules, and recognizes an immutable field by its rule', () => {
    const { fields } = readApiFields(
      schemaOf({
        type: 'object',
        properties: {
          name: {
            type: 'string',
            'x-kubernetes-validations': [
              { rule: 'self == oldSelf', message: 'immutable' },
              { rule: 'self.size() > 1', message: 'too short' },
            ],
          },
        },
      }),
    );
    expect(fields[0].rules).toEqual([
      { type: 'immutable' },
      { type: 'cel', rule: 'self.size() > 1', message: 'too short' },
    ]);
  });

  it('reads nothing from a schema without a spec, and stops after many fields', () => {
    expect(readApiFields({})).toEqual({ fields: [], isCut: false });
    const properties = Object.fromEntries(
      Array.from({ length: MAX_FIELDS + 5 }, (_, index) => [
        `f${index}`,
        { type: 'string' },
      ]),
    );
    const read = readApiFields(schemaOf({ type: 'object', properties }));
    expect(read.isCut).toBe(true);
    expect(read.fields).toHaveLength(MAX_FIELDS);
  });
});

describe('exampleRequest', () => {
  const exampleOf = (spec: object) =>
    parse(
      exampleRequest(
        {
          group: 'demo.example.com',
          version: 'v1',
          kind: 'Database',
          schema: schemaOf(spec),
        } as never,
        'team-a',
      ),
    );

  it.each(exampleCases)('has a value for $schema', ({ schema, expected }) => {
    const { spec } = exampleOf({
      type: 'object',
      required: ['field'],
      properties: { field: schema },
    });

    expect(spec.field).toEqual(expected);
  });

  it('has no spec if the API has none, because the portal writes no field that the cluster drops', () => {
    const api = { group: 'a.b', version: 'v1', kind: 'A', schema: {} };
    expect(parse(exampleRequest(api as never))).not.toHaveProperty('spec');
  });

  it('has a namespace in which the user may create the request', () => {
    expect(exampleOf({ type: 'object' }).metadata.namespace).toBe('team-a');
  });

  it.each([
    ['is invalid', '([', 'example'],
    // Without a test, the text is the one that was made for the pattern.
    ['could take exponential time', '^(ex[a-z]*)+$', 'ex'],
  ])('tests no text with a pattern that %s', (_, pattern, expected) => {
    const { spec } = exampleOf({
      type: 'object',
      required: ['field'],
      properties: { field: { type: 'string', pattern } },
    });

    expect(spec.field).toBe(expected);
  });

  it('has the required fields and the defaults', () => {
    const api = readPromiseApi({
      metadata: { name: 'database' },
      spec: {
        api: {
          spec: {
            group: 'demo.example.com',
            names: { kind: 'Database', plural: 'databases' },
            versions: [
              {
                name: 'v1',
                storage: true,
                schema: {
                  openAPIV3Schema: schemaOf({
                    type: 'object',
                    required: ['size', 'team', 'nested'],
                    properties: {
                      size: { type: 'string', enum: ['small', 'large'] },
                      team: { type: 'string' },
                      replicas: { type: 'integer', default: 2 },
                      optional: { type: 'string' },
                      nested: {
                        type: 'object',
                        required: ['port'],
                        properties: {
                          port: { type: 'integer', minimum: 1024 },
                        },
                      },
                    },
                  }),
                },
              },
            ],
          },
        },
      },
    })!;
    expect(parse(exampleRequest(api))).toEqual({
      apiVersion: 'demo.example.com/v1',
      kind: 'Database',
      metadata: { name: 'example', namespace: 'default' },
      spec: {
        size: 'small',
        team: 'example',
        replicas: 2,
        nested: { port: 1024 },
      },
    });
  });
});
