import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Checklist } from './Checklist';
import type { Platform, PortalUser } from '@kratix-portal/test-cluster';
import { manifestOf, objectBucket } from './sampleRequests';

const POLL_MILLISECONDS = 300;
const TIMEOUT_MILLISECONDS = 60_000;
/** The user agent of the catalog's requests in the API server's audit log. */
const CATALOG_USER_AGENT = 'kratix-portal-catalog';

const entitySchema = z.object({
  metadata: z.object({ annotations: z.record(z.string(), z.string()) }),
});

/** Checks that the catalog follows the cluster: it adds and removes a resource seconds after kubectl creates and deletes it. */
export async function checkCatalog(options: {
  platform: Platform;
  checks: Checklist;
  /** Returns a person who has signed in. It is called only within checks, and may throw. */
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
      await entity(person(), ref, annotations =>
        ['ready', 'in-progress'].includes(
          annotations['kratix-portal.io/state'] ?? '',
        ),
      );
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
      await entityGone(person(), ref);
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

async function entity(
  person: PortalUser,
  ref: string,
  isRight: (annotations: Record<string, string>) => boolean,
): Promise<void> {
  await until(`${ref} in the catalog`, async () => {
    const { status, body } = await find(person, ref);
    return (
      status === 200 && isRight(entitySchema.parse(body).metadata.annotations)
    );
  });
}

async function entityGone(person: PortalUser, ref: string): Promise<void> {
  await until(
    `${ref} gone from the catalog`,
    async () => (await find(person, ref)).status === 404,
  );
}

function find(person: PortalUser, ref: string) {
  return person.call('GET', `/api/catalog/entities/by-name/${ref}`);
}

async function until(
  what: string,
  isSo: () => Promise<boolean>,
): Promise<void> {
  const deadline = Date.now() + TIMEOUT_MILLISECONDS;
  while (!(await isSo())) {
    assert.ok(Date.now() < deadline, `waited a minute for ${what}`);
    await delay(POLL_MILLISECONDS);
  }
}
