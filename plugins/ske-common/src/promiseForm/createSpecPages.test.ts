/**
 * @jest-environment node
 */
import type { JsonObject } from '@backstage/types';
import { createPromiseTemplate } from './createPromiseTemplate';
import { FormChecker } from './__testUtils__/FormChecker';
import { crdWith, promiseWith } from './__testUtils__/promiseWith';

const text = { type: 'string' };

describe('createSpecPages', () => {
  it('G5: uses a YAML field for a spec whose fields the API does not describe', () => {
    const crd = crdWith(undefined);
    const { versions } = crd.spec as { versions: JsonObject[] };
    versions[0].schema = {
      openAPIV3Schema: {
        type: 'object',
        'x-kubernetes-preserve-unknown-fields': true,
      },
    };
    const { template } = createPromiseTemplate({
      promise: { metadata: { name: 'thing' }, spec: { api: crd } },
    });
    expect(template!.spec.parameters[1]).toMatchObject({
      title: 'Specification',
      properties: { spec: { 'ui:field': 'KratixYaml', default: {} } },
    });
    const form = new FormChecker(template!);
    expect(form.problems({ a: [1] })).toEqual([]);
    expect(form.render({ a: [1] }).spec).toEqual({ a: [1] });
  });

  it.each<[string, (a: JsonObject) => JsonObject]>([
    ['properties', a => ({ type: 'object', properties: { a } })],
    ['anyOf', a => ({ type: 'object', anyOf: [a] })],
  ])(
    'has a YAML field for a spec with thousands of levels of %s',
    (_, around) => {
      let spec: JsonObject = text;
      for (let level = 0; level < 5_000; level += 1) {
        spec = around(spec);
      }
      const { template, notices } = createPromiseTemplate({
        promise: promiseWith(spec),
      });

      expect(notices[0]).toMatch(/nested more than 500 levels deep/);
      expect(template!.spec.parameters[1].properties).toMatchObject({
        spec: { 'ui:field': 'KratixYaml' },
      });
    },
  );

  it('G5: has a field for a spec that is a number or text', () => {
    const { template } = createPromiseTemplate({
      promise: promiseWith({ 'x-kubernetes-int-or-string': true }),
    });
    const form = new FormChecker(template!);

    expect(form.problems(80)).toEqual([]);
    expect(form.problems({}).length).toBeGreaterThan(0);
    expect(form.render(80).spec).toBe(80);
  });

  it('G5: starts with the default of the spec, because the form always sends a spec, and keeps the own defaults of its fields', () => {
    const { parameters } = createPromiseTemplate({
      promise: promiseWith({
        type: 'object',
        properties: {
          size: { type: 'integer', default: 1 },
          tier: text,
          zone: { type: 'string', default: 'a' },
          net: {
            type: 'object',
            properties: {
              port: { type: 'integer', default: 80 },
              host: { type: 'string', default: 'db' },
            },
          },
        },
        default: { size: 3, tier: 'gold', net: { port: 8080 } },
      }),
      settings: { singleSpecPage: true },
    }).template!.spec;
    expect(parameters[1]).toMatchObject({
      properties: {
        spec: {
          'ui:options': {
            initial: { size: 3, tier: 'gold', net: { port: 8080 } },
          },
          properties: {
            size: { default: 1 },
            zone: { default: 'a' },
            net: {
              'ui:options': { optional: true },
              properties: { port: { default: 80 }, host: { default: 'db' } },
            },
          },
        },
      },
    });
    expect(JSON.stringify(parameters[1])).not.toContain('"default":"gold"');
  });

  it('G5: has the default of the spec on the first of several pages only', () => {
    const { parameters } = createPromiseTemplate({
      promise: promiseWith({
        type: 'object',
        properties: { size: { type: 'integer' }, tier: text },
        default: { tier: 'gold' },
      }),
    }).template!.spec;
    const initials = parameters
      .slice(1)
      .map(page => (page.properties as JsonObject).spec as JsonObject)
      .map(spec => (spec['ui:options'] as JsonObject).initial);
    expect(initials).toEqual([{ tier: 'gold' }, undefined]);
  });

  it('G5: fills in the part of the default of the spec that a form can hold, and names the rest', () => {
    const { parameters } = createPromiseTemplate({
      promise: promiseWith({
        type: 'object',
        properties: {
          size: { type: 'integer' },
          rules: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
        default: { size: 3, rules: { $x: 1 } },
      }),
      settings: { singleSpecPage: true },
    }).template!.spec;
    expect(parameters[1]).toMatchObject({
      description:
        'This default is set neither by the form nor by the cluster: `{"rules":{"$x":1}}`.',
      properties: { spec: { 'ui:options': { initial: { size: 3 } } } },
    });
  });

  it('G5: names the default of a spec that is one field', () => {
    const { parameters } = createPromiseTemplate({
      promise: promiseWith({
        type: 'object',
        additionalProperties: text,
        default: { tier: 'gold' },
      }),
    }).template!.spec;
    const { spec } = (parameters[1] as JsonObject).properties as JsonObject;
    expect(spec).toMatchObject({
      default: {},
      description: expect.stringContaining(
        'This default is set neither by the form nor by the cluster: `{"tier":"gold"}`.',
      ),
    });
    expect(spec).not.toHaveProperty(['ui:options', 'initial']);
  });

  const tier = {
    type: 'object',
    required: ['tier'],
    properties: { tier: text },
  };
  const gold = { tier: 'gold' };

  it.each<[string, path: string, schema: JsonObject, hidden: boolean]>([
    ['the spec', 'tier', { ...tier, default: gold }, true],
    [
      'the spec, with a required object',
      'net.tier',
      {
        type: 'object',
        required: ['net'],
        properties: { net: tier },
        default: { net: gold },
      },
      true,
    ],
    [
      'its object',
      'net.tier',
      { type: 'object', properties: { net: { ...tier, default: gold } } },
      true,
    ],
    [
      'the spec, with an object that has a switch',
      'net.tier',
      { type: 'object', properties: { net: tier }, default: { net: gold } },
      false,
    ],
    [
      'its object, which can be null',
      'net.tier',
      {
        type: 'object',
        properties: { net: { ...tier, nullable: true, default: gold } },
      },
      false,
    ],
    [
      'an entry of a list',
      'nets[].tier',
      {
        type: 'object',
        properties: {
          nets: { type: 'array', items: { ...tier, default: gold } },
        },
      },
      false,
    ],
    ['nothing', 'tier', tier, false],
  ])(
    'G5: a required field whose default comes from %s (%s) can be hidden only if the form always fills it in',
    (_, path, schema, hidden) => {
      const { template, notices } = createPromiseTemplate({
        promise: promiseWith(schema, {
          annotations: {
            'kratix-portal.io/form': `fields: {"${path}": {hidden: true}}`,
          },
        }),
      });
      const form = JSON.stringify(template!.spec.parameters);
      expect(form.includes('"ui:widget":"hidden"')).toBe(hidden);
      expect(notices.join().includes('cannot be hidden')).toBe(!hidden);
    },
  );
});
