import { parseManifest } from '../../manifests';
import { RequestedBy } from './RequestedBy';

const NAME = 'kratix-portal.io/requested-by';

function read(options: { apiVersion?: string; annotations?: object } = {}) {
  const { apiVersion = 'demo.example.com/v1', annotations = {} } = options;
  const object = {
    apiVersion,
    kind: 'Database',
    metadata: { name: 'orders', namespace: 'a', annotations },
  };
  const requestedBy = new RequestedBy(parseManifest(JSON.stringify(object)));
  return { object, requestedBy };
}

const jane = { userEntityRef: 'user:default/jane' };

describe('RequestedBy', () => {
  it.each([
    [jane, 'user:default/jane'],
    [{ ...jane, clusterUser: 'oidc:jane' }, 'user:default/jane (oidc:jane)'],
  ])('names %j as %s', async (requester, text) => {
    const { object, requestedBy } = read({ annotations: { team: 'a' } });
    expect(await requestedBy.addTo(object, async () => requester)).toEqual({
      ...object,
      metadata: {
        ...object.metadata,
        annotations: { team: 'a', [NAME]: text },
      },
    });
  });

  it.each(['v1', 'apps/v1', 'batch.k8s.io/v1', 'platform.kratix.io/v1alpha1'])(
    'leaves out objects of %s',
    async apiVersion => {
      const { object, requestedBy } = read({ apiVersion });
      const readRequester = jest.fn(async () => jane);
      expect(await requestedBy.addTo(object, readRequester)).toBe(object);
      expect(readRequester).not.toHaveBeenCalled();
    },
  );

  it('does not write the name in a manifest, and adds a notice', async () => {
    const { object, requestedBy } = read({ annotations: { [NAME]: 'joe' } });
    expect(requestedBy.manifest.annotations).toEqual({});
    const created = await requestedBy.addTo(object, async () => jane);
    expect(created).toMatchObject({
      metadata: { annotations: { [NAME]: 'user:default/jane' } },
    });
    expect(requestedBy.notices(created)).toEqual([
      expect.stringContaining('was not written as submitted'),
    ]);
  });

  it('adds no notice if the manifest has the same name as the object', () => {
    const { object, requestedBy } = read({ annotations: { [NAME]: 'joe' } });
    expect(requestedBy.notices(object)).toEqual([]);
  });
});
