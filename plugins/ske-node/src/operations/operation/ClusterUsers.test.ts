import { SkeError } from '@kratix-portal/plugin-ske-common';
import { unsignedJwt } from '../../credentials/__testUtils__/unsignedJwt';
import { AccessToken } from '../../credentials/identity/AccessToken';
import {
  ServiceIdentity,
  UserIdentity,
} from '../../credentials/identity/PlatformIdentity';
import { ClusterUsers } from './ClusterUsers';

function identity(): UserIdentity {
  const text = unsignedJwt({ email: 'claimed@example.com' });
  return new UserIdentity({
    userEntityRef: 'user:default/jane',
    token: AccessToken.parse(text, new Date()),
  });
}

function refusal(detail: string): SkeError {
  return new SkeError({ code: 'forbidden', message: 'no', detail });
}

describe('S6: ClusterUsers', () => {
  const create = (whoAmI = jest.fn()) =>
    new ClusterUsers({ client: { whoAmI } });

  it('returns no name before the cluster has sent a name, even if the token has a claim with a name', async () => {
    expect(await create().nameOf(identity())).toBeUndefined();
  });

  it('caches the name for one token, and not for another token of the same user', async () => {
    const users = create();
    const [first, second] = [identity(), identity()];
    users.remember(first, 'jane@example.com');
    expect(await users.nameOf(first)).toBe('jane@example.com');
    expect(await users.nameOf(second)).toBeUndefined();
  });

  it('reads the name from a refusal by RBAC', async () => {
    const users = create();
    const jane = identity();
    users.learn(
      jane,
      refusal(
        'configmaps "a" is forbidden: User "jane@example.com" cannot get resource "configmaps" in API group "" in the namespace "default"',
      ),
    );
    expect(await users.nameOf(jane)).toBe('jane@example.com');
  });

  it.each([
    'databases.demo.example.com is forbidden: User "jane@example.com" cannot list resource "databases" in API group "demo.example.com" at the cluster scope',
    'pods "a" is forbidden: User "jane@example.com" cannot get resource "pods/log" in API group "" in the namespace "default"',
    'forbidden: User "jane@example.com" cannot get path "/apis"',
  ])('reads the name from the refusal %s', async detail => {
    const users = create();
    const jane = identity();
    users.learn(jane, refusal(detail));
    expect(await users.nameOf(jane)).toBe('jane@example.com');
  });

  it('keeps the first name if a later refusal contains another name', async () => {
    const users = create();
    const jane = identity();
    users.remember(jane, 'jane@example.com');
    users.learn(
      jane,
      refusal('forbidden: User "mallory" cannot get path "/apis"'),
    );
    expect(await users.nameOf(jane)).toBe('jane@example.com');
  });

  it.each([
    refusal('User "a"b" cannot'),
    refusal('the webhook says: a person cannot'),
    refusal('User "mallory" cannot do this'),
    refusal(
      'admission webhook "sizes" denied the request: not allowed: User "mallory" cannot get resource "a" in API group "" at the cluster scope',
    ),
    refusal(
      'databases.demo.example.com "a" is forbidden: ValidatingAdmissionPolicy "sizes" with binding "all" denied request: size is forbidden: User "mallory" cannot get resource "a" in API group "" at the cluster scope',
    ),
    new SkeError({
      code: 'policy-denied',
      message: 'no',
      detail: 'User "mallory" cannot do this',
    }),
    new Error('User "mallory" cannot do this'),
    undefined,
  ])('reads no name from %p', async error => {
    const users = create();
    const jane = identity();
    users.learn(jane, error);
    expect(await users.nameOf(jane)).toBeUndefined();
  });

  it('treats all objects of the portal’s own identity as one identity', async () => {
    const users = create();
    const service = () =>
      new ServiceIdentity({
        credentials: { authorization: async () => 'Bearer x' },
      });
    users.remember(service(), 'system:serviceaccount:portal:portal');
    expect(await users.nameOf(service())).toBe(
      'system:serviceaccount:portal:portal',
    );
  });

  it('makes one review for each token, and waits for a review that is running', async () => {
    const answers: Array<(user: { username: string }) => void> = [];
    const whoAmI = jest.fn(() => new Promise(resolve => answers.push(resolve)));
    const users = create(whoAmI);
    const [jane, again] = [identity(), identity()];
    users.startReview(jane);
    users.startReview(jane);
    users.startReview(again);
    const name = users.nameOf(jane);
    answers[0]({ username: 'jane@example.com' });
    expect(await name).toBe('jane@example.com');
    users.startReview(jane);
    expect(whoAmI.mock.calls).toEqual([
      [{ identity: jane, deadlineMs: 2_000 }],
      [{ identity: again, deadlineMs: 2_000 }],
    ]);
  });

  it('makes no review when the name is known', () => {
    const whoAmI = jest.fn();
    const users = create(whoAmI);
    const jane = identity();
    users.remember(jane, 'jane@example.com');
    users.startReview(jane);
    expect(whoAmI).not.toHaveBeenCalled();
  });

  it('reads the name from a refused review, and makes no further review', async () => {
    const whoAmI = jest.fn(async () => {
      throw refusal(
        'selfsubjectreviews.authentication.k8s.io is forbidden: User "jane@example.com" cannot create resource "selfsubjectreviews" in API group "authentication.k8s.io" at the cluster scope',
      );
    });
    const users = create(whoAmI);
    const jane = identity();
    users.startReview(jane);
    expect(await users.nameOf(jane)).toBe('jane@example.com');
    users.startReview(jane);
    expect(whoAmI).toHaveBeenCalledTimes(1);
  });

  it.each([
    new SkeError({ code: 'timeout', message: 'late' }),
    new SkeError({ code: 'too-many-requests', message: 'later' }),
    new Error('closed'),
  ])(
    'has no name after %p, and makes another review after 30 s',
    async error => {
      jest.useFakeTimers();
      const whoAmI = jest.fn().mockRejectedValueOnce(error);
      whoAmI.mockResolvedValueOnce({
        username: 'jane@example.com',
        groups: [],
      });
      const users = create(whoAmI);
      const jane = identity();
      users.startReview(jane);
      expect(await users.nameOf(jane)).toBeUndefined();
      jest.advanceTimersByTime(29_999);
      users.startReview(jane);
      expect(await users.nameOf(jane)).toBeUndefined();
      jest.advanceTimersByTime(1);
      users.startReview(jane);
      expect(await users.nameOf(jane)).toBe('jane@example.com');
      expect(whoAmI).toHaveBeenCalledTimes(2);
      jest.useRealTimers();
    },
  );
});
