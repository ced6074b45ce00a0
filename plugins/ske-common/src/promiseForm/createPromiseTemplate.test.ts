/**
 * @jest-environment node
 */
import type { JsonObject, JsonValue } from '@backstage/types';
import fc from 'fast-check';
import { createPromiseTemplate } from './createPromiseTemplate';
import { asList, asObject } from './json';
import type { PromiseTemplateSettings } from './PromiseTemplateSettings';
import { hasDollarKey } from './schema';
import { specSchema } from './__testUtils__/arbitrarySchema';
import { FormChecker } from './__testUtils__/FormChecker';
import { crdWith, promiseWith } from './__testUtils__/promiseWith';
import { readRealPromises } from './__testUtils__/realPromises';

const text = { type: 'string' };

function templateOf(
  spec: JsonObject | undefined,
  settings?: PromiseTemplateSettings,
) {
  return createPromiseTemplate({ promise: promiseWith(spec), settings })
    .template!;
}

function titles(pages: JsonObject[]) {
  return pages.map(({ title }) => title);
}

/** The schema of the spec's field on whichever page it is. */
function fieldOf(spec: JsonObject, name: string): JsonObject {
  for (const page of templateOf(spec).spec.parameters) {
    const shown = asObject(asObject(page.properties)?.spec);
    const field = asObject(asObject(shown?.properties)?.[name]);
    if (field) return field;
  }
  throw new Error(`There is no field ${name}`);
}

