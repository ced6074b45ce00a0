import { randomBytes } from 'node:crypto';
import type { JsonObject } from '@backstage/types';
import type { DiagnosisReport } from '@kratix-portal/plugin-ske-common';
import { type PortalUser, useTestPlatform } from '@kratix-portal/test-cluster';
import {
  useSplitPortal,
  type SplitPortal,
} from './__testUtils__/useSplitPortal';

jest.setTimeout(180_000);

const keyOf = (id: string) => ({
  id,
  secret: randomBytes(32).toString('base64'),
});
const keys = [keyOf('one')];
const sessionMode = { auth: { mode: 'session', session: { keys } } };
const tokMode = { auth: { mode: 'tok' } };

/** A cluster that has another provider than the platform. */
const otherCluster = {
  name: 'other',
  url: 'https://127.0.0.1:1',
  skipTLSVerify: true,
  authProvider: 'oidc',
  oidcTokenProvider: 'other',
};

/** The differences from a portal in session mode whose user is signed in. */
interface Situation {
  auth?: JsonObject;
  ske?: JsonObject;
  clusters?: JsonObject[];
  provider?: string;
  /** A step between the sign-in and the diagnosis. */
  meanwhile?: (portal: SplitPortal, person: PortalUser) => Promise<unknown>;
}

/*
 * The plugins `auth` and `ske` run in two backends, so that their configurations can differ. The sign-in, the OIDC provider and the API server are real.
 */
describe('the diagnosis of a user without an identity', () => {
  const start = useSplitPortal(useTestPlatform());

  async function diagnose(situation: Situation): Promise<DiagnosisReport> {
    const { auth = sessionMode, ske = auth, clusters, meanwhile } = situation;
    const portal = await start({ auth, ske, clusters });
    const person = await portal.signIn('user-admin', situation.provider);
    await meanwhile?.(portal, person);
    return portal.call(person, '/api/ske/diagnosis');
  }

  it.each([
    ['session', sessionMode],
    ['tok', tokMode],
    ['tok, sealed', { auth: { mode: 'tok', session: { keys } } }],
  ])('finds nothing wrong for a user in mode %s', async (_, auth) => {
    const report = await diagnose({ auth });

    expect(report).toMatchObject({ outcome: 'passed' });
    expect(report.checks).toContainEqual({
      id: 'token',
      status: 'passed',
      seen: 'There is a token of the user.',
    });
  });

  it.each<[string, string, Situation, string[]]>([
    [
      'a session with another provider only',
      'no-session',
      { provider: 'other' },
      ["'idp'"],
    ],
    [
      'a session that was signed out in another tab',
      'session-ended',
      { meanwhile: (_, person) => person.signOut() },
      ['sign in again', 'offline_access'],
    ],
    [
      'an auth backend that is down',
      'auth-unavailable',
      {
        meanwhile: async portal => {
          // The ske backend has read the keys of Backstage tokens before, and it has no cached token of the user.
          const other = await portal.signIn('user-dev');
          await portal.call(other, '/api/ske/diagnosis');
          await portal.stopAuth();
        },
      },
      ['discovery'],
    ],
    [
      'an auth backend without session mode',
      'auth-mode-differs',
      { auth: tokMode, ske: sessionMode },
      ['ske.auth.mode'],
    ],
    [
      'a ske backend without session mode',
      'auth-mode-differs',
      { auth: sessionMode, ske: tokMode },
      ['ske.auth.mode', 'session'],
    ],
    [
      'a tok claim of the provider of another cluster',
      'token-of-other-provider',
      { auth: tokMode, clusters: [otherCluster], provider: 'other' },
      ['sign in with idp'],
    ],
    [
      'a tok claim that is encrypted with a key that the ske backend does not have',
      'token-not-opened',
      {
        auth: { auth: { mode: 'tok', session: { keys } } },
        ske: { auth: { mode: 'tok', session: { keys: [keyOf('two')] } } },
      },
      ['ske.auth.session.keys'],
    ],
    [
      'a tok claim that is encrypted with another secret of the same key',
      'token-not-opened',
      {
        auth: { auth: { mode: 'tok', session: { keys } } },
        ske: { auth: { mode: 'tok', session: { keys: [keyOf('one')] } } },
      },
      ['ids and secrets'],
    ],
    ...[sessionMode, tokMode].map(
      (auth): [string, string, Situation, string[]] => [
        `a user whose token has another name, in mode ${auth.auth.mode}`,
        'identity-mismatch',
        {
          auth,
          ske: { ...auth, kubernetes: { userNameClaim: 'email' } },
        },
        ['ske.kubernetes.userNameClaim', 'resolver of idp'],
      ],
    ),
  ])('%s: %s', async (_, code, situation, remedies) => {
    const report = await diagnose(situation);

    const check = report.checks.find(({ status }) => status === 'failed');
    expect(check).toMatchObject({ id: 'token', code });
    expect(report.code).toBe(code);
    for (const each of remedies) {
      expect(check?.remedy?.join(' ')).toContain(each);
    }
    const { mode } = (
      (situation.ske ?? situation.auth ?? sessionMode) as typeof sessionMode
    ).auth;
    // In session mode there is no claim tok, so no remedy may mention it.
    const unwanted = mode === 'session' ? /\btok\b/ : /^$/;
    expect(JSON.stringify(check)).not.toMatch(unwanted);
  });
});
