import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  skeResourceCreatePermission,
  skeResourceReadPermission,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import { permissionsWith } from './__testUtils__/permissionsWith';
import {
  createSkeResourceConditionalDecision,
  skeResourceConditions,
} from './skeResourceConditions';

const ALLOW = { result: AuthorizeResult.ALLOW } as const;
const DENY = { result: AuthorizeResult.DENY } as const;
const target = {
  apiVersion: 'marketplace.kratix.io/v1alpha1',
  kind: 'Redis',
  namespace: 'team-a',
  name: 'cache',
};
const jane = { credentials: mockCredentials.user('user:default/jane') };
const joe = { credentials: mockCredentials.user('user:default/joe') };

function refusal(run: () => void): SkeError {
  try {
    run();
  } catch (error) {
    if (SkeError.is(error)) {
      return error;
    }
    throw error;
  }
  throw new Error('was not refused');
}

describe('ResourcePermissions', () => {
  it('throws forbidden and names the portal’s policy, not the cluster', async () => {
    const { permissions } = permissionsWith({ policy: () => DENY });
    const decisions = await permissions.decide(['delete'], jane);
    expect(decisions.areDenied).toBe(true);
    const error = refusal(() => decisions.check('delete', target));
    expect(error).toMatchObject({ code: 'forbidden', status: 403 });
    expect(error.message).toBe(
      'The permission policy of this portal does not allow you to delete Redis cache in namespace team-a (ske.resource.delete).',
    );
    expect(error.hint).toContain('the platform cluster was not called');
  });

  it('sends one request for all actions, with the caller’s own credentials', async () => {
    const { permissions, questions } = permissionsWith();
    await permissions.decide(['create', 'update'], jane);
    expect(questions).toEqual([
      {
        permissions: ['ske.resource.create', 'ske.resource.update'],
        credentials: jane.credentials,
      },
    ]);
    expect(questions[0].credentials).toBe(jane.credentials);
  });

  it('denies an action for which the policy was not asked', async () => {
    const { permissions } = permissionsWith();
    const decisions = await permissions.decide(['read'], jane);
    expect(decisions.allows('read', target)).toBe(true);
    expect(decisions.allows('delete', target)).toBe(false);
  });

  it('allows a call if at least one of its actions is allowed, and denies the other actions', async () => {
    const { permissions } = permissionsWith({
      policy: name =>
        name === skeResourceCreatePermission.name ? ALLOW : DENY,
    });
    const decisions = await permissions.decide(['create', 'update'], jane);
    expect(decisions.areDenied).toBe(false);
    decisions.checkAny(target);
    decisions.check('create', target);
    expect(refusal(() => decisions.check('update', target)).message).toContain(
      'does not allow you to change Redis cache',
    );
  });

  describe('conditions', () => {
    async function decide(decision: PolicyDecision) {
      const { permissions } = permissionsWith({ policy: () => decision });
      return permissions.decide(['read'], jane);
    }

    it.each([
      ['another kind', { ...target, kind: 'Postgres' }, false],
      ['another group', { ...target, apiVersion: 'evil.io/v1alpha1' }, false],
      [
        'another version of the group',
        { ...target, apiVersion: 'marketplace.kratix.io/v2' },
        true,
      ],
      ['another namespace', { ...target, namespace: 'team-b' }, false],
      ['no namespace', { ...target, namespace: undefined }, false],
      ['no name, for a list', { ...target, name: undefined }, true],
      ['an allowed kind in an allowed namespace', target, true],
    ])('decide by kind and namespace: %s', async (_what, asked, allowed) => {
      const decisions = await decide(
        createSkeResourceConditionalDecision(skeResourceReadPermission, {
          allOf: [
            skeResourceConditions.hasKind({
              kinds: ['Redis'],
              group: 'marketplace.kratix.io',
            }),
            skeResourceConditions.inNamespace({ namespaces: ['team-a'] }),
          ],
        }),
      );
      expect(decisions.areDenied).toBe(false);
      expect(decisions.allows('read', asked)).toBe(allowed);
    });

    it('throws for a rule that it does not know', async () => {
      const decisions = await decide({
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'ske',
        resourceType: 'ske-resource',
        conditions: { rule: 'OTHER', resourceType: 'ske-resource' },
      });
      expect(() => decisions.check('read', target)).toThrow('no rule OTHER');
    });
  });

  describe('S2, S5: the cache', () => {
    let time = 0;
    beforeEach(() => {
      time = 1_000_000;
    });
    const now = () => time;

    it('is used only for the same token and the same action', async () => {
      const { permissions, questions } = permissionsWith({
        rememberMs: 5_000,
        now,
        policy: (name, credentials) =>
          credentials === jane.credentials && name === 'ske.resource.read'
            ? ALLOW
            : DENY,
      });
      const first = await permissions.decide(['read'], jane);
      const again = await permissions.decide(['read'], jane);
      expect(first.allows('read', target)).toBe(true);
      expect(again.allows('read', target)).toBe(true);
      expect(questions).toHaveLength(1);

      const other = await permissions.decide(['read'], joe);
      expect(other.allows('read', target)).toBe(false);
      const more = await permissions.decide(['delete'], jane);
      expect(more.allows('delete', target)).toBe(false);
      // Another token of the same user, which may have other claims.
      const renewed = {
        credentials: mockCredentials.user('user:default/jane'),
      };
      const late = await permissions.decide(['read'], renewed);
      expect(late.allows('read', target)).toBe(false);
      expect(questions).toHaveLength(4);
    });

    it('requests only the actions that are not cached', async () => {
      const { permissions, questions } = permissionsWith({
        rememberMs: 5_000,
        now,
      });
      await permissions.decide(['create'], jane);
      await permissions.decide(['create', 'update'], jane);
      expect(questions.map(one => one.permissions)).toEqual([
        ['ske.resource.create'],
        ['ske.resource.update'],
      ]);
    });

    it('expires on time, for allowed and denied actions', async () => {
      let decision: PolicyDecision = ALLOW;
      const { permissions } = permissionsWith({
        rememberMs: 5_000,
        now,
        policy: () => decision,
      });
      await permissions.decide(['read'], jane);
      decision = DENY;
      time += 4_999;
      const before = await permissions.decide(['read'], jane);
      expect(before.allows('read', target)).toBe(true);
      time += 1;
      const after = await permissions.decide(['read'], jane);
      expect(after.areDenied).toBe(true);
      decision = ALLOW;
      time += 5_000;
      const later = await permissions.decide(['read'], jane);
      expect(later.areDenied).toBe(false);
    });

    it('is off when rememberMs is 0', async () => {
      const { permissions, questions } = permissionsWith({
        rememberMs: 0,
        now,
      });
      await permissions.decide(['read'], jane);
      await permissions.decide(['read'], jane);
      expect(questions).toHaveLength(2);
    });

    it('does not cache failures', async () => {
      let fails = true;
      const { permissions, questions } = permissionsWith({
        rememberMs: 5_000,
        now,
        policy: () => {
          if (fails) {
            throw new Error('the policy is down');
          }
          return ALLOW;
        },
      });
      await expect(
        permissions.decide(['create', 'update'], jane),
      ).rejects.toThrow('the policy is down');
      fails = false;
      const decisions = await permissions.decide(['create', 'update'], jane);
      expect(decisions.allows('update', target)).toBe(true);
      expect(questions).toHaveLength(2);
    });

    it('shares one request between concurrent calls', async () => {
      const { permissions, questions } = permissionsWith({
        rememberMs: 5_000,
        now,
      });
      await Promise.all(
        Array.from({ length: 20 }, () => permissions.decide(['read'], jane)),
      );
      expect(questions).toHaveLength(1);
    });
  });
});
