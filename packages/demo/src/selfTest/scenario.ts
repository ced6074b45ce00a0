import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import {
  callPortal,
  type DemoUser,
  type Platform,
  PortalUser,
} from '@kratix-portal/test-cluster';
import { checkCatalog } from './catalogScenario';
import { need, type Checklist } from './Checklist';
import { expectRefusal, expectStatus, expectWords } from './expectations';
import { findTraces } from './findTraces';
import { getArguments, kubectlGet, liveSchema } from './liveObject';
import {
  manifestOf,
  objectBucket,
  refOf,
  type SampleRequest,
} from './sampleRequests';
import { runTemplate, templateIsThere } from './scaffolderTask';

const TEMPLATE = 'objectbucket-promise-template';
/** The stand-in runs the Promise's delete pipeline before the object goes. */
const DELETION_TIMEOUT_MILLISECONDS = 60_000;
const POLL_MILLISECONDS = 300;
/** The two columns in which Backstage core itself keeps `tok` (docs/security.md). */
const KEPT_BY_BACKSTAGE = [
  'portal/database/auth.sqlite user_info.user_info',
  'portal/database/scaffolder.sqlite tasks.secrets',
];
/** By which the API server's audit log tells requests of the portal from others. */
const PORTAL_USER_AGENT = 'kratix-portal';

/**
 * What the scenario is played on.
 */
export interface Stage {
  platform: Platform;
  portalUrl: string;
  providerId: string;
  checks: Checklist;
}

/**
 * The seed document's scenario: two people sign in, one creates, reads, updates and deletes, the other may only look, and the
 * API server's audit log names each of them.
 */
export async function playScenario(stage: Stage): Promise<void> {
  const administrator = userInGroup(stage.platform, 'kube-admin');
  const developer = userInGroup(stage.platform, 'kube-dev');

  const admin = await checkSignIn(stage, administrator);
  const dev = await checkSignIn(stage, developer);
  await checkTemplate(stage, administrator, admin);
  await checkLifecycle(stage, administrator, admin);
  await checkCatalog({ ...stage, person: () => need(admin, 'the sign-in') });
  await checkRefusals(stage, developer, dev);
  await checkNobody(stage);
  await checkAuditLog(stage, administrator, developer);
  await checkTraces(stage, admin, dev);
}

function userInGroup({ endpoints }: Platform, group: string): DemoUser {
  const user = endpoints.users.find(({ groups }) => groups.includes(group));
  if (!user) {
    throw new Error(
      `the self-test needs a user in group ${group}; --users names none`,
    );
  }
  return user;
}

async function checkSignIn(
  { platform, portalUrl, providerId, checks }: Stage,
  user: DemoUser,
): Promise<PortalUser | undefined> {
  const { username } = user;
  const signedIn = await checks.that(
    `${username} signs in on the login page of ${platform.endpoints.issuer.kind}`,
    () => PortalUser.signIn({ portalUrl, providerId, user }),
  );
  const assertTok = (person: PortalUser) => {
    const { tok } = z.object({ tok: z.string() }).parse(person.claims());
    const claims = decodeJwt(tok);
    assert.equal(claims.iss, platform.endpoints.issuer.url);
    assert.ok(
      [claims.aud].flat().includes(platform.endpoints.issuer.audience),
      `aud is ${claims.aud}`,
    );
    assert.equal(claims.email, user.email);
    return tok;
  };
  await checks.that(
    `${username}'s Backstage token carries the access token as tok, for the cluster's audience`,
    async () => assertTok(need(signedIn, 'the sign-in')),
  );
  await checks.that(
    `${username}'s session is refreshed, again with tok`,
    async () => {
      const person = need(signedIn, 'the sign-in');
      await person.refresh();
      assertTok(person);
    },
  );
  return signedIn;
}

async function checkTemplate(
  { platform, checks }: Stage,
  { username }: DemoUser,
  admin: PortalUser | undefined,
): Promise<void> {
  const bucket = objectBucket('self-test-from-template', { sizeGiB: 20 });
  await checks.that(
    `${username} creates an ObjectBucket with the template of its Promise`,
    async () => {
      const person = need(admin, 'the sign-in');
      await templateIsThere(person, TEMPLATE);
      const task = await runTemplate(person, TEMPLATE, formValues(bucket));
      assert.equal(task.status, 'completed', task.log);
    },
  );
  await checks.that('the ObjectBucket is on the API server', async () => {
    const live = await kubectlGet(platform, bucket);
    assert.equal(live.spec.sizeGiB, 20);
  });
}

async function checkLifecycle(
  { platform, checks }: Stage,
  { username }: DemoUser,
  admin: PortalUser | undefined,
): Promise<void> {
  const first = objectBucket('self-test', { sizeGiB: 5, versioning: true });
  // One field is changed; `versioning` is no longer there.
  const second = objectBucket('self-test', { sizeGiB: 6 });
  const configure = async (request: SampleRequest) => {
    const answer = await need(admin, 'the sign-in').call(
      'POST',
      '/api/ske/configure-resource',
      { manifest: manifestOf(request) },
    );
    expectStatus(answer, 200);
    return z.object({ operation: z.string() }).parse(answer.body).operation;
  };
  await checks.that(
    `${username} creates with POST /api/ske/configure-resource`,
    async () => assert.equal(await configure(first), 'created'),
  );
  await checks.that(
    `${username} reads with GET /api/ske/resource`,
    async () => {
      const answer = await read(need(admin, 'the sign-in'), first);
      expectStatus(answer, 200);
      const { manifest } = z
        .object({ manifest: liveSchema })
        .parse(answer.body);
      assert.equal(manifest.spec.sizeGiB, 5);
    },
  );
  await checks.that(
    `${username} updates: a changed and a removed field`,
    async () => {
      assert.equal(await configure(second), 'updated');
      const live = await kubectlGet(platform, second);
      assert.equal(live.spec.sizeGiB, 6);
      // The Promise's schema has a default for it: what was removed is what was asked for no longer.
      assert.notEqual(live.spec.versioning, true);
    },
  );
  await checks.that(
    `${username} deletes with POST /api/ske/delete-resource, and it is gone`,
    async () => {
      const person = need(admin, 'the sign-in');
      expectStatus(
        await person.call('POST', '/api/ske/delete-resource', refOf(second)),
        200,
      );
      await gone(person, second);
    },
  );
}

