import type {
  WatchManyEvent,
  WatchSubscription,
} from '@kratix-portal/plugin-ske-common';
import { schemaAt } from './apiDocument';
import { skeClientFor, until } from './skeClientFor';
import { unsignedJwt } from './unsignedJwt';
import { type RecordedBackend, useSkeBackend } from './useSkeBackend';
import { WatchServer } from './WatchServer';

export const database = { apiVersion: 'demo.example.com/v1', kind: 'Database' };
export const region = { apiVersion: 'demo.example.com/v1', kind: 'Region' };
export const databases =
  '/apis/demo.example.com/v1/namespaces/team-a/databases';
export const regions = '/apis/demo.example.com/v1/regions';
export const configMaps = '/api/v1/configmaps';

export const ofDatabases: WatchSubscription = {
  id: 'databases "of" team-a',
  ...database,
  namespace: 'team-a',
};
export const ofRegions: WatchSubscription = { id: 'regions', ...region };
export const ofConfigMaps: WatchSubscription = {
  id: 'settings',
  apiVersion: 'v1',
  kind: 'ConfigMap',
};

export function tokFor(seconds: number): string {
  const exp = Math.floor(Date.now() / 1000) + seconds;
  return unsignedJwt({ sub: 'jane', exp });
}

export const rbacRefusal = {
  kind: 'Status',
  code: 403,
  reason: 'Forbidden',
  message:
    'databases.demo.example.com is forbidden: User "jane" cannot watch resource "databases" in API group "demo.example.com" in the namespace "team-a"',
};

export function named(kind: object, name: string, version: string) {
  return { ...kind, metadata: { name, resourceVersion: version } };
}

/** Whether an event is the end of a subscription, or of the stream. */
export const isEnd = ({ type }: WatchManyEvent) => type === 'end';

/** Matches when this many subscriptions have sent `synced`. */
export const synced =
  (count: number) => (_event: unknown, all: WatchManyEvent[]) =>
    all.filter(({ type }) => type === 'synced').length === count;

/** A backend, and an API server whose watches the tests write. */
export interface WatchMany extends Omit<RecordedBackend, 'ambient'> {
  readonly server: WatchServer;
  /** A Backstage token of a user, whose access token expires after this time. */
  tokenOf(name: string, seconds?: number): Promise<string>;
  open(
    subscriptions: WatchSubscription[],
    options?: { seconds?: number },
  ): Promise<AsyncGenerator<WatchManyEvent, void, undefined>>;
  /** Reads events until `isLast` matches, and compares each with the document. */
  read(
    events: AsyncIterator<WatchManyEvent>,
    isLast: (event: WatchManyEvent, all: WatchManyEvent[]) => boolean,
  ): Promise<any[]>;
  /** Waits until the API server has this many open watches. */
  watchesOpen(count: number): Promise<unknown>;
}

/** Sets up {@link WatchMany} for the tests of a file. */
export function useWatchMany(): WatchMany {
  const api = useSkeBackend();
  let server: WatchServer;

  beforeEach(() => {
    api.backend.auditEvents.splice(0);
    server = new WatchServer(api.apiServer, {
      [databases]: [named(database, 'orders', '90')],
      [regions]: [named(region, 'west', '91'), named(region, 'east', '92')],
      [configMaps]: [],
    });
  });
  // The next test counts its own watches, so the watches of this test have to be closed.
  afterEach(async () => {
    const countOf = (isInitiated: boolean) =>
      api.backend.auditEvents.filter(
        ({ status }) => (status === 'initiated') === isInitiated,
      ).length;
    await until(
      async () => countOf(true) - countOf(false),
      running => running === 0,
    );
  });

  const tokenOf = (name: string, seconds = 600) =>
    api.backend.userTokens.sign({
      userEntityRef: `user:default/${name}`,
      claims: { tok: tokFor(seconds) },
    });

  async function open(
    subscriptions: WatchSubscription[],
    options: { seconds?: number } = {},
  ) {
    const token = await tokenOf('jane', options.seconds);
    return skeClientFor({ url: api.backend.url, token }).watchMany(
      subscriptions,
    );
  }

  const isEvent = schemaAt('#/components/schemas/WatchManyEvent');

  async function read(
    events: AsyncIterator<WatchManyEvent>,
    isLast: (event: WatchManyEvent, all: WatchManyEvent[]) => boolean,
  ): Promise<any[]> {
    const found: WatchManyEvent[] = [];
    for (;;) {
      const { value, done } = await events.next();
      if (done) {
        throw new Error(`The watch ended after ${JSON.stringify(found)}`);
      }
      const { type, ...data } = value;
      isEvent({ event: type, data });
      expect(isEvent.errors ?? []).toEqual([]);
      found.push(value);
      if (isLast(value, found)) {
        return found;
      }
    }
  }

  const watchesOpen = (count: number) =>
    until(
      async () =>
        // A request of the previous test may arrive late, and its connection is closed.
        server.watches.filter(({ response }) => !response.destroyed).length,
      length => length === count,
    );
  return {
    get apiServer() {
      return api.apiServer;
    },
    get server() {
      return server;
    },
    get backend() {
      return api.backend;
    },
    tokenOf,
    open,
    read,
    watchesOpen,
  };
}
