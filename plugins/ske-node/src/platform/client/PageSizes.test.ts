import type { JsonObject } from '@backstage/types';
import { collectionPath } from '../calls/ApiPath';
import type { PlatformCall } from '../calls/PlatformCall';
import { identity, usePlatformClients } from './__testUtils__/platformClients';

const path = collectionPath({
  group: 'demo.example.com',
  version: 'v1',
  plural: 'databases',
});
const call: PlatformCall = {
  identity,
  subject: {
    verb: 'list',
    cluster: 'kratix-platform',
    target: {
      type: 'kind',
      apiVersion: 'demo.example.com/v1',
      kind: 'Database',
    },
  },
};

describe('PageSizes', () => {
  const clients = usePlatformClients();

  /** Serves 100 objects of this size in pages, with the offset as the continue token. */
  function serveObjectsOf(bytes: number): number[] {
    const limits: number[] = [];
    clients.apiServer.intercept = (request, response) => {
      const { searchParams } = new URL(request.path, 'http://localhost');
      const limit = Number(searchParams.get('limit') ?? 100);
      const from = Number(searchParams.get('continue') ?? 0);
      const to = Math.min(from + limit, 100);
      limits.push(limit);
      const items = Array.from({ length: to - from }, (_, i) => ({
        metadata: { name: `${from + i}` },
        pad: 'x'.repeat(bytes),
      }));
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          kind: 'DatabaseList',
          metadata: {
            resourceVersion: '1',
            ...(to < 100 && { continue: `${to}` }),
          },
          items,
        }),
      );
      return true;
    };
    return limits;
  }

  const connect = () =>
    clients.connect(clients.apiServer.url, { responseBytes: 100_000 });

  it('returns fewer objects and a continue token when the response would be too large', async () => {
    const limits = serveObjectsOf(10_000);
    const client = connect();
    const names: unknown[] = [];
    let next: string | undefined;
    do {
      const page = await client.list(
        path,
        { limit: 100, continue: next },
        call,
      );
      names.push(
        ...page.items.map(({ metadata }) => (metadata as JsonObject).name),
      );
      next = page.continue;
    } while (next);
    expect(names).toEqual(Array.from({ length: 100 }, (_, i) => `${i}`));
    // Two responses were too large. After that the page size fits.
    expect(limits.slice(0, 4)).toEqual([100, 25, 6, 6]);
  });

  it('does not change the page size when the response fits', async () => {
    const limits = serveObjectsOf(100);
    await connect().list(path, { limit: 100 }, call);
    expect(limits).toEqual([100]);
  });

  it('fails when a single object is too large', async () => {
    const limits = serveObjectsOf(200_000);
    await expect(
      connect().list(path, { limit: 10 }, call),
    ).rejects.toMatchObject({
      code: 'cluster-error',
      message: expect.stringContaining('larger than the portal accepts'),
    });
    expect(limits).toEqual([10, 2, 1]);
  });

  it('does not return a part of a list without a limit', async () => {
    const limits = serveObjectsOf(10_000);
    await expect(connect().list(path, {}, call)).rejects.toMatchObject({
      code: 'cluster-error',
    });
    expect(limits).toEqual([100]);
  });
});
