/**
 * @jest-environment node
 */
import type { JsonObject } from '@backstage/types';
import { createPromiseTemplate } from '../createPromiseTemplate';
import { fitsCatalog } from '../schema';
import { FormChecker } from '../__testUtils__/FormChecker';
import { promiseWith } from '../__testUtils__/promiseWith';
import { readRealPromises } from '../__testUtils__/realPromises';

describe('the size of a form', () => {
  it.each(readRealPromises().filter(([, { spec }]) => spec?.api))(
    'G5: creates for %s a valid form within the size limit of the catalog',
    (_file, promise) => {
      const { template } = createPromiseTemplate({ promise });

      expect(JSON.stringify(template).length).toBeLessThan(70_000);
      expect(fitsCatalog(JSON.parse(JSON.stringify(template)))).toBe(true);
      // A form that cannot be compiled throws.
      new FormChecker(template!).problems({});
    },
  );

  it('G5: keeps the form of a schema of more than a megabyte within the size limit', () => {
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

    expect(JSON.stringify(template).length).toBeLessThan(70_000);
    expect(notices).toContain(
      'spec.right is a YAML field: it has too many fields for a form.',
    );
    expect(template!.spec.parameters.map(({ title }) => title)).toEqual([
      'Thing Instance Metadata',
      'Count',
      'Left',
      'Name',
      'Right',
    ]);
  });

  it('G4: shows hundreds of fields on one page', () => {
    const properties = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [
        `field${index}`,
        { type: 'string', description: `The field ${index}.` },
      ]),
    );
    const { template, notices } = createPromiseTemplate({
      promise: promiseWith({ type: 'object', properties }),
    });

    expect(notices).toEqual([]);
    expect(template!.spec.parameters).toHaveLength(2);
    expect(template!.spec.parameters[1]).toMatchObject({
      properties: { spec: { properties: { field299: { type: 'string' } } } },
    });
    expect(JSON.stringify(template).length).toBeLessThan(70_000);
  });

  it('G5: keeps a form with many small fields within the size limit', () => {
    const small = { type: 'object', properties: { a: { type: 'boolean' } } };
    const section = {
      type: 'object',
      properties: Object.fromEntries(
        Array.from({ length: 24 }, (_, index) => [`s${index}`, small]),
      ),
    };
    const { template, notices } = createPromiseTemplate({
      promise: promiseWith({
        type: 'object',
        properties: Object.fromEntries(
          Array.from({ length: 24 }, (_, index) => [`p${index}`, section]),
        ),
      }),
    });

    expect(JSON.stringify(template).length).toBeLessThan(70_000);
    // The notices describe the form that was chosen, not the larger ones that were tried.
    expect(notices).toHaveLength(24);
    expect(notices[0]).toBe(
      'spec.p0 is a YAML field: it has too many fields for a form.',
    );
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

    expect(JSON.stringify(template).length).toBeLessThan(70_000);
    expect(notices).toEqual([
      'spec is a YAML field: it has too many fields for a form.',
    ]);
  });
});
