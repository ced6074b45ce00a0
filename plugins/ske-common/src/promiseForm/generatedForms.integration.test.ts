/**
 * @jest-environment node
 */
import type { JsonObject, JsonValue } from '@backstage/types';
import { useTestPlatform } from '@kratix-portal/test-cluster';
import fc from 'fast-check';
import { createPromiseTemplate } from './createPromiseTemplate';
import { specSchema, strangeSchema } from './__testUtils__/arbitrarySchema';
import { valueFor } from './__testUtils__/arbitraryValue';
import { Cluster } from './__testUtils__/Cluster';
import { readCrdShapes } from './__testUtils__/crdShapes';
import { expectKept, expectStored } from './__testUtils__/expectKept';
import { explainedFormats, formatTexts } from './__testUtils__/formats';
import { FormChecker } from './__testUtils__/FormChecker';
import { isCheckedByCluster } from './__testUtils__/leftToCluster';
import { crdWith } from './__testUtils__/promiseWith';
import { withDefaults } from './schema/defaults';
import { ruleCases } from './__testUtils__/ruleCases';
import { valueCases } from './__testUtils__/valueCases';

/** Set FORM_SEED to try other values. A failure shows the schema and the value. */
const seed = Number(process.env.FORM_SEED ?? 20261125);
const schemaCount = Number(process.env.FORM_SCHEMAS ?? 25);
const valuesPerSchema = 40;
/** The number of values for each public CRD. */
const valuesPerCrd = Number(process.env.FORM_VALUES ?? 10);

const formatCases = Object.entries(formatTexts).map(([format, texts]) => ({
  format,
  texts,
  crd: crdWith(
    { type: 'object', properties: { text: { type: 'string', format } } },
    { kind: `Format${format.replace(/\W/g, '')}` },
  ),
}));

const cases = [...ruleCases, ...valueCases].map((each, index) => ({
  ...each,
  crd: crdWith(each.spec, { kind: `Case${index}`, root: each.root }),
}));

