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
});
