import assert from 'node:assert/strict';
import { z } from 'zod';
import type { Checklist } from './Checklist';
import {
  type Platform,
  type PortalUser,
  until,
} from '@kratix-portal/test-cluster';
import { manifestOf, objectBucket } from './sampleRequests';

/** The user agent of the catalog's requests in the API server's audit log. */
const CATALOG_USER_AGENT = 'kratix-portal-catalog';

const entitySchema = z.object({
  metadata: z.object({ annotations: z.record(z.string(), z.string()) }),
});

/** Checks that the catalog follows the cluster: it adds and removes a resource seconds after kubectl creates and deletes it. */
export async function checkCatalog(options: {
  platform: Platform;
  checks: Checklist;
  /** Returns a user who has signed in. It is called only within checks, and may throw. */
  person: () => PortalUser;
}): Promise<void> {
  const { platform, checks, person } = options;
  const bucket = objectBucket('self-test-by-kubectl');
  const ref = `component/default/${bucket.name}-objectbucket`;
  await checks.that(
    'the catalog shows a resource that kubectl created, with its state',
    async () => {
      const { code, stderr } = await platform.kubectl(['apply', '-f', '-'], {
        input: manifestOf(bucket),
      });
      assert.equal(code, 0, stderr);
      await until(`${ref} in the catalog`, async () => {
        const { status, body } = await find(person(), ref);
        const state =
          status === 200 &&
          entitySchema.parse(body).metadata.annotations[
            'kratix-portal.io/state'
          ];
        return state === 'ready' || state === 'in-progress';
      });
    },
  );
  await checks.that(
    'the catalog removes a resource that kubectl deleted',
    async () => {
      const { code, stderr } = await platform.kubectl([
        'delete',
        bucket.resource,
        bucket.name,
        '--namespace',
        bucket.namespace,
      ]);
      assert.equal(code, 0, stderr);
      await until(
        `the removal of ${ref} from the catalog`,
        async () => (await find(person(), ref)).status === 404,
      );
    },
  );
  await checks.that(
    'the catalog uses its own account, which sends only list and watch requests',
    async () => {
      const events = (await platform.readAuditLog()).filter(
        ({ userAgent }) => userAgent === CATALOG_USER_AGENT,
      );
      const seen = new Set(
        events.map(({ user, verb }) => `${verb} ${user.username}`),
      );
      const account = 'system:serviceaccount:kratix-portal:catalog-reader';
      assert.deepEqual([...seen].sort(), [
        `list ${account}`,
        `watch ${account}`,
      ]);
    },
  );
}

function find(person: PortalUser, ref: string) {
  return person.call('GET', `/api/catalog/entities/by-name/${ref}`);
}