async function checkRefusals(
  { platform, checks }: Stage,
  { username, email }: DemoUser,
  dev: PortalUser | undefined,
): Promise<void> {
  const existing = objectBucket('self-test-from-template');
  const wanted = objectBucket('self-test-refused');
  await checks.that(`${username} may look`, async () => {
    expectStatus(await read(need(dev, 'the sign-in'), existing), 200);
  });
  await checks.that(
    `${username} may not create: 403, which says who, what and where`,
    async () => {
      const answer = await need(dev, 'the sign-in').call(
        'POST',
        '/api/ske/configure-resource',
        { manifest: manifestOf(wanted) },
      );
      expectStatus(answer, 403);
      expectRefusal(answer.body, { email, verb: 'create', request: wanted });
    },
  );
  await checks.that(
    `${username}'s template run fails, and its log says who, what and where`,
    async () => {
      const task = await runTemplate(
        need(dev, 'the sign-in'),
        TEMPLATE,
        formValues(wanted),
      );
      assert.equal(task.status, 'failed', task.log);
      expectWords(task.log, [email, 'create', wanted.kind, wanted.namespace]);
    },
  );
  await checks.that(
    `${username} may not delete: 403, which says who, what and where`,
    async () => {
      const answer = await need(dev, 'the sign-in').call(
        'POST',
        '/api/ske/delete-resource',
        refOf(existing),
      );
      expectStatus(answer, 403);
      expectRefusal(answer.body, { email, verb: 'delete', request: existing });
    },
  );
  await checks.that('what was refused is not on the API server', async () => {
    const { code, stderr } = await platform.kubectl(getArguments(wanted));
    assert.notEqual(code, 0);
    assert.match(stderr, /NotFound/);
  });
}

async function checkNobody({
  platform,
  portalUrl,
  checks,
}: Stage): Promise<void> {
  await checks.that(
    'nobody, without a token, gets 401 and no request is sent to the cluster',
    async () => {
      const before = await portalRequests(platform);
      const bucket = objectBucket('self-test-nobody');
      const query = new URLSearchParams(refOf(bucket));
      const answers = [
        await callPortal(portalUrl, 'GET', `/api/ske/resource?${query}`),
        await callPortal(portalUrl, 'POST', '/api/ske/delete-resource', {
          body: refOf(bucket),
        }),
        await callPortal(portalUrl, 'POST', '/api/ske/configure-resource', {
          body: { manifest: manifestOf(bucket) },
        }),
      ];
      answers.forEach(answer => expectStatus(answer, 401));
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
    `the audit log of the API server has ${administrator.username}'s writes under ${administrator.email}`,
    async () => assert.ok((await writes(administrator, 201)).length >= 2),
  );
  await checks.that(
    `the audit log has ${developer.username}'s refusals under ${developer.email}`,
    async () => assert.ok((await writes(developer, 403)).length >= 3),
  );
  await checks.that(
    'the audit log has no request of the portal under any other name',
    async () => {
      const people = [administrator.email, developer.email];
      const others = (await portalRequests(platform))
        .map(event => event.user.username ?? '(nobody)')
        .filter(name => !people.includes(name));
      assert.deepEqual(others, []);
    },
  );
}

async function checkTraces(
  { platform, checks }: Stage,
  admin: PortalUser | undefined,
  dev: PortalUser | undefined,
): Promise<void> {
  await checks.that(
    'no token is in any log, audit record, file or database table, but where Backstage core keeps it',
    async () => {
      const people = [need(admin, 'the sign-in'), need(dev, 'the sign-in')];
      const traces = await findTraces(
        platform.endpoints.paths.stateDir,
        people.flatMap(({ secrets }) => secrets),
      );
      assert.deepEqual(
        traces.filter(({ place }) => !KEPT_BY_BACKSTAGE.includes(place)),
        [],
      );
      // Were there none at all, the search would prove nothing.
      assert.ok(
        traces.some(({ place }) => place === KEPT_BY_BACKSTAGE[0]),
        `nothing is in ${KEPT_BY_BACKSTAGE[0]}`,
      );
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

async function gone(person: PortalUser, request: SampleRequest) {
  const deadline = Date.now() + DELETION_TIMEOUT_MILLISECONDS;
  for (;;) {
    const answer = await read(person, request);
    if (answer.status === 404) {
      return;
    }
    expectStatus(answer, 200);
    assert.ok(Date.now() < deadline, 'it is still there after a minute');
    await delay(POLL_MILLISECONDS);
  }
}

function formValues(request: SampleRequest): Record<string, unknown> {
  return {
    objname: request.name,
    objnamespace: request.namespace,
    spec: request.spec,
  };
}
