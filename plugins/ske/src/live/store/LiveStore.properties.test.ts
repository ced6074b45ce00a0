import fc from 'fast-check';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { FakeEnvironment, FakePlatform, fakeLiveApi } from '../__testUtils__';
import type { LiveQuery } from '../objects/types';

const KINDS = ['Queue', 'Topic', 'Bucket'];
const apiVersion = 'demo.example.com/v1';

const queries: LiveQuery[] = [
  ...KINDS.map(kind => ({ apiVersion, kind })),
  { apiVersion, kind: 'Queue', name: 'object-1', namespace: 'team-a' },
  { apiVersion, kind: 'Topic', labelSelector: 'size=2' },
];

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('put' as const),
      kind: fc.constantFrom(...KINDS),
      name: fc.nat(5),
      size: fc.nat(3),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('remove' as const),
      kind: fc.constantFrom(...KINDS),
      name: fc.nat(5),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      milliseconds: fc.constantFrom(0, 5, 60, 700, 3_000, 40_000),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'cut' as const,
        'down' as const,
        'up' as const,
        'silence' as const,
        'sleep' as const,
        'hide' as const,
        'show' as const,
        'online' as const,
        'offline' as const,
        'compact' as const,
        'relist' as const,
        'token-expired' as const,
        'time-limit' as const,
        'shutdown' as const,
        'too-many' as const,
        'refuse' as const,
        'refuse-watch' as const,
        'refuse-list' as const,
        'allow' as const,
        'end-session' as const,
        'sign-in' as const,
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('follow' as const, 'leave' as const),
      query: fc.nat(queries.length - 1),
    }),
  },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function setUp() {
  const platform = new FakePlatform();
  const environment = new FakeEnvironment();
  const { store } = fakeLiveApi(platform, environment);
  const stops = new Map<number, () => void>();
  const seen = new Map<string, number>();

  /** Each commit must show each object once, and never in an older version than before. */
  function checkCommit(index: number) {
    const { items } = store.getCollection(queries[index]);
    const uids = items.map(({ metadata }) => metadata.uid);
    expect(new Set(uids).size).toBe(uids.length);
    for (const { metadata } of items) {
      const key = `${index} ${metadata.uid}`;
      const version = Number(metadata.resourceVersion);
      expect(version).toBeGreaterThanOrEqual(seen.get(key) ?? 0);
      seen.set(key, version);
    }
  }

  return {
    platform,
    environment,
    store,
    follow(index: number) {
      if (!stops.has(index)) {
        stops.set(
          index,
          store.subscribe(queries[index], () => checkCommit(index)),
        );
      }
    },
    leave(index: number) {
      stops.get(index)?.();
      stops.delete(index);
    },
  };
}

type World = ReturnType<typeof setUp>;

async function run(world: World, each: Step): Promise<void> {
  const { platform, environment, store } = world;
  switch (each.do) {
    case 'put':
      platform.put({
        apiVersion,
        kind: each.kind,
        metadata: {
          name: `object-${each.name}`,
          namespace: 'team-a',
          labels: { size: `${each.size}` },
        },
        spec: { size: each.size },
      });
      break;
    case 'remove':
      platform.remove({
        apiVersion,
        kind: each.kind,
        metadata: { name: `object-${each.name}`, namespace: 'team-a' },
      });
      break;
    case 'wait':
      await environment.advance(each.milliseconds);
      break;
    case 'cut':
      platform.cut();
      break;
    case 'down':
      platform.goDown();
      break;
    case 'up':
      platform.comeBack();
      break;
    case 'silence':
      platform.goSilent();
      break;
    case 'sleep':
      await environment.sleep(3_600_000);
      break;
    case 'hide':
      environment.setHidden(true);
      break;
    case 'show':
      environment.setHidden(false);
      break;
    case 'online':
      environment.goOnline();
      break;
    case 'offline':
      environment.goOffline();
      break;
    case 'compact':
      platform.compact();
      break;
    case 'relist':
      platform.relist();
      break;
    case 'too-many':
      platform.endSubscriptions(
        { kind: 'Queue' },
        new SkeError({
          code: 'too-many-requests',
          message: 'Too many requests.',
          retryAfterSeconds: 7,
        }),
      );
      break;
    case 'refuse':
      platform.refuse({ kind: 'Topic' });
      break;
    case 'refuse-watch':
      platform.refuseVerbs({ kind: 'Bucket' }, ['watch']);
      break;
    case 'refuse-list':
      platform.refuseVerbs({ kind: 'Queue' }, ['list', 'watch']);
      break;
    case 'allow':
      platform.allowAll();
      break;
    case 'end-session':
      platform.endSession();
      break;
    case 'sign-in':
      store.retry();
      break;
    case 'follow':
      world.follow(each.query);
      break;
    case 'leave':
      world.leave(each.query);
      break;
    default:
      platform.end(each.do);
  }
}

/** Everything works again, and enough time passes for the slowest retry. */
async function recover({ platform, environment, store }: World): Promise<void> {
  platform.comeBack();
  platform.allowAll();
  platform.signIn();
  await environment.advance(0);
  environment.setHidden(false);
  if (store.isSignedOut) {
    store.retry();
  }
  for (let round = 0; round < 50; round++) {
    await environment.advance(20_000);
    platform.comment();
  }
}

describe('LiveStore', () => {
  it('shows what the cluster has after any interruptions, each object once and never an older version', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 100, maxLength: 200 }),
        async steps => {
          const world = setUp();
          [0, 1, 2].forEach(world.follow);
          for (const each of steps) {
            await run(world, each);
          }
          queries.forEach((_, index) => world.follow(index));
          await recover(world);

          for (const query of queries) {
            const { items, status, deleted } = world.store.getCollection(query);
            const truth = world.platform.cluster.list(query);
            expect(status).toBe('live');
            expect(byUid(items)).toEqual(byUid(truth));
            for (const uid of deleted.keys()) {
              expect(truth.map(({ metadata }) => metadata.uid)).not.toContain(
                uid,
              );
            }
          }
          expect(world.platform.openStreams).toBe(1);
          world.store.close();
          expect(world.environment.leftovers).toBe(0);
        },
      ),
      { numRuns: 100 },
    );
  });
});

function byUid(objects: readonly { metadata: { uid: string } }[]) {
  return [...objects].sort((one, other) =>
    one.metadata.uid.localeCompare(other.metadata.uid),
  );
}
