/**
 * @jest-environment node
 */
/* eslint-disable-next-line @backstage/no-forbidden-package-imports, @backstage/no-mixed-plugin-imports --
   The tests of the backend have a platform with users and Promises. */
import {
  bucket,
  useHttpApi,
} from '@kratix-portal/plugin-ske-backend/src/__testUtils__/useHttpApi';
import { createLiveApi, type LiveApi } from './api/LiveApi';
import type { LiveEnvironment } from './store/LiveEnvironment';
import type { LiveQuery } from './objects/types';

jest.setTimeout(120_000);

/** A tab that is always visible, with the clock of Node. */
const environment: LiveEnvironment = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
  isHidden: () => false,
  onVisibilityChange: () => () => {},
  onOnline: () => () => {},
  onOffline: () => () => {},
};

describe('live data on a real API server', () => {
  const api = useHttpApi();
  const { namespace } = api;
  const buckets: LiveQuery = { ...bucket, namespace };
  const secrets: LiveQuery = { apiVersion: 'v1', kind: 'Secret', namespace };
  let live: LiveApi;

  /** Live data of user-dev, who may read requests; the portal allows no Secrets. */
  function open(): LiveApi {
    return createLiveApi({
      calls: api.dev,
      environment,
      session: {
        check: async () => {
          await api.dev.whoAmI();
        },
        signIn: async () => {},
        onSignIn: () => () => {},
      },
    });
  }

  /** Resolves when the condition is true. The test's own time limit bounds it. */
  async function until(query: LiveQuery, isSo: () => boolean): Promise<void> {
    let check = () => {};
    const stop = live.store.subscribe(query, () => check());
    await new Promise<void>(resolve => {
      check = () => {
        if (isSo()) {
          resolve();
        }
      };
      check();
    });
    stop();
  }

  const names = () =>
    live.store
      .getCollection(buckets)
      .items.map(({ metadata }) => metadata.name)
      .sort();

  async function namesOnCluster(): Promise<string[]> {
    const list = await api.kubectl([
      'get',
      'objectbuckets',
      `--namespace=${namespace}`,
      '--output=jsonpath={.items[*].metadata.name}',
    ]);
    return list.split(' ').filter(Boolean).sort();
  }

  /** Over kubectl, because the portal's connections are being closed. */
  async function create(name: string): Promise<void> {
    const object = {
      ...bucket,
      metadata: { name, namespace },
      spec: { team: 'media' },
    };
    const { code, stderr } = await api.platform.current.kubectl(
      ['create', '--filename=-'],
      { input: JSON.stringify(object) },
    );
    expect([code, stderr]).toEqual([0, '']);
  }

  beforeEach(() => {
    live = open();
  });

  afterEach(() => {
    live.store.close();
  });

  it('follows the objects of a kind', async () => {
    await until(buckets, () => names().length === 3);
    expect(live.store.getCollection(buckets).status).toBe('live');

    await api.configure(bucket, 'music', { team: 'media' });
    await until(buckets, () => names().includes('music'));
    await api.kubectl([
      'delete',
      'objectbuckets',
      'music',
      `--namespace=${namespace}`,
    ]);
    await until(buckets, () => !names().includes('music'));
    expect(live.store.getCollection(buckets).deleted.size).toBe(1);
  });

  it('shows a list that the user may read, although another list is refused', async () => {
    const stop = live.store.subscribe(secrets, () => {});
    await until(
      buckets,
      () => live.store.getCollection(buckets).status === 'live',
    );
    await until(
      secrets,
      () => live.store.getCollection(secrets).status === 'refused',
    );
    stop();

    expect(live.store.getCollection(secrets).error?.code).toBe(
      'kind-not-allowed',
    );
    expect(live.store.getCollection(buckets).status).toBe('live');
  });

  it.each([
    ['a list', { kind: 'PodTemplate' }, 'get,list', 'watch'],
    ['one object', { kind: 'LimitRange', name: 'one' }, 'get', 'list'],
  ])(
    'polls %s that the user may read but not watch, and has the refusal with its verb: %j, %s',
    async (_, selected, verbs, refused) => {
      const role = `may-read-${selected.kind.toLowerCase()}s`;
      const inNamespace = `--namespace=${namespace}`;
      await api.kubectl([
        'create',
        'role',
        role,
        `--verb=${verbs}`,
        `--resource=${selected.kind.toLowerCase()}s`,
        inNamespace,
      ]);
      await api.kubectl([
        'create',
        'rolebinding',
        role,
        `--role=${role}`,
        '--user=user-dev@example.com',
        inNamespace,
      ]);
      const query: LiveQuery = { apiVersion: 'v1', namespace, ...selected };
      await until(
        query,
        () => live.store.getCollection(query).status === 'polling',
      );

      expect(live.store.getCollection(query).error?.detail).toContain(
        `cannot ${refused} resource`,
      );
    },
  );

  it('has no gap and no duplicate after twenty interruptions', async () => {
    await until(buckets, () => names().length >= 3);
    const stop = live.store.subscribe(buckets, () => {
      const { items } = live.store.getCollection(buckets);
      const uids = items.map(({ metadata }) => metadata.uid);
      expect(new Set(uids).size).toBe(uids.length);
    });
    for (let round = 0; round < 20; round++) {
      const name = `round-${round}`;
      api.backend.closeConnections();
      await create(name);
      if (round % 3 === 0) {
        await api.kubectl([
          'delete',
          'objectbuckets',
          name,
          `--namespace=${namespace}`,
        ]);
      }
      if (round % 5 === 4) {
        live.store.retry();
        await until(buckets, () => names().includes('round-1'));
      }
    }
    live.store.retry();
    const expected = await namesOnCluster();
    await until(
      buckets,
      () => JSON.stringify(names()) === JSON.stringify(expected),
    );
    stop();

    expect(live.store.getCollection(buckets).status).toBe('live');
  });
});
