/**
 * @jest-environment node
 */
import { useTestPlatform } from '@kratix-portal/test-cluster';
import fc from 'fast-check';
import { createPromiseTemplate } from './createPromiseTemplate';
import { asObject } from './values/json';
import { readPromiseApi } from './readPromiseApi';
import { valueFor } from './__testUtils__/arbitraryValue';
import { Cluster } from './__testUtils__/Cluster';
import { expectKept } from './__testUtils__/expectKept';
import { FormChecker } from './__testUtils__/FormChecker';
import { isLeftToCluster } from './__testUtils__/leftToCluster';
import { readRealPromises } from './__testUtils__/realPromises';

/** Set FORM_SEED to try other values. A failure shows the schema and the value. */
const seed = Number(process.env.FORM_SEED ?? 20261125);

describe('forms and the API server', () => {
  const platform = useTestPlatform();
  const cluster = () => new Cluster(platform.current);

  it.each(readRealPromises().filter(([, { spec }]) => spec?.api))(
    'G5: the API server accepts and keeps the values that the form of %s accepts',
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
      // Without this check, a form that rejects everything would pass the test.
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
});
