import type { JsonObject } from '@backstage/types';
import type { AuditEvent } from '@kratix-portal/test-cluster';
import { type Queues, useQueues } from './useQueues';

/** A schema with a required, immutable owner, a default, an enum and CEL rules. */
const spec: JsonObject = {
  required: ['owner'],
  properties: {
    owner: { type: 'string' },
    size: { type: 'integer', maximum: 3 },
    tier: {
      type: 'string',
      enum: ['small', 'large'],
      default: 'small',
    },
    password: { type: 'string' },
    note: { type: 'string' },
  },
  'x-kubernetes-validations': [
    {
      rule: "self.tier != 'large' || self.size > 1",
      message: 'a large queue needs a size over 1',
    },
    {
      rule: '!has(oldSelf.owner) || self.owner == oldSelf.owner',
      message: 'the owner stays',
    },
  ],
};

/** Queue objects that belong to a Promise and have an owner, and helpers for tests that write them. */
export interface OwnedQueues extends Queues {
  /** A queue of team-a. */
  ownedQueue(name: string, queueSpec: object, metadata?: object): object;
  /** Sends the object to `POST /configure-resource` as user-admin. */
  configureAsAdmin(
    object: object,
    options?: object,
  ): ReturnType<Queues['configure']>;
  /** The live queue. */
  readQueue(name: string): Promise<any>;
  /** Runs `act`, and returns the verbs of the portal's requests for an object during this time, from the audit log of the API server. */
  roundTrips(name: string, act: () => Promise<unknown>): Promise<string[]>;
}

/** Sets up {@link OwnedQueues} for the tests of a file. */
export function useOwnedQueues(options: { prefix: string }): OwnedQueues {
  const queues = useQueues({
    ...options,
    spec,
    labels: { 'kratix.io/promise-name': 'queue' },
  });
  const { namespace, platform, tokens } = queues;
  return Object.assign(queues, {
    ownedQueue: (name: string, queueSpec: object, metadata?: object) =>
      queues.queue(name, { owner: 'team-a', ...queueSpec }, metadata),
    configureAsAdmin: (object: object, more?: object) =>
      queues.configure(tokens['user-admin'], object, more),
    async readQueue(name: string) {
      const ref = queues.refTo(name);
      return (await queues.read(tokens['user-admin'], ref)).body.manifest;
    },
    async roundTrips(name: string, act: () => Promise<unknown>) {
      const isOurs = (event: AuditEvent) =>
        event.userAgent === 'kratix-portal' &&
        event.objectRef?.namespace === namespace &&
        event.objectRef.name === name;
      const before = (await platform.current.readAuditLog()).filter(isOurs);
      await act();
      const after = (await platform.current.readAuditLog()).filter(isOurs);
      return after
        .slice(before.length)
        .map(({ verb, requestURI }) =>
          requestURI.includes('dryRun=All') ? `${verb} dry` : verb,
        );
    },
  });
}
