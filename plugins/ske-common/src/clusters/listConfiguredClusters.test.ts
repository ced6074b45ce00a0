import { ConfigReader } from '@backstage/config';
import { listConfiguredClusters } from './listConfiguredClusters';

const config = new ConfigReader({
  kubernetes: {
    clusterLocatorMethods: [
      { type: 'catalog', clusters: [{ name: 'other' }] },
      { type: 'config', clusters: [{ name: 'one' }, { name: 'two' }] },
      { type: 'config' },
    ],
  },
});
const describeAll = (...args: Parameters<typeof listConfiguredClusters>) =>
  listConfiguredClusters(...args).map(
    cluster => `${cluster.path} ${cluster.config.getString('name')}`,
  );

describe('listConfiguredClusters', () => {
  it('lists the clusters of locators of type config only', () => {
    expect(describeAll(config)).toEqual([
      'kubernetes.clusterLocatorMethods[1].clusters[0] one',
      'kubernetes.clusterLocatorMethods[1].clusters[1] two',
    ]);
    expect(listConfiguredClusters(new ConfigReader({}))).toEqual([]);
  });

  it('lists the clusters of every type if the caller asks for them', () => {
    expect(describeAll(config, { everyType: true })).toHaveLength(3);
  });

  it('lets a caller collect the errors, and still lists the valid clusters', () => {
    const broken = new ConfigReader({
      kubernetes: {
        clusterLocatorMethods: [
          { type: 7 },
          { type: 'config', clusters: [{ name: 'one' }] },
        ],
      },
    });
    const errors: unknown[] = [];
    const read = <T>(get: () => T) => {
      try {
        return get();
      } catch (error) {
        errors.push(error);
        return undefined;
      }
    };

    expect(listConfiguredClusters(broken, { read })).toHaveLength(1);
    expect(errors).toHaveLength(1);
    expect(() => listConfiguredClusters(broken)).toThrow(
      'kubernetes.clusterLocatorMethods[0].type',
    );
  });
});