describe('createPromiseTemplate', () => {
  it.each([
    ['no spec', {}],
    ['no API', { spec: {} }],
    ['an API that is null', { spec: { api: null } }],
    ['an empty API', { spec: { api: {} } }],
    ['an API without versions', { spec: { api: { spec: { group: 'a.b' } } } }],
  ])('G9: makes no Template of a Promise with %s', (_what, promise) => {
    expect(
      createPromiseTemplate({
        promise: { metadata: { name: 'p' }, ...promise },
      }),
    ).toEqual({
      notices: ['The Promise has no API, so there is nothing to request.'],
    });
  });

  it("G3: has SKE's names", () => {
    const { metadata, spec } = templateOf({ type: 'object' });

    expect(metadata).toMatchObject({
      name: 'thing-promise-template',
      title: 'Thing',
      tags: ['kratix', 'thing-promise'],
    });
    expect(metadata.namespace).toBeUndefined();
    expect(spec).toMatchObject({
      type: 'kratix-resource',
      lifecycle: 'experimental',
      owner: 'kratix-platform',
    });
    expect(spec.parameters[0]).toMatchObject({
      title: 'Thing Instance Metadata',
      required: ['objname', 'objnamespace'],
      properties: {
        objname: {
          title: 'Name',
          pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
          minLength: 1,
          maxLength: 63,
        },
        objnamespace: { title: 'Namespace', default: 'default' },
      },
    });
  });

  it('G3: keeps names and tags within what the catalog takes', () => {
    const { template } = createPromiseTemplate({
      promise: {
        metadata: { name: `a.${'b'.repeat(100)}` },
        spec: { api: crdWith(undefined, { kind: `K${'x'.repeat(60)}` }) },
      },
    });

    expect(template!.metadata.name).toMatch(
      /^kx{36}-[0-9a-f]{8}-promise-template$/,
    );
    expect(template!.metadata.name).toHaveLength(63);
    for (const tag of template!.metadata.tags) {
      expect(tag).toMatch(/^(?=.{1,63}$)[a-z0-9:+#]+(-[a-z0-9:+#]+)*$/);
    }
  });

  it('G4: has a page for each property, by name', () => {
    const { spec } = templateOf({
      type: 'object',
      required: ['env'],
      properties: {
        teamId: text,
        env: { type: 'string', pattern: '^(dev|prod)$' },
        backupEnabled: { type: 'boolean' },
        dbName: text,
        namespace: text,
      },
    });

    expect(titles(spec.parameters)).toEqual([
      'Thing Instance Metadata',
      'BackupEnabled',
      'DbName',
      'Env',
      'Namespace',
      'TeamId',
    ]);
    expect(spec.parameters[3]).toMatchObject({
      required: ['spec'],
      properties: {
        spec: {
          required: ['env'],
          properties: { env: { type: 'string', pattern: '^(dev|prod)$' } },
        },
      },
    });
    expect(asObject(spec.parameters[5].properties)?.spec).not.toHaveProperty(
      'required',
    );
  });

  it('G4: or one page', () => {
    const { spec } = templateOf(
      { type: 'object', required: ['b'], properties: { a: text, b: text } },
      { singleSpecPage: true },
    );

    expect(titles(spec.parameters)).toEqual([
      'Thing Instance Metadata',
      'Specification',
    ]);
    const shown = asObject(asObject(spec.parameters[1].properties)?.spec);
    expect(Object.keys(asObject(shown?.properties) ?? {})).toEqual(['b', 'a']);
  });

  it('G6: sends what was typed, whatever it is', () => {
    const form = new FormChecker(
      templateOf({ type: 'object', properties: { a: text } }),
    );
    fc.assert(
      fc.property(
        fc.jsonValue({ noUnicodeString: false }).filter(isSendable),
        value => {
          const { spec, ...object } = form.render({ a: value as JsonValue });
          expect(spec).toEqual(JSON.parse(JSON.stringify({ a: value })));
          expect(object).toEqual({
            apiVersion: 'forms.example.com/v1',
            kind: 'Thing',
            metadata: {
              name: 'one',
              namespace: 'default',
              labels: {
                'backstage.io/kubernetes-id': 'thing',
                'kratix.io/managed-by': 'backstage',
              },
            },
          });
        },
      ),
      { examples: [['a "b" \n ${{ c }} {{ d }} \u2028 😀 \u007f # - :']] },
    );
  });

  /** JSON.stringify writes -0 as 0, and the template engine has names of its own; see isReservedName. */
  function isSendable(value: unknown): boolean {
    if (typeof value !== 'object' || value === null) return true;
    return Object.entries(value).every(
      ([key, inner]) =>
        !['__proto__', 'constructor', 'prototype'].includes(key) &&
        isSendable(inner),
    );
  }

  it.each([undefined, { type: 'object' }, { type: 'object', properties: {} }])(
    'G6: the spec of a Promise without fields is empty: %j',
    spec => {
      const template = templateOf(spec);

      expect(titles(template.spec.parameters)).toEqual([
        'Thing Instance Metadata',
      ]);
      expect(new FormChecker(template).render({}).spec).toEqual({});
    },
  );

  it('G8: annotations win over settings, and those over defaults', () => {
    const promise = promiseWith(
      { type: 'object' },
      {
        annotations: {
          'ske.backstage.template/title': 'Annotated',
          'ske.backstage.template/tags': 'a, b',
          'ske.backstage.template/owner': '',
        },
      },
    );
    const { template } = createPromiseTemplate({
      promise,
      settings: {
        name: 'chosen',
        namespace: 'platform',
        title: 'Set',
        description: 'Described',
        type: 'service',
        lifecycle: 'production',
        owner: 'team-a',
        nameFieldTitle: 'How it is called',
        namespaceFieldTitle: 'Where',
        namespaceFieldDescription: 'Below',
        requestNamespace: 'team-a',
      },
    });

    expect(template).toMatchObject({
      metadata: {
        name: 'chosen',
        // W5
        namespace: 'platform',
        title: 'Annotated',
        description: 'Described',
        tags: ['a', 'b'],
      },
      spec: { type: 'service', lifecycle: 'production', owner: 'team-a' },
    });
    expect(template!.spec.parameters[0].properties).toMatchObject({
      objname: { title: 'How it is called' },
      objnamespace: {
        title: 'Where',
        description: 'Below',
        default: 'team-a',
      },
    });
  });

  it('G8, W16: a hidden namespace is a fixed one', () => {
    const template = templateOf(
      { type: 'object' },
      { hideNamespace: true, requestNamespace: 'team-a' },
    );

    expect(template.spec.parameters[0].required).toEqual(['objname']);
    expect(JSON.stringify(template)).not.toContain('objnamespace');
    expect(new FormChecker(template).render({}).metadata).toMatchObject({
      namespace: 'team-a',
    });
  });

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
      'nullable',
      { type: 'string', nullable: true },
      { type: ['string', 'null'] },
    ],
    ['enum', { type: 'string', enum: ['b', 'a'] }, { enum: ['b', 'a'] }],
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
      { 'ui:widget': 'password' },
    ],
    ['title', { ...text, title: 'Own' }, { title: 'Own' }],
    ['no title', text, { title: 'The field' }],
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
      'a map of what needs a field of its own',
      {
        type: 'object',
        additionalProperties: { 'x-kubernetes-int-or-string': true },
      },
      { 'ui:field': 'KratixYaml' },
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
      'an object that needs something',
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

  it('G5: fields that only a branch defines are fields as well', () => {
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
    expect(template.spec.parameters[1].description).toBe(
      'Exactly one of these must be so: File is filled in; Url is filled in.',
    );
  });

  it('W21: says what is beside the spec, and that an API must be namespaced', () => {
    const crd = crdWith({ type: 'object' });
    const { versions } = crd.spec as { versions: JsonObject[] };
    versions[0].schema = {
      openAPIV3Schema: { properties: { spec: {}, data: {}, status: {} } },
    };
    (crd.spec as JsonObject).scope = 'Cluster';
    const { template, notices } = createPromiseTemplate({
      promise: { metadata: { name: 'thing' }, spec: { api: crd } },
    });

    expect(notices).toEqual([
      'The form has no field for "data", which is beside spec.',
      'The API is cluster-scoped; Kratix takes namespaced ones only.',
    ]);
    expect(JSON.stringify(template)).not.toContain('objnamespace');
  });

  it('takes the storage version, and says that it is deprecated', () => {
    const crd = crdWith({ type: 'object' });
    const version = (name: string, more: JsonObject) => ({
      name,
      served: true,
      storage: false,
      schema: { openAPIV3Schema: { type: 'object' } },
      ...more,
    });
    (crd.spec as JsonObject).versions = [
      version('v2', {}),
      version('v1', {
        storage: true,
        deprecated: true,
        deprecationWarning: 'Use v2.',
      }),
    ];
    const { template, notices } = createPromiseTemplate({
      promise: { metadata: { name: 'thing' }, spec: { api: crd } },
    });

    expect(new FormChecker(template!).render({}).apiVersion).toBe(
      'forms.example.com/v1',
    );
    expect(template!.spec.parameters[0].description).toBe('Use v2.');
    expect(notices).toEqual(['Use v2.']);
  });

  it('W21: no field is lost, and the catalog can take what comes out', () => {
    fc.assert(
      fc.property(specSchema, fc.boolean(), (spec, singleSpecPage) => {
        const template = templateOf(spec, { singleSpecPage });
        const shown = template.spec.parameters
          .slice(1)
          .map(page => asObject(asObject(page.properties)?.spec) ?? {});
        for (const [name, schema] of Object.entries(
          asObject(spec.properties) ?? {},
        )) {
          const fields = shown
            .map(({ properties }) => asObject(asObject(properties)?.[name]))
            .filter(field => field !== undefined);
          expect(fields).toHaveLength(1);
          expectShown(schema as JsonObject, fields[0]);
        }
        expect(JSON.parse(JSON.stringify(template))).toEqual(template);
        expect(hasDollarKey(template)).toBe(false);
        expect(templateOf(spec, { singleSpecPage })).toEqual(template);
      }),
    );
  });

  /** Each property of a schema has a field, or a YAML field stands above it. */
  function expectShown(schema: JsonObject, field: JsonObject) {
    if (field['ui:field'] === 'KratixYaml') return;
    for (const key of ['items', 'additionalProperties']) {
      const inner = asObject(schema[key]);
      if (inner) expectShown(inner, asObject(field[key])!);
    }
    for (const [name, inner] of Object.entries(
      asObject(schema.properties) ?? {},
    )) {
      const found = asObject(asObject(field.properties)?.[name]);
      expect({ name, found }).not.toEqual({ name, found: undefined });
      expectShown(inner as JsonObject, found!);
    }
  }

  it.each(readRealPromises().filter(([, { spec }]) => spec?.api))(
    'G5: %s has a form that the catalog stores well',
    (_file, promise) => {
      const { template } = createPromiseTemplate({ promise });

      expect(JSON.stringify(template).length).toBeLessThan(100_000);
      expect(hasDollarKey(template)).toBe(false);
      // A form that cannot be compiled throws.
      new FormChecker(template!).problems({});
    },
  );

  it('G5: a schema of more than a megabyte has a form of the same size', () => {
    const branch = (depth: number): JsonObject => ({
      type: 'object',
      description: 'What it is for. '.repeat(10),
      required: ['name'],
      properties: {
        name: { type: 'string', pattern: '^[a-z]+$', description: 'A name.' },
        count: { type: 'integer', format: 'int32', minimum: 0 },
        ...(depth > 0 && {
          left: branch(depth - 1),
          right: { type: 'array', items: branch(depth - 1) },
        }),
      },
    });
    const spec = branch(11);
    expect(JSON.stringify(spec).length).toBeGreaterThan(1_400_000);

    const { template, notices } = createPromiseTemplate({
      promise: promiseWith(spec),
    });

    expect(JSON.stringify(template).length).toBeLessThan(100_000);
    expect(notices).toContain(
      'spec.right is a YAML field: it has too many fields for a form.',
    );
    expect(titles(template!.spec.parameters)).toEqual([
      'Thing Instance Metadata',
      'Count',
      'Left',
      'Name',
      'Right',
    ]);
  });

  it('G5: a schema with a thousand properties is written as YAML', () => {
    const property = {
      type: 'object',
      properties: { a: { type: 'string', description: 'x'.repeat(1000) } },
    };
    const names = Array.from({ length: 1000 }, (_, index) => `p${index}`);
    const { template, notices } = createPromiseTemplate({
      promise: promiseWith({
        type: 'object',
        properties: Object.fromEntries(names.map(name => [name, property])),
      }),
    });

    expect(JSON.stringify(template).length).toBeLessThan(100_000);
    expect(notices).toEqual([
      'spec is a YAML field: it has too many fields for a form.',
    ]);
  });

  it('survives whatever stands where a schema should be', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (value, other) => {
        const schema = {
          type: 'object',
          properties: { a: value, b: { properties: other, items: value } },
          required: other,
          oneOf: [value, other],
        } as JsonObject;
        const { template } = createPromiseTemplate({
          promise: promiseWith(schema),
        });
        expect(asList(template!.spec.parameters).length).toBeGreaterThan(1);
      }),
    );
  });
});
