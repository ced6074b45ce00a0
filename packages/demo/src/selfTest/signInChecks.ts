import assert from 'node:assert/strict';
import { type DemoUser, PortalUser } from '@kratix-portal/test-cluster';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import { need } from './Checklist';
import type { Stage } from './Stage';

const TABS = 20;

/**
 * Signs a user in, and checks in the mode of the stage that the portal refreshes the user's tokens once for many tabs.
 *
 * @returns a function that returns the user, or throws when the sign-in failed
 */
export async function checkSignIn(
  stage: Stage,
  user: DemoUser,
): Promise<() => PortalUser> {
  const { platform, portalUrl, providerId, checks } = stage;
  const signedIn = await checks.that(
    `${user.username} signs in on the login page of ${platform.endpoints.oidcProvider.kind}`,
    () => PortalUser.signIn({ portalUrl, providerId, user }),
  );
  const person = () => need(signedIn, 'the sign-in');
  await (stage.sessions
    ? checkSession(stage, user, person)
    : checkTok(stage, user, person));
  return person;
}

async function checkTok(
  stage: Stage,
  user: DemoUser,
  person: () => PortalUser,
): Promise<void> {
  const { checks } = stage;
  const { username } = user;
  const assertTok = () => {
    const { tok } = z.object({ tok: z.string() }).parse(person().claims());
    assertAccessToken(stage, user, tok);
  };
  await checks.that(
    `${username}'s Backstage token contains the access token as tok, with the cluster's audience`,
    async () => assertTok(),
  );
  await checks.that(
    `${username}'s refreshed Backstage token contains tok again`,
    async () => {
      await person().refresh();
      assertTok();
    },
  );
  await checks.that(
    `${username} refreshes in ${TABS} tabs at once, and stays signed in`,
    async () => {
      const before = accessTokensOf(person()).size;
      await person().refreshInTabs(TABS);
      assert.equal(
        accessTokensOf(person()).size,
        before + 1,
        'the portal sent more than one token request',
      );
      await person().refresh();
      assertTok();
    },
  );
}

async function checkSession(
  stage: Stage,
  user: DemoUser,
  person: () => PortalUser,
): Promise<void> {
  const { checks } = stage;
  const { username } = user;
  const read = () => {
    const { sub } = z.object({ sub: z.string() }).parse(person().claims());
    assert.ok(stage.sessions);
    return stage.sessions.read(sub);
  };
  const assertNoToken = () => {
    assert.equal(person().claims().tok, undefined);
    assert.equal(accessTokensOf(person()).size, 0);
  };
  await checks.that(
    `${username}'s browser gets no token of the provider, and the database has it encrypted`,
    async () => {
      assertNoToken();
      assertAccessToken(stage, user, read().accessToken);
    },
  );
  await checks.that(
    `${username} refreshes in ${TABS} tabs at once, with one token request, and stays signed in`,
    async () => {
      const before = read();
      stage.sessions?.makeDue();
      await person().refreshInTabs(TABS);
      const after = read();
      // A refresh writes the session twice: the response of the provider, and its verified tokens.
      assert.equal(after.version, before.version + 2);
      assert.notEqual(after.accessToken, before.accessToken);
      await person().refresh();
      assertNoToken();
    },
  );
}

function assertAccessToken(
  { platform }: Stage,
  user: DemoUser,
  accessToken: string,
): void {
  const { issuer, audience } = platform.endpoints.oidcProvider;
  const claims = decodeJwt(accessToken);
  assert.equal(claims.iss, issuer);
  assert.ok([claims.aud].flat().includes(audience), `aud is ${claims.aud}`);
  assert.equal(claims.email, user.email);
}

/** A provider issues another access token for each token request. */
function accessTokensOf(person: PortalUser): Set<string> {
  return new Set(
    person.secrets
      .filter(({ name }) => name.startsWith('access token'))
      .map(({ value }) => value),
  );
}
