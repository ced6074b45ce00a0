import { randomUUID } from 'node:crypto';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  coreServices,
  createServiceFactory,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import catalogModuleKratix from '@kratix-portal/plugin-catalog-backend-module-kratix';
import { useTestPlatform, useTestPostgres } from '@kratix-portal/test-cluster';
import { platformConfig } from './__testUtils__/platformConfig';
import { until } from './__testUtils__/skeClientFor';
import { SkeBackend, startSkeBackend } from './__testUtils__/startSkeBackend';

jest.setTimeout(240_000);

const BUCKET = {
  apiVersion: 'storage.demo.kratix-portal.io/v1alpha1',
  kind: 'ObjectBucket',
};
const USER = 'user-admin';

type Knex = Awaited<ReturnType<DatabaseService['getClient']>>;

/** A backend of the portal, and the token of a user for it. */
interface Replica {
  backend: SkeBackend;
  token: string;
}

describe('P6: recorded requests in two replicas on one database, on a real API server', () => {
  const replicas: Replica[] = [];

  // Jest calls these functions in this order, so the backends stop before their databases.
  afterAll(async () => {
    await Promise.all(replicas.map(({ backend }) => backend.stop()));
  });

  const platform = useTestPlatform();
  const { kubectl } = platform;
  const databases = useTestPostgres(ids => TestDatabases.create({ ids }));
  const namespace = `replicas-${randomUUID().slice(0, 8)}`;
  const clients = new Map<string, Promise<Knex>>();

  /** A database for each plugin, which both replicas use: PostgreSQL where it is available. */
  const database = createServiceFactory({
    service: coreServices.database,
    deps: { plugin: coreServices.pluginMetadata },
    factory: ({ plugin }) => ({
      getClient: async () => {
        const [id] = databases.eachSupportedId().flat().slice(-1);
        const pluginId = plugin.getId();
        const client = clients.get(pluginId) ?? databases.init(id);
        clients.set(pluginId, client);
        return client;
      },
    }),
  });

  async function start(): Promise<Replica> {
    const { apiServer, catalogAccount } = platform.current.endpoints;
    const backend = await startSkeBackend({
      config: {
        ...platformConfig(
          { url: apiServer.url, caFile: apiServer.caFile },
          { pendingRequests: { refreshSeconds: 1 } },
        ),
        catalog: {
          providers: {
            kratix: {
              platform: {
                cluster: 'kratix-platform',
                serviceAccountTokenFile: catalogAccount.tokenFile,
                ingest: { namespaces: [namespace] },
              },
            },
          },
        },
      },
      features: [
        schedulerServiceFactory,
        database,
        catalogPlugin,
        catalogModuleKratix,
      ],
    });
    const token = await backend.userTokens.sign({
      userEntityRef: `user:default/${USER}`,
      claims: { tok: await platform.current.accessToken(USER) },
      withIdentityProof: true,
    });
    const replica = { backend, token };
    replicas.push(replica);
    return replica;
  }

  async function record(
    { backend, token }: Replica,
    name: string,
    action = 'Request',
  ): Promise<string> {
    const { status, body } = await backend.request({
      method: 'POST',
      path: '/api/ske/pending-requests',
      token,
      body: {
        ...BUCKET,
        action,
        promiseName: 'object-bucket',
        namespace,
        name,
      },
    });
    return `${status} ${body.outcome}`;
  }

  const withdraw = (replica: Replica, name: string) =>
    record(replica, name, 'Delete');

  async function recorded(): Promise<string[]> {
    const rows: { name: string }[] = await (await clients.get('ske'))!(
      'ske_pending_requests',
    );
    return rows.map(({ name }) => name).sort();
  }

  async function stateOf(
    { backend, token }: Replica,
    name: string,
  ): Promise<string> {
    const { status, body } = await backend.request({
      path: `/api/catalog/entities/by-name/component/default/${name}-objectbucket`,
      token,
    });
    const { metadata } = (body ?? {}) as Partial<Entity>;
    return status === 200
      ? (metadata?.annotations?.['kratix-portal.io/state'] ?? 'without a state')
      : 'absent';
  }

  const eventually = (
    replica: Replica,
    name: string,
    isRight: (state: string) => boolean,
  ) => until(() => stateOf(replica, name), isRight);

  const isPublishing = ({ backend }: Replica) =>
    backend.logs.some(line => line.includes('The catalog has'));

  it('records requests in both replicas, publishes each request in the catalog, and withdraws each request once', async () => {
    await kubectl(['create', 'namespace', namespace]);
    const first = await start();
    const second = await start();

    expect(
      await Promise.all([
        record(first, 'both'),
        record(second, 'both'),
        record(first, 'one'),
        record(second, 'two'),
        record(second, 'real'),
      ]),
    ).toEqual(Array(5).fill('200 recorded'));
    expect(await recorded()).toEqual(['both', 'one', 'real', 'two']);
    for (const replica of replicas) {
      for (const name of ['both', 'one', 'two', 'real']) {
        await eventually(replica, name, state => state === 'requested');
      }
    }
    expect(replicas.filter(isPublishing)).toHaveLength(1);

    // The second replica withdraws a request that the first replica has recorded. After that both replicas withdraw at the same time.
    expect(await withdraw(second, 'one')).toBe('200 withdrawn');
    expect(
      await Promise.all(replicas.map(replica => withdraw(replica, 'both'))),
    ).toEqual(['200 withdrawn', '200 withdrawn']);
    expect(await recorded()).toEqual(['real', 'two']);
    await kubectl(['apply', '-f', '-'], {
      ...BUCKET,
      metadata: { name: 'real', namespace },
      spec: { team: 'media' },
    });
    await until(recorded, left => !left.includes('real'));
    for (const replica of replicas) {
      await eventually(replica, 'one', state => state === 'absent');
      await eventually(replica, 'both', state => state === 'absent');
      await eventually(
        replica,
        'real',
        state => !['absent', 'requested'].includes(state),
      );
    }
    expect(await stateOf(first, 'two')).toBe('requested');

    // The replica that takes over continues with the records of both.
    const publisher = replicas.find(isPublishing)!;
    const other = replicas.find(each => each !== publisher)!;
    replicas.splice(replicas.indexOf(publisher), 1);
    await publisher.backend.stop();
    await record(other, 'later');
    await eventually(other, 'later', state => state === 'requested');
    expect(isPublishing(other)).toBe(true);
    expect(await stateOf(other, 'two')).toBe('requested');
    expect(await recorded()).toEqual(['later', 'two']);
  });
});
