/**
 * @jest-environment node
 */
/* eslint-disable @backstage/no-forbidden-package-imports, @backstage/no-undeclared-imports, @backstage/no-mixed-plugin-imports --
   The tests of the forms have a cluster and the shared Promises. */
import {
  readPromiseApi,
  type PromiseApi,
} from '@kratix-portal/plugin-ske-common';
import { Cluster } from '@kratix-portal/plugin-ske-common/src/promiseForm/__testUtils__/Cluster';
import { crdWith } from '@kratix-portal/plugin-ske-common/src/promiseForm/__testUtils__/promiseWith';
import { readRealPromises } from '@kratix-portal/plugin-ske-common/src/promiseForm/__testUtils__/realPromises';
import { useTestPlatform } from '@kratix-portal/test-cluster';
import { parse } from 'yaml';
import { exampleCases } from './__testUtils__/exampleCases';
import { exampleRequest } from './exampleRequest';

jest.setTimeout(300_000);

describe('the example of a Promise on a real API server', () => {
  const platform = useTestPlatform();
  const cluster = () => new Cluster(platform.current);

  async function refusalOf(api: PromiseApi): Promise<string | undefined> {
    const [outcome] = await cluster().tryCreate([parse(exampleRequest(api))]);
    return outcome.refused;
  }

  it.each(readRealPromises().filter(([, { spec }]) => spec?.api))(
    'accepts the example of %s',
    async (_file, promise) => {
      await cluster().installPromise(promise);

      expect(await refusalOf(readPromiseApi(promise)!)).toBeUndefined();
    },
  );

  it('accepts the example of every rule of a schema', async () => {
    const crd = crdWith(
      {
        type: 'object',
        required: exampleCases.map((_, index) => `f${index}`),
        properties: Object.fromEntries(
          exampleCases.map(({ schema }, index) => [`f${index}`, schema]),
        ),
      },
      { kind: 'ExampleCase' },
    );
    const promise = { metadata: { name: 'example-cases' }, spec: { api: crd } };
    await cluster().installCrds([crd]);

    expect(await refusalOf(readPromiseApi(promise)!)).toBeUndefined();
  });
});
