import { FakePlatform } from '../live/__testUtils__';
import { readDependents, type DependentsOwner } from './readDependents';

const owner = (name: string, namespace = 'a'): DependentsOwner => ({
  ref: { apiVersion: 'example.com/v1', kind: 'Thing', namespace, name },
  promise: 'thing',
});

function work(name: string, namespace = 'a', resourceNamespace?: string) {
  return {
    apiVersion: 'platform.kratix.io/v1alpha1',
    kind: 'Work',
    metadata: {
      name: `thing-${name}`,
      namespace,
      labels: {
        'kratix.io/promise-name': 'thing',
        'kratix.io/resource-name': name,
        ...(resourceNamespace && {
          'kratix.io/resource-namespace': resourceNamespace,
        }),
      },
    },
  };
}

describe('readDependents', () => {
  it('reads nothing for a request that Kratix has not picked up', async () => {
    const platform = new FakePlatform();
    const { ref } = owner('one');
    expect(await readDependents(platform, [{ ref }], [])).toMatchObject({
      works: 0,
      missing: [],
      isCut: false,
    });
    expect(platform.calls).toEqual([]);
  });

  it('finds Works in the namespace of the pipelines, and only those of the requests', async () => {
    const platform = new FakePlatform();
    platform.put(work('one', 'pipelines', 'a'));
    platform.put({
      ...work('one', 'pipelines', 'b'),
      metadata: { ...work('one', 'pipelines', 'b').metadata, name: 'other' },
    });
    const promise = platform.put({
      apiVersion: 'platform.kratix.io/v1alpha1',
      kind: 'Promise',
      metadata: { name: 'thing' },
      spec: { workflows: { config: { pipelineNamespace: 'pipelines' } } },
    });
    expect(
      await readDependents(platform, [owner('one')], [promise]),
    ).toMatchObject({ works: 1 });
  });

  it('asks for 20 requests in one call', async () => {
    const platform = new FakePlatform();
    const owners = Array.from({ length: 41 }, (_, index) => owner(`r${index}`));
    owners.forEach(({ ref }) => platform.put(work(ref.name)));
    const { works } = await readDependents(platform, owners, []);
    expect(works).toBe(41);
    // There are 3 calls for the Works and 3 for their WorkPlacements.
    expect(platform.calls).toHaveLength(6);
  });

  it('says that the result is incomplete if there is too much to read', async () => {
    const platform = new FakePlatform();
    const owners = Array.from({ length: 100 }, (_, index) =>
      owner('one', `ns${index}`),
    );
    const { isCut } = await readDependents(platform, owners, []);
    expect(isCut).toBe(true);
    expect(platform.calls).toHaveLength(60);
  });

  it('names the lists that could not be read', async () => {
    const platform = new FakePlatform();
    platform.refuse({ kind: 'Work' });
    const { works, missing } = await readDependents(
      platform,
      [owner('one')],
      [],
    );
    expect(works).toBe(0);
    expect(missing).toMatchObject([
      { query: { kind: 'Work', namespace: 'a' }, error: { code: 'forbidden' } },
    ]);
  });
});
