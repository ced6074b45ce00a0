import assert from 'node:assert/strict';
import { z } from 'zod';
import {
  callPortal,
  type DemoUser,
  type Platform,
  type PortalUser,
  until,
} from '@kratix-portal/test-cluster';
import { checkAgents } from './agentScenario';
import { checkCatalog } from './catalogScenario';
import { expectRefusal, expectStatus, expectWords } from './expectations';
import { getArguments, kubectlGet, liveSchema } from './liveObject';
import {
  manifestOf,
  objectBucket,
  refOf,
  type SampleRequest,
} from './sampleRequests';
import { runTemplate, waitForTemplate } from './scaffolderTask';
import { checkSignIn } from './signInChecks';
import type { Stage } from './Stage';
import { checkTraces } from './traceChecks';

const TEMPLATE = 'objectbucket-promise-template';
/** The user agent of the portal's requests in the API server's audit log. */
const PORTAL_USER_AGENT = 'kratix-portal';

/**
 * Runs the scenario of SKE's page on OIDC: two users sign in. One creates, reads, updates and deletes; the other may only read.
 * The API server's audit log names each of them.
 */
export async function runScenario(stage: Stage): Promise<void> {
  const administrator = userInGroup(stage.platform, 'kube-admin');
  const developer = userInGroup(stage.platform, 'kube-dev');

  const admin = await checkSignIn(stage, administrator);
  const dev = await checkSignIn(stage, developer);
  await checkTemplate(stage, administrator, admin);
  await checkLifecycle(stage, administrator, admin);
  await checkCatalog({ ...stage, person: admin });
  await checkRefusals(stage, developer, dev);
  await checkAgents(stage, admin, dev);
  await checkWithoutToken(stage);
  await checkAuditLog(stage, administrator, developer);
  await checkTraces(stage, () => [admin(), dev()]);
}

function userInGroup({ endpoints }: Platform, group: string): DemoUser {
  const user = endpoints.users.find(({ groups }) => groups.includes(group));
  if (!user) {
    throw new Error(
      `the self-test needs a user in group ${group}, and --users has none`,
    );
  }
  return user;
}

async function checkTemplate(
  { platform, checks }: Stage,
  { username }: DemoUser,
  admin: () => PortalUser,
): Promise<void> {
  const bucket = objectBucket('self-test-from-template', { sizeGiB: 20 });
  await checks.that(
    `${username} creates an ObjectBucket with the template of its Promise`,
    async () => {
      const person = admin();
      await waitForTemplate(person, TEMPLATE);
      const task = await runTemplate(person, TEMPLATE, formValues(bucket));
      assert.equal(task.status, 'completed', task.log);
    },
  );
  await checks.that('the API server has the ObjectBucket', async () => {
    const live = await kubectlGet(platform, bucket);
    assert.equal(live.spec.sizeGiB, 20);
  });
}

async function checkLifecycle(
  { platform, checks }: Stage,
  { username }: DemoUser,
  admin: () => PortalUser,
): Promise<void> {
  const first = objectBucket('self-test', { sizeGiB: 5, versioning: true });
  // The update changes one field and removes `versioning`.
  const second = objectBucket('self-test', { sizeGiB: 6 });
  const configure = async (request: SampleRequest) => {
    const response = await admin().call('POST', '/api/ske/configure-resource', {
      manifest: manifestOf(request),
    });
    expectStatus(response, 200);
    return z.object({ operation: z.string() }).parse(response.body).operation;
  };
  await checks.that(
    `${username} creates with POST /api/ske/configure-resource`,
    async () => assert.equal(await configure(first), 'created'),
  );
  await checks.that(
    `${username} reads with GET /api/ske/resource`,
    async () => {
      const response = await read(admin(), first);
      expectStatus(response, 200);
      const { manifest } = z
        .object({ manifest: liveSchema })
        .parse(response.body);
      assert.equal(manifest.spec.sizeGiB, 5);
    },
  );
  await checks.that(
    `${username} changes one field and removes another`,
    async () => {
      assert.equal(await configure(second), 'updated');
      const live = await kubectlGet(platform, second);
      assert.equal(live.spec.sizeGiB, 6);
      // The Promise's schema has a default, so the API server may return false for the removed field.
      assert.notEqual(live.spec.versioning, true);
    },
  );
  await checks.that(
    `${username} deletes with POST /api/ske/delete-resource`,
    async () => {
      const person = admin();
      expectStatus(
        await person.call('POST', '/api/ske/delete-resource', refOf(second)),
        200,
      );
      await waitUntilDeleted(person, second);
    },
  );
}

