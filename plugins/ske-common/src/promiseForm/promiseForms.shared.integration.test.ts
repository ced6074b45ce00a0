/**
 * @jest-environment node
 */
import type { JsonObject, JsonValue } from '@backstage/types';
import { useTestPlatform } from '@kratix-portal/test-cluster';
import fc from 'fast-check';
import { createPromiseTemplate } from './createPromiseTemplate';
import { asObject } from './json';
import { readPromiseApi } from './readPromiseApi';
import { specSchema, strangeSchema } from './__testUtils__/arbitrarySchema';
import { valueFor } from './__testUtils__/arbitraryValue';
import { Cluster } from './__testUtils__/Cluster';
import { readCrdShapes } from './__testUtils__/crdShapes';
import { explainedFormats, formatTexts } from './__testUtils__/formats';
import { FormChecker } from './__testUtils__/FormChecker';
import { crdWith } from './__testUtils__/promiseWith';
import { readRealPromises } from './__testUtils__/realPromises';
import { ruleCases } from './__testUtils__/ruleCases';

/** Others are tried with FORM_SEED=…; what fails shows the schema and the value. */
const seed = Number(process.env.FORM_SEED ?? 20261125);
const schemaCount = Number(process.env.FORM_SCHEMAS ?? 25);
const valuesPerSchema = 40;

