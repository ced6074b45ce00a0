/**
 * @jest-environment node
 */
import type { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import { createPromiseTemplate } from '../createPromiseTemplate';
import { asObject } from '../values/json';
import type { PromiseTemplateSettings } from '../PromiseTemplateSettings';
import { specSchema } from '../__testUtils__/arbitrarySchema';
import { promiseWith } from '../__testUtils__/promiseWith';
import { fitsCatalog } from './catalogKeys';

function templateOf(spec: JsonObject, settings: PromiseTemplateSettings) {
  return createPromiseTemplate({ promise: promiseWith(spec), settings })
    .template!;
}

describe('convertSchema, for generated APIs', () => {
  it('W21: loses no field, and creates only schemas that the catalog accepts', () => {
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
        expect(fitsCatalog(JSON.parse(JSON.stringify(template)))).toBe(true);
        expect(templateOf(spec, { singleSpecPage })).toEqual(template);
      }),
    );
  });

  /** Whether each property of a schema has a field of its own or is part of a YAML field. */
  function expectShown(schema: JsonObject, field: JsonObject) {
    if (field['ui:field'] === 'KratixYaml') {
      return;
    }
    for (const key of ['items', 'additionalProperties']) {
      const inner = asObject(schema[key]);
      if (inner) {
        expectShown(inner, asObject(field[key])!);
      }
    }
    for (const [name, inner] of Object.entries(
      asObject(schema.properties) ?? {},
    )) {
      const found = asObject(asObject(field.properties)?.[name]);
      expect({ name, found }).not.toEqual({ name, found: undefined });
      expectShown(inner as JsonObject, found!);
    }
  }
});