async function checkRefusals(
  { platform, checks }: Stage,
  { username, email }: DemoUser,
  dev: () => PortalUser,
): Promise<void> {
  const existing = objectBucket('self-test-from-template');
  const wanted = objectBucket('self-test-refused');
  await checks.that(`${username} may read`, async () => {
    expectStatus(await read(dev(), existing), 200);
  });
  await checks.that(
    `${username} may not create: the 403 names user, verb, kind and namespace`,
    async () => {
      const response = await dev().call('POST', '/api/ske/configure-resource', {
        manifest: manifestOf(wanted),
      });
      expectStatus(response, 403);
      expectRefusal(response.body, { email, verb: 'create', request: wanted });
    },
  );
  await checks.that(
    `${username}'s template run fails, and its log names user, verb, kind and namespace`,
    async () => {
      const task = await runTemplate(dev(), TEMPLATE, formValues(wanted));
      assert.equal(task.status, 'failed', task.log);
      expectWords(task.log, [email, 'create', wanted.kind, wanted.namespace]);
    },
  );
  await checks.that(
    `${username} may not delete: the 403 names user, verb, kind and namespace`,
    async () => {
      const response = await dev().call(
        'POST',
        '/api/ske/delete-resource',
        refOf(existing),
      );
      expectStatus(response, 403);
      expectRefusal(response.body, {
        email,
        verb: 'delete',
        request: existing,
      });
    },
  );
  await checks.that(
    'the API server does not have the refused ObjectBucket',
    async () => {
      const { code, stderr } = await platform.kubectl(getArguments(wanted));
      assert.notEqual(code, 0);
      assert.match(stderr, /NotFound/);
    },
  );
}

async function checkWithoutToken({
  platform,
  portalUrl,
  checks,
}: Stage): Promise<void> {
  await checks.that(
    'requests without a token return 401, and the portal sends no request to the cluster',
    async () => {
      const before = await portalRequests(platform);
      const bucket = objectBucket('self-test-without-token');
      const query = new URLSearchParams(refOf(bucket));
      const responses = [
        await callPortal(portalUrl, 'GET', `/api/ske/resource?${query}`),
        await callPortal(portalUrl, 'POST', '/api/ske/delete-resource', {
          body: refOf(bucket),
        }),
        await callPortal(portalUrl, 'POST', '/api/ske/configure-resource', {
          body: { manifest: manifestOf(bucket) },
        }),
      ];
      responses.forEach(response => expectStatus(response, 401));
      assert.equal((await portalRequests(platform)).length, before.length);
    },
  );
}

async function checkAuditLog(
  { platform, checks }: Stage,
  administrator: DemoUser,
  developer: DemoUser,
): Promise<void> {
  const writes = async (user: DemoUser, code: number) =>
    (await portalRequests(platform)).filter(
      event =>
        event.user.username === user.email &&
        ['create', 'patch', 'update', 'delete'].includes(event.verb) &&
        event.objectRef?.resource === 'objectbuckets' &&
        event.responseStatus?.code === code,
    );
  await checks.that(
    `the API server's audit log names ${administrator.email} for ${administrator.username}'s writes`,
    async () => assert.ok((await writes(administrator, 201)).length >= 2),
  );
  await checks.that(
    `the audit log names ${developer.email} for ${developer.username}'s refused writes`,
    async () => assert.ok((await writes(developer, 403)).length >= 3),
  );
  await checks.that(
    'the audit log names no other user for the portal’s requests',
    async () => {
      const people = [administrator.email, developer.email];
      const others = (await portalRequests(platform))
        .map(event => event.user.username ?? '(none)')
        .filter(name => !people.includes(name));
      assert.deepEqual(others, []);
    },
  );
}

async function portalRequests(platform: Platform) {
  const events = await platform.readAuditLog();
  return events.filter(({ userAgent }) => userAgent === PORTAL_USER_AGENT);
}

function read(person: PortalUser, request: SampleRequest) {
  const query = new URLSearchParams(refOf(request));
  return person.call('GET', `/api/ske/resource?${query}`);
}

/** The stand-in runs the Promise's delete pipeline before the object is removed. */
async function waitUntilDeleted(person: PortalUser, request: SampleRequest) {
  await until(`the end of ${request.name}`, async () => {
    const response = await read(person, request);
    if (response.status !== 404) {
      expectStatus(response, 200);
    }
    return response.status === 404;
  });
}

function formValues(request: SampleRequest): Record<string, unknown> {
  return {
    objname: request.name,
    objnamespace: request.namespace,
    spec: request.spec,
  };
}
