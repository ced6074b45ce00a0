import type {
  WatchManyEvent,
  WatchSubscription,
} from '@kratix-portal/plugin-ske-common';
import { bucket, useHttpApi } from './__testUtils__/useHttpApi';
import { until } from './__testUtils__/skeClientFor';

jest.setTimeout(120_000);

describe('the changes of pipelines on a real API server', () => {
  const api = useHttpApi();
  const { namespace } = api;
  const ofPhotos =
    'kratix.io/promise-name=object-bucket,kratix.io/resource-name=photos';
  const pods: WatchSubscription = {
    id: 'pods',
    apiVersion: 'v1',
    kind: 'Pod',
    namespace,
    labelSelector: ofPhotos,
  };
  const events: WatchSubscription = {
    id: 'events',
    apiVersion: 'v1',
    kind: 'Event',
    namespace,
    fieldSelector:
      'involvedObject.kind=ObjectBucket,involvedObject.name=photos',
  };

  /** Reads events until `isLast` accepts one. */
  async function readTo(
    stream: AsyncIterator<WatchManyEvent>,
    isLast: (event: WatchManyEvent) => boolean,
  ): Promise<any[]> {
    const found: WatchManyEvent[] = [];
    for (;;) {
      const { value, done } = await stream.next();
      if (done) {
        throw new Error(`The watch ended after ${JSON.stringify(found)}`);
      }
      found.push(value);
      if (isLast(value)) {
        return found;
      }
    }
  }

  beforeAll(async () => {
    await until(
      async () => api.dev.getPipelines(api.refTo(bucket, 'photos')),
      ({ runs }) => runs.some(({ pods: all }) => all.length > 0),
    );
  });

  it('S20: reports the Pods of pipelines without their content', async () => {
    const stream = api.dev.watchMany([pods]);
    const listed = await readTo(stream, ({ type }) => type === 'synced');
    const objects = listed.flatMap(({ object }) => object ?? []);
    expect(objects.length).toBeGreaterThan(0);

    await api.configure(bucket, 'photos', { team: 'changed' });
    const known = new Set(objects.map(({ metadata }) => metadata.uid));
    const changes = await readTo(
      stream,
      event =>
        'object' in event && !known.has((event.object.metadata as any).uid),
    );
    for (const object of [
      ...objects,
      ...changes.flatMap(each => each.object ?? []),
    ]) {
      expect(Object.keys(object)).toEqual(['apiVersion', 'kind', 'metadata']);
      expect(object.metadata.annotations).toBeUndefined();
      expect(object.metadata.labels).toMatchObject({
        'kratix.io/promise-name': 'object-bucket',
        'kratix.io/resource-name': 'photos',
      });
    }
    await stream.return();
  });

  it.each([undefined, 'app=web', `app notin (x),${ofPhotos}`])(
    'S20: refuses Pods with the label selector %s',
    async labelSelector => {
      const stream = api.dev.watchMany([{ ...pods, labelSelector }]);
      const [end] = await readTo(stream, ({ type }) => type === 'end');
      expect(end).toMatchObject({ error: { code: 'kind-not-allowed' } });
      await stream.return();
    },
  );

  it('S20: lists no Pods', async () => {
    const { id, ...query } = pods;
    await expect(api.dev.listResources(query)).rejects.toMatchObject({
      code: 'kind-not-allowed',
    });
  });

  it('reports the Events of one object, selected by fields', async () => {
    const event = (name: string, involved: string) => ({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name, namespace },
      involvedObject: {
        apiVersion: bucket.apiVersion,
        kind: bucket.kind,
        namespace,
        name: involved,
      },
      reason: 'Test',
      message: 'test',
      type: 'Normal',
    });
    const write = async (name: string, involved: string) =>
      api.platform.current.kubectl(['apply', '--filename=-'], {
        input: JSON.stringify(event(name, involved)),
      });
    await write('of-videos', 'videos');
    await write('of-photos', 'photos');
    const { id, ...query } = events;
    const { items } = await api.dev.listResources(query);
    const names = items.map(({ metadata }) => (metadata as any).name);
    expect(names).toContain('of-photos');
    expect(names).not.toContain('of-videos');

    const stream = api.dev.watchMany([events]);
    await readTo(stream, ({ type }) => type === 'synced');
    await write('more-of-videos', 'videos');
    await write('more-of-photos', 'photos');
    const seen = await readTo(
      stream,
      each =>
        'object' in each &&
        (each.object.metadata as any).name === 'more-of-photos',
    );
    expect(
      seen.flatMap(({ object }) => object?.metadata.name ?? []),
    ).not.toContain('more-of-videos');
    await stream.return();
  });
});