describe('forms and the API server', () => {
  const platform = useTestPlatform();
  const cluster = () => new Cluster(platform.current);

  it.each(readRealPromises().filter(([, { spec }]) => spec?.api))(
    'G5: what the form of %s accepts, the API server takes as it was typed',
    async (_file, promise) => {
      const { template, notices } = createPromiseTemplate({ promise });
      const form = new FormChecker(template!);
      const { schema } = readPromiseApi(promise)!;
      await cluster().installPromise(promise);
      const spec = asObject(asObject(schema.properties)?.spec);
      const values = fc
        .sample(valueFor(spec ?? { type: 'object' }), { seed, numRuns: 200 })
        .filter(value => form.problems(value).length === 0)
        .slice(0, 30);
      // A form that accepts nothing would prove nothing.
      expect(values.length).toBeGreaterThan(3);

      const outcomes = await cluster().tryCreate(
        values.map(value => form.render(value)),
      );

      let taken = 0;
      for (const [index, { refused, spec: stored }] of outcomes.entries()) {
        const value = values[index];
        if (refused && isLeftToCluster(refused, notices)) {
          continue;
        }
        expect({ value, refused }).toEqual({ value, refused: undefined });
        expectKept(value, stored ?? {});
        taken += 1;
      }
      expect(taken).toBeGreaterThan(3);
    },
    120_000,
  );

  /** What form and API server say of generated values of one schema. */
  async function tryValues(
    schema: JsonObject,
    crd: ReturnType<typeof crdWith>,
    index: number,
    numRuns = valuesPerSchema,
  ) {
    const form = formOf(crd);
    const values = fc.sample(valueFor({ ...schema, nullable: false }), {
      seed: seed + index,
      numRuns,
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

  it('G5: forms of generated schemas accept what the API server takes, and nothing else', async () => {
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
          expectKept(value, spec);
        }
        seen[refused === undefined ? 'accepted' : 'refused'] += 1;
      }
    }
    // Both sides of the line were looked at.
    expect(seen.accepted).toBeGreaterThan(schemaCount);
    expect(seen.refused).toBeGreaterThan(schemaCount);
  }, 600_000);

  it('G5: forms of public CRDs accept what the API server accepts, and the reverse', async () => {
    const shapes = readCrdShapes();
    expect(shapes.length).toBeGreaterThan(100);
    const crds = shapes.map(({ spec }, index) =>
      crdWith(spec, { kind: `Public${index}` }),
    );
    await cluster().installCrds(crds);
    const seen = { accepted: 0, refused: 0 };
    for (const [index, { name, spec: schema }] of shapes.entries()) {
      const tried = await tryValues(schema, crds[index], index, 20);
      for (const { value, problems, refused, spec } of tried) {
        if (refused === undefined) {
          expect(problems.length === 0 || { name, value, problems }).toBe(true);
          expectKept(value, spec);
          seen.accepted += 1;
          continue;
        }
        const isAgreed =
          problems.length > 0 || isCheckedByCluster(refused, crds[index]);
        expect(isAgreed || { name, value, refused }).toBe(true);
        seen.refused += 1;
      }
    }
    // Both sides of the line were looked at.
    expect(seen.accepted).toBeGreaterThan(shapes.length);
    expect(seen.refused).toBeGreaterThan(shapes.length);
  }, 900_000);

  it('G5, W21: forms of strange schemas lose nothing of what the API server takes', async () => {
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

  it.each(Object.entries(formatTexts))(
    'G5: what the form takes for the format %s, the API server takes, or it is left to it',
    async (format, texts) => {
      const kind = `Format${format.replace(/\W/g, '')}`;
      const crd = crdWith(
        { type: 'object', properties: { text: { type: 'string', format } } },
        { kind },
      );
      await cluster().installCrds([crd]);
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
      expect(taken.length).toBeGreaterThan(0);
      expect(taken.length).toBeLessThan(texts.length);
    },
    30_000,
  );

  it.each(ruleCases.map((each, index) => ({ ...each, kind: `Case${index}` })))(
    'G5: $title',
    async ({ spec, kind, accepted, refused, left }) => {
      const crd = crdWith(spec, { kind });
      await cluster().installCrds([crd]);
      const form = formOf(crd);
      const isAccepted = (value: JsonValue) =>
        form.problems(value).length === 0;
      const takes = async (values: JsonValue[]) =>
        cluster().tryCreate(values.map(value => form.render(value)));

      expect(accepted.flatMap(value => form.problems(value))).toEqual([]);
      for (const [at, outcome] of (await takes(accepted)).entries()) {
        expect(outcome.refused).toBeUndefined();
        expectKept(accepted[at], outcome.spec);
      }
      expect(refused.filter(isAccepted)).toEqual([]);
      expect(
        (await takes(refused)).filter(outcome => !outcome.refused),
      ).toEqual([]);
      expect(left.flatMap(value => form.problems(value))).toEqual([]);
      expect((await takes(left)).filter(outcome => !outcome.refused)).toEqual(
        [],
      );
    },
    60_000,
  );

  function formOf(crd: JsonObject): FormChecker {
    const promise = { metadata: { name: 'form' }, spec: { api: crd } };
    return new FormChecker(createPromiseTemplate({ promise }).template!);
  }
});

/**
 * Whether a form that accepts what the API server rejects has said that the cluster checks it: in the words below a field, or by a YAML field that is too large
 * to be checked in full.
 */
function isCheckedByCluster(
  refused: string | undefined,
  crd: JsonObject,
): boolean {
  const promise = { metadata: { name: 'form' }, spec: { api: crd } };
  const { template, notices } = createPromiseTemplate({ promise });
  const text = JSON.stringify(template);
  const left: Array<[RegExp, string]> = [
    [/failed rule|Invalid value: "object": /, 'Checked by the cluster: '],
    [/should match/, 'Checked by the cluster: must match'],
    [/Duplicate value/, 'No two entries may have the same'],
    [
      /should have at (most|least) \d+ propert/,
      'Checked by the cluster: Fill in',
    ],
    [/must be of type|should be/, 'such as'],
  ];
  return (
    refused !== undefined &&
    (left.some(([words, note]) => words.test(refused) && text.includes(note)) ||
      isLeftToCluster(refused, notices))
  );
}

/** A part that is too large for the form is a YAML field, of which the form only checks the type. A notice says so. */
function isLeftToCluster(refused: string, notices: string[]): boolean {
  const large = notices
    .filter(notice => notice.endsWith('too many fields for a form.'))
    .map(notice => notice.split(' ')[0]);
  const fields = [...refused.matchAll(/(spec[^\s:]*): /g)].map(([, field]) =>
    field.replace(/\[\d+\]/g, '[]'),
  );
  return (
    fields.length > 0 &&
    fields.every(field => large.some(place => field.startsWith(place)))
  );
}

/** Everything that was sent is there; defaults may have been added. */
function expectKept(sent: JsonValue, stored: JsonValue | undefined) {
  if (Array.isArray(sent)) {
    expect(stored).toHaveLength(sent.length);
    sent.forEach((value, index) =>
      expectKept(value, (stored as JsonValue[])[index]),
    );
  } else if (typeof sent === 'object' && sent !== null) {
    for (const [key, value] of Object.entries(sent)) {
      expectKept(value as JsonValue, (stored as JsonObject)[key]);
    }
  } else {
    expect(stored).toEqual(sent);
  }
}
