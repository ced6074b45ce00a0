import type {
  DiagnosisCode,
  DiagnosisReport,
} from '@kratix-portal/plugin-ske-common';
import { unsignedJwt } from '../credentials/__testUtils__/unsignedJwt';
import { providerMistakes } from './__testUtils__/mistakes/providerMistakes';
import { setUpMistakes } from './__testUtils__/mistakes/setUpMistakes';
import {
  impersonation,
  stepMistakes,
} from './__testUtils__/mistakes/stepMistakes';
import { tokenMistakes } from './__testUtils__/mistakes/tokenMistakes';
import { userMistakes } from './__testUtils__/mistakes/userMistakes';
import {
  CLOSED_PORT,
  type Situation,
  useDiagnosis,
} from './__testUtils__/useDiagnosis';

jest.setTimeout(120_000);

/** The result of a report: the check that failed, and its code. */
function answerOf({ code, checks }: DiagnosisReport): string {
  const check = checks.find(({ status }) => status === 'failed');
  return `${check?.id}: ${code}`;
}

/*
 * Each case is a common mistake, on a real API server with a real OIDC provider: a changed key of app-config, or a token that the provider
 * signed with its own key and in which one claim differs. The diagnosis has a separate code for each mistake.
 */
describe('the diagnosis of a broken set-up', () => {
  const world = useDiagnosis();
  const { prefixed } = world;
  const mistakes = [
    ...setUpMistakes,
    ...tokenMistakes,
    ...providerMistakes,
    ...stepMistakes,
    ...userMistakes,
  ];

  it.each(mistakes)('%s: %s', async (_, answer, situation) => {
    const report = await world.diagnose(await situation(world));
    expect(answerOf(report)).toBe(answer);
    const check = report.checks.find(({ status }) => status === 'failed');
    expect(check).toMatchObject({
      seen: expect.stringMatching(/\w+/),
      expected: expect.stringMatching(/\w+/),
      remedy: expect.arrayContaining([expect.stringMatching(/\w+/)]),
    });
    const after = report.checks.slice(report.checks.indexOf(check!) + 1);
    expect(after.every(({ status }) => status === 'skipped')).toBe(true);
  });

  it('distinguishes at least forty reasons', () => {
    const codes = new Set(mistakes.map(([, answer]) => answer));
    expect(codes.size).toBeGreaterThanOrEqual(40);
  });

  it.each<[string, DiagnosisCode, Situation]>([
    [
      'TLS that is not verified',
      'tls-not-verified',
      { cluster: { caFile: undefined, skipTLSVerify: true } },
    ],
    [
      'a further provider that is not configured',
      'provider-not-configured',
      { cluster: { furtherTokenProviders: ['partner'] } },
    ],
    [
      'a provider that only the API server can reach',
      'issuer-unreachable',
      { provider: { metadataUrl: `${CLOSED_PORT}/x` } },
    ],
    [
      'a clock that is an hour ahead at the provider',
      'clock-differs',
      { claims: { iat: Math.floor(Date.now() / 1000) + 3600 } },
    ],
    [
      'a user who may list but not create',
      'promise-not-allowed',
      { user: 'user-dev' },
    ],
    [
      'what ske.diagnosis says is out of date',
      'username-differs',
      { on: prefixed },
    ],
  ])('warns about %s: %s', async (_, code, situation) => {
    const report = await world.diagnose(situation);
    expect(report.checks).toContainEqual(
      expect.objectContaining({ status: 'warning', code }),
    );
  });

  it('passes for a user who may do everything', async () => {
    const report = await world.diagnose({});
    expect(report).toMatchObject({ outcome: 'passed', cluster: 'kratix' });
    expect(report.checks.map(({ status }) => status)).not.toContain('failed');
  });

  it('uses the keys of the portal in place of flags of the API server if an account acts for users', async () => {
    const { checks } = await world.diagnose({
      cluster: impersonation({ audience: 'other' }),
    });
    const check = checks.find(({ status }) => status === 'failed');
    expect(check?.expected).toContain('impersonation names');
    expect(JSON.stringify(check?.remedy)).not.toContain('--oidc-');
  });

  it.each([
    [
      'https://example.com/roles',
      { 'https://example.com/roles': ['kube-admin'] },
      'Set --oidc-groups-claim=https://example.com/roles',
    ],
    [
      'resource_access.kube.roles',
      { resource_access: { kube: { roles: ['kube-admin'] } } },
      '"claims.resource_access.kube.roles"',
    ],
  ])(
    'names the groupsClaim %s in its remedy',
    async (groupsClaim, claims, remedy) => {
      for (const diagnosis of [undefined, {}]) {
        const { checks } = await world.diagnose({
          ...(diagnosis && { diagnosis }),
          provider: { groupsClaim },
          claims: { groups: undefined, ...claims },
        });
        const check = checks.find(({ id }) => id === 'groups');
        expect(check?.remedy?.[0]).toContain(remedy);
      }
    },
  );

  it.each<[string, Situation]>([
    ['token-is-id-token', { claims: { aud: 'portal', nonce: 'n' } }],
    [
      'token-is-access-token',
      {
        provider: { tokenKind: 'id' },
        claims: { aud: 'account', scope: 'openid' },
      },
    ],
    [
      'token-is-backstage',
      {
        token: unsignedJwt(
          { sub: 'user:default/jane' },
          { alg: 'ES256', typ: 'vnd.backstage.user' },
        ),
      },
    ],
  ])(
    'names neither tok nor a resolver in session mode: %s',
    async (code, situation) => {
      const report = await world.diagnose({ ...situation, mode: 'session' });
      expect(report.code).toBe(code);
      const check = report.checks.find(({ status }) => status === 'failed');
      expect(JSON.stringify(check)).not.toMatch(/\btok\b|resolver/);
    },
  );

  it('reports the keys that the API server has read, if its metrics can be read', async () => {
    const seenBy = async (situation: Situation) => {
      const { checks } = await world.diagnose(situation);
      return checks.find(({ id }) => id === 'keys')?.seen;
    };

    expect(await seenBy({ user: 'user-admin' })).toMatch(
      /^1 key for signatures\. The API server last read the same key set at \d{4}-/,
    );
    expect(await seenBy({ user: 'user-dev' })).toContain(
      'is not known: the user may not read its metrics',
    );
    expect(await seenBy({ defect: 'expired' })).toContain(
      'is not known: it returns its metrics only to users whom it accepts',
    );
    expect(await seenBy({ withoutToken: true })).toContain('is not known');
  });

  it('names the mapper of Keycloak', async () => {
    const { checks } = await world.diagnose({ claims: { aud: 'account' } });
    const check = checks.find(({ status }) => status === 'failed');
    expect(check?.remedy?.[0]).toContain('a mapper of type Audience');
  });
});