describe('forms and the API server', () => {
  const platform = useTestPlatform();
  const cluster = () => new Cluster(platform.current);

  // The API server computes its OpenAPI document again after each change of the CRDs, so all of them come at once.
  beforeAll(
    () =>
      cluster().installCrds([...formatCases, ...cases].map(({ crd }) => crd)),
    120_000,
  );

  /** Tries generated values of one schema in the form and on the API server. */
  async function tryValues(
    schema: JsonObject,
    crd: ReturnType<typeof crdWith>,
    index: number,
  ) {
    const form = formOf(crd);
    const values = fc.sample(valueFor({ ...schema, nullable: false }), {
      seed: seed + index,
      numRuns: valuesPerSchema,
    });
    const outcomes = await cluster().tryCreate(
      values.map(value => form.render(value)),
    );
    return outcomes.map((outcome, at) => ({
      ...outcome,
      value: values[at],
      problems: form.problems(values[at]),
    }));
  }

  it('G5: forms of generated schemas accept the same values as the API server', async () => {
    const schemas = fc.sample(specSchema, { seed, numRuns: schemaCount });
    const crds = schemas.map((schema, index) =>
      crdWith(schema, { kind: `Form${index}` }),
    );
    await cluster().installCrds(crds);
    const seen = { accepted: 0, refused: 0 };
    for (const [index, schema] of schemas.entries()) {
      const tried = await tryValues(schema, crds[index], index);
      for (const { value, problems, refused, spec } of tried) {
        const isAgreed =
          problems.length > 0 === (refused !== undefined) ||
          (problems.length === 0 && isCheckedByCluster(refused, crds[index]));
        expect(isAgreed || { schema, value, problems, refused }).toBe(true);
        if (refused === undefined) {
          expectStored(schema, value, spec);
        }
        seen[refused === undefined ? 'accepted' : 'refused'] += 1;
      }
    }
    // Both results occurred.
    expect(seen.accepted).toBeGreaterThan(schemaCount);
    expect(seen.refused).toBeGreaterThan(schemaCount);
  }, 600_000);

  it('G5: forms of public CRDs accept the same values as the API server', async () => {
    const shapes = readCrdShapes();
    expect(shapes.length).toBeGreaterThan(100);
    const seen = { accepted: 0, refused: 0 };
    // Each call of kubectl takes time, so several CRDs share one.
    for (let start = 0; start < shapes.length; start += 20) {
      const tried = shapes.slice(start, start + 20).map((shape, at) => {
        const index = start + at;
        const crd = crdWith(shape.spec, { kind: `Public${index}` });
        const form = formOf(crd);
        const values = fc.sample(valueFor(shape.spec), {
          seed: seed + index,
          numRuns: valuesPerCrd,
        });
        return { ...shape, crd, form, values };
      });
      await cluster().installCrds(tried.map(({ crd }) => crd));
      const outcomes = await cluster().tryCreate(
        tried.flatMap(({ form, values }) =>
          values.map(value => form.render(value)),
        ),
      );
      for (const { name, spec: shape, crd, form, values } of tried) {
        for (const value of values) {
          const { refused, spec } = outcomes.shift()!;
          const problems = form.problems(value);
          const isAgreed =
            refused === undefined
              ? problems.length === 0
              : problems.length > 0 || isCheckedByCluster(refused, crd);
          expect(isAgreed || { name, value, problems, refused }).toBe(true);
          if (refused === undefined) {
            expectStored(shape, value, spec);
          }
          seen[refused === undefined ? 'accepted' : 'refused'] += 1;
        }
      }
    }
    // Both results occurred.
    expect(seen.accepted).toBeGreaterThan(shapes.length);
    expect(seen.refused).toBeGreaterThan(shapes.length);
  }, 900_000);

  it('G5, W21: forms of unusual schemas accept the same values as the API server, and keep them', async () => {
    const schemas = fc.sample(strangeSchema, { seed, numRuns: schemaCount });
    const crds = schemas.map((schema, index) =>
      crdWith(schema, { kind: `Strange${index}` }),
    );
    await cluster().installCrds(crds);
    let taken = 0;
    for (const [index, schema] of schemas.entries()) {
      const tried = await tryValues(schema, crds[index], index);
      for (const { value, problems, refused, spec } of tried) {
        if (refused !== undefined) {
          continue;
        }
        expect(problems.length === 0 || { schema, value, problems }).toBe(true);
        expectKept(value, spec);
        taken += 1;
      }
    }
    expect(taken).toBeGreaterThan(schemaCount);
  }, 600_000);

  it.each<JsonObject>([
    { type: 'integer', maximum: 5, default: 6 },
    { type: 'string', enum: ['a'], default: 'b' },
    { type: 'string', default: 1 },
    { type: 'array', items: { type: 'string' }, maxItems: 0, default: [''] },
    {
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'string' } },
      default: {},
    },
  ])(
    'G5: the form and the API server reject an API with %j',
    async schema => {
      const crd = crdWith(
        { type: 'object', properties: { field: schema } },
        { kind: 'InvalidDefault' },
      );
      const promise = { metadata: { name: 'form' }, spec: { api: crd } };
      const { notices } = createPromiseTemplate({ promise });
      expect(notices.join()).toContain('The default of "spec.field"');
      await expect(cluster().installCrds([crd])).rejects.toThrow(/default/);
    },
    30_000,
  );

  it.each(formatCases)(
    'G5: the form accepts the same values of the format $format as the API server, or does not check the format',
    async ({ format, texts, crd }) => {
      const form = formOf(crd);
      const outcomes = await cluster().tryCreate(
        texts.map(text => form.render({ text })),
      );
      const taken = texts.filter((_, at) => !outcomes[at].refused);
      const accepted = texts.filter(
        text => form.problems({ text }).length === 0,
      );
      const isLeft = explainedFormats.includes(format);
      expect(accepted.length).toBeGreaterThan(0);
      expect(isLeft ? texts : taken).toEqual(expect.arrayContaining(accepted));
      expect(accepted).toEqual(expect.arrayContaining(taken));
      expect(taken.length).toBeGreaterThan(0);
      expect(taken.length).toBeLessThan(texts.length);
    },
    30_000,
  );

  it.each(cases)(
    'G5: $title',
    async ({ crd, spec, accepted, changed = [], refused, left }) => {
      const form = formOf(crd);
      const isAccepted = (value: JsonValue) =>
        form.problems(value).length === 0;
      // One call of kubectl for all values.
      const outcomes = await cluster().tryCreate(
        [...accepted, ...changed, ...refused, ...left].map(value =>
          form.render(value),
        ),
      );
      const both = [...accepted, ...changed];
      const taken = outcomes.slice(0, both.length);
      const others = outcomes.slice(both.length);

      expect(both.flatMap(value => form.problems(value))).toEqual([]);
      for (const [at, outcome] of taken.entries()) {
        expect(outcome.refused).toBeUndefined();
        expect(outcome.spec).toEqual(withDefaults(spec, both[at]));
        if (at < accepted.length) {
          expectKept(accepted[at], outcome.spec);
        }
      }
      expect(refused.filter(isAccepted)).toEqual([]);
      expect(left.flatMap(value => form.problems(value))).toEqual([]);
      expect(others.filter(outcome => !outcome.refused)).toEqual([]);
    },
    60_000,
  );

  function formOf(crd: JsonObject): FormChecker {
    const promise = { metadata: { name: 'form' }, spec: { api: crd } };
    return new FormChecker(createPromiseTemplate({ promise }).template!);
  }
});
