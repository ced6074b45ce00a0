import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import {
  sharedKratixFolder,
  useTestPlatform,
} from '@kratix-portal/test-cluster';
import { parse } from 'yaml';
import { eventually } from './__testUtils__/eventually';
import { platformCatalogConfig } from './__testUtils__/platformCatalogConfig';
import {
  startCatalogBackend,
  type CatalogBackend,
} from './__testUtils__/startCatalogBackend';

jest.setTimeout(300_000);

/** The key is the name, since some files are two versions of one Promise. */
const promises = new Map(
  readdirSync(sharedKratixFolder('promises'))
    .filter(file => file.endsWith('.yaml'))
    .map(file =>
      parse(readFileSync(join(sharedKratixFolder('promises'), file), 'utf8')),
    )
    .map(promise => [promise.metadata.name as string, promise]),
);

describe('the catalog module with real Promises', () => {
  // A separate platform, because other tests use the same names.
  const platform = useTestPlatform({ samplePromises: false });
  let catalog: CatalogBackend;

  beforeAll(async () => {
    catalog = await startCatalogBackend({
      config: platformCatalogConfig(platform.current.endpoints),
    });
  });

  afterAll(async () => catalog.stop());

  it('W19 G1 G3 G9: adds a Component for each Promise, and a Template and an API entity for each Promise with an API', async () => {
    for (const promise of promises.values()) {
      const { code, stderr } = await platform.current.kubectl(
        ['apply', '--server-side', '-f', '-'],
        { input: JSON.stringify(promise) },
      );
      expect(`${stderr}${code}`).toMatch(/0$/);
    }
    const ofPromises = (kind: string) =>
      eventually(`each ${kind}`, async () => {
        const found = await catalog.entities(`kind=${kind}`);
        const names = new Set(
          found
            .filter(
              ({ spec }) =>
                spec?.type !== 'kratix-resource' || kind !== 'component',
            )
            .map(promiseNameOf),
        );
        const expected = [...promises.values()]
          .filter(({ spec }) => kind === 'component' || spec?.api?.spec)
          .map(({ metadata }) => metadata.name);
        return expected.every(name => names.has(name)) ? found : undefined;
      });
    const components = await ofPromises('component');
    await ofPromises('template');
    await ofPromises('api');
    const sizes = components.map(each => JSON.stringify(each).length);
    expect(Math.max(...sizes)).toBeLessThan(20_000);
    for (const ref of components.flatMap(templateOf)) {
      expect(await catalog.entity(ref)).toBeDefined();
    }
    const large = (await catalog.entities('kind=api')).map(
      entity => JSON.stringify(entity).length,
    );
    expect(Math.max(...large)).toBeLessThan(250_000);
    expect(catalog.logs.filter(line => line.startsWith('error'))).toEqual([]);
    expect(
      catalog.logs.filter(line => line.includes('failed validation')),
    ).toEqual([]);
  });
});

function promiseNameOf(entity: Entity): string | undefined {
  return entity.metadata.annotations?.['kratix.io/promise-name'];
}

function templateOf(entity: Entity): string[] {
  const name =
    entity.metadata.annotations?.['kratix.io/backstage-promise-template'];
  return name ? [`template:default/${name}`] : [];
}
