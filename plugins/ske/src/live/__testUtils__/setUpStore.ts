import type { LiveQuery } from '../objects/types';
import type { ObjectInput } from './FakeCluster';
import { FakeEnvironment } from './FakeEnvironment';
import { FakePlatform } from './FakePlatform';
import { fakeLiveApi } from './fakeApis';

/** Collections of a store that a test follows. */
export const QUEUES: LiveQuery = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Queue',
};
export const TOPICS: LiveQuery = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Topic',
};

export function queue(name: string, size = 1): ObjectInput {
  return { ...QUEUES, metadata: { name, namespace: 'team-a' }, spec: { size } };
}

/** A store on a fake platform, with a clock that the test moves. */
export function setUpStore() {
  const platform = new FakePlatform();
  const environment = new FakeEnvironment();
  const { store } = fakeLiveApi(platform, environment);
  const commits: string[] = [];
  return {
    platform,
    environment,
    store,
    /** The kinds of the collections that changed, in order. */
    commits,
    follow: (query: LiveQuery = QUEUES) =>
      store.subscribe(query, () => commits.push(query.kind)),
    names: (query: LiveQuery = QUEUES) =>
      store.getCollection(query).items.map(({ metadata }) => metadata.name),
    status: (query: LiveQuery = QUEUES) => store.getCollection(query).status,
    /** The subscriptions of each call that opened a stream. */
    streams: () =>
      platform.calls
        .filter(({ method }) => method === 'watchMany')
        .map(
          ({ input }) => input as { kind: string; resourceVersion?: string }[],
        ),
    callsOf: (method: string) =>
      platform.calls.filter(call => call.method === method).length,
    /** Lets time pass, in which the backend sends its comments. */
    async advance(milliseconds: number) {
      for (let rest = milliseconds; rest > 0; rest -= 20_000) {
        await environment.advance(Math.min(rest, 20_000));
        platform.comment();
      }
    },
  };
}
