/**
 * @jest-environment node
 */
import type { JsonObject, JsonValue } from '@backstage/types';
import fc from 'fast-check';
import { createPromiseTemplate } from './createPromiseTemplate';
import { asList, asObject } from './values/json';
import type { PromiseTemplateSettings } from './PromiseTemplateSettings';
import { FormChecker } from './__testUtils__/FormChecker';
import { crdWith, promiseWith } from './__testUtils__/promiseWith';

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

describe('createPromiseTemplate', () => {
  it.each([
    ['no spec', {}],
    ['no API', { spec: {} }],
    ['an API that is null', { spec: { api: null } }],
    ['an empty API', { spec: { api: {} } }],
  ])('G9: creates no Template for a Promise with %s', (_what, promise) => {
    expect(
      createPromiseTemplate({
        promise: { metadata: { name: 'p' }, ...promise },
      }),
    ).toEqual({
      notices: ['The Promise has no API, so there is nothing to request.'],
    });
  });

  it('links the finished task to the page of the resource', () => {
    const urlOf = (settings?: PromiseTemplateSettings) =>
      templateOf({ type: 'object' }, settings).spec.output.links;
    expect(urlOf()).toEqual([
      {
        title: 'Open the ${{ parameters.objname }} Thing',
        url: '/kratix/resources/forms.example.com/v1/Thing/${{ parameters.objnamespace }}/${{ parameters.objname }}',
      },
    ]);
    expect(
      urlOf({ hideNamespace: true, requestNamespace: 'team-a' }),
    ).toMatchObject([
      {
        url: '/kratix/resources/forms.example.com/v1/Thing/team-a/${{ parameters.objname }}',
      },
    ]);
  });

  it('G3: uses the names and texts of SKE by default', () => {
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

  it('G3: creates only names and tags that the catalog accepts', () => {
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

  it('G4: has a page for each property, sorted by name, with the name in words as its title', () => {
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
      'Backup enabled',
      'DB name',
      'Env',
      'Namespace',
      'Team ID',
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

  it('G4: has a single page for the spec with singleSpecPage', () => {
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

  it('G6: sends any typed text unchanged', () => {
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

  /** Leaves out -0, which JSON.stringify writes as 0, and the names that the template engine reserves; see isReservedName. */
  function isSendable(value: unknown): boolean {
    if (typeof value !== 'object' || value === null) {
      return true;
    }
    return Object.entries(value).every(
      ([key, inner]) =>
        !['__proto__', 'constructor', 'prototype'].includes(key) &&
        isSendable(inner),
    );
  }

  it.each([
    // The API server warns of an empty spec that the API does not define, and the portal then writes nothing.
    [undefined, undefined],
    [{ type: 'object' }, {}],
    [{ type: 'object', properties: {} }, {}],
  ])(
    'G6: the spec of a Promise without fields is empty: %j',
    (spec, expected) => {
      const template = templateOf(spec);

      expect(titles(template.spec.parameters)).toEqual([
        'Thing Instance Metadata',
      ]);
      expect(new FormChecker(template).render({}).spec).toEqual(expected);
    },
  );

  it('G8: prefers annotations to settings, and settings to defaults', () => {
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

  it('G8: ignores an owner that is not an entity reference', () => {
    const owned = (owner: string) =>
      createPromiseTemplate({
        promise: promiseWith(undefined, {
          annotations: { 'ske.backstage.template/owner': owner },
        }),
      });
    for (const owner of ['a:b:c', 'group:', 'Team A', '/x']) {
      const { template, notices } = owned(owner);
      expect(template!.spec.owner).toBe('kratix-platform');
      expect(notices.join()).toContain('is not an entity reference');
    }
    expect(owned('group:default/team-a').template!.spec.owner).toBe(
      'group:default/team-a',
    );
  });

  it('G8, W16: uses a fixed namespace when the namespace is hidden', () => {
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

  it('W21: adds a notice for properties next to the spec, and for a cluster-scoped API', () => {
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
      'The form has no field for "data", which is next to spec.',
      'The API is cluster-scoped, and Kratix only accepts namespaced APIs.',
    ]);
    expect(JSON.stringify(template)).not.toContain('objnamespace');
  });

  it.each<[{ root?: JsonObject; version?: object }, string]>([
    [
      { root: { required: ['status'], properties: { status: {} } } },
      'The API requires "status", which the form cannot send, so the cluster accepts no request of this form.',
    ],
    [
      { root: { required: ['data'], properties: { data: {} } } },
      'The API requires "data", which the form cannot send, so the cluster accepts no request of this form.',
    ],
    [
      { root: { required: ['spec', 'metadata'] } },
      'The API requires "spec", which the form cannot send, so the cluster accepts no request of this form.',
    ],
    [
      { version: { served: false } },
      'Version v1 is stored but not served, so the cluster accepts no request of this form.',
    ],
    [
      { version: { schema: undefined } },
      'Version v1 has no openAPIV3Schema, and API servers require it.',
    ],
    [
      {
        root: {
          required: ['spec', 'data'],
          properties: { spec: {}, data: { default: {} } },
        },
      },
      'The form has no field for "data", which is next to spec.',
    ],
  ])(
    'G5: adds a notice if the cluster accepts no request: %j',
    (of, notice) => {
      const api = crdWith(undefined, { root: of.root });
      const { versions } = api.spec as { versions: JsonObject[] };
      Object.assign(versions[0], of.version);
      const promise = { metadata: { name: 'thing' }, spec: { api } };
      expect(createPromiseTemplate({ promise }).notices).toEqual([notice]);
    },
  );

  it('uses the storage version, and adds a notice if it is deprecated', () => {
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

  it('does not throw if the schema is replaced with any other value', () => {
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
