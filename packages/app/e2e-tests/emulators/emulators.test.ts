import { emulatedIdentity, Teardown } from '@kratix-portal/test-cluster';
import {
  expect,
  refusal,
  requestBucket,
  signIn,
  test as base,
  uniqueName,
} from '../fixtures';
import {
  emulated,
  type EmulatedPortal,
  startEmulatedPortal,
} from './emulatedPortal';

const START_MILLISECONDS = 300_000;
const BUCKETS = 'objectbuckets.storage.demo.kratix-portal.io';

const test = base.extend<object, { portal: EmulatedPortal }>({
  portal: [
    // Playwright reads the destructuring to find the fixtures that this one uses.
    // eslint-disable-next-line no-empty-pattern
    async ({}, provide) => {
      const teardown = new Teardown();
      try {
        await provide(await startEmulatedPortal(teardown));
      } finally {
        await teardown.run();
      }
    },
    { scope: 'worker', timeout: START_MILLISECONDS },
  ],
  endpoints: async ({ portal }, provide) => {
    await provide(portal.platform.endpoints);
  },
  baseURL: async ({ portal }, provide) => {
    await provide(portal.url);
  },
});

/** The user and the result of each request in which the portal wrote or tried to write a bucket. */
async function auditedWrites({ platform }: EmulatedPortal) {
  const events = await platform.readAuditLog();
  return events
    .filter(
      ({ verb, userAgent, objectRef }) =>
        ['create', 'update', 'patch'].includes(verb) &&
        userAgent === 'kratix-portal' &&
        objectRef?.resource === 'objectbuckets',
    )
    .map(({ user, responseStatus }) => ({
      username: user.username,
      code: responseStatus?.code,
    }));
}

/*
 * The scenario of SKE's page in a browser, with providers that are emulators. Both modes, refreshes and the other providers are in
 * plugins/auth-backend-module-ske/src/providers.integration.test.ts.
 */
for (const provider of emulated) {
  test(`${provider}: user-admin creates an ObjectBucket as themselves`, async ({
    page,
    cluster,
    portal,
  }) => {
    const user = portal.personOf(provider, 'user-admin');
    const { username } = emulatedIdentity(provider, user);
    const name = uniqueName(provider);
    const { length } = await auditedWrites(portal);
    await signIn(page, user, portal.titleOf(provider));

    await requestBucket(page, { name, team: 'team-a', sizeGiB: 25 });

    await expect(
      page.getByText(`ObjectBucket ${name}`).filter({ hasText: 'created' }),
    ).toBeVisible();
    expect((await cluster.get(BUCKETS, name))?.spec).toMatchObject({
      sizeGiB: 25,
    });
    const writes = (await auditedWrites(portal)).slice(length);
    expect(writes).toContainEqual({ username, code: 201 });
    expect(writes.every(write => write.username === username)).toBe(true);
  });

  test(`${provider}: user-dev may not create, and the page names the user`, async ({
    page,
    cluster,
    portal,
  }) => {
    const user = portal.personOf(provider, 'user-dev');
    const { username } = emulatedIdentity(provider, user);
    const name = uniqueName(provider);
    const { length } = await auditedWrites(portal);
    await signIn(page, user, portal.titleOf(provider));

    await requestBucket(page, { name, team: 'team-b', sizeGiB: 1 });

    await expect(refusal(page)).toContainText(
      `${username} may not create ObjectBucket`,
    );
    expect(await cluster.get(BUCKETS, name)).toBeUndefined();
    const writes = (await auditedWrites(portal)).slice(length);
    expect(writes).toContainEqual({ username, code: 403 });
    expect(writes.every(write => write.username === username)).toBe(true);
  });
}
