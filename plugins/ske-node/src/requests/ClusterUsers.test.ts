import { SkeError } from '@kratix-portal/plugin-ske-common';
import { AccessToken } from '../credentials/AccessToken';
import { ServiceIdentity, UserIdentity } from '../credentials/PlatformIdentity';
import { ClusterUsers } from './ClusterUsers';

const encode = (part: object) =>
  Buffer.from(JSON.stringify(part)).toString('base64url');

function identity(): UserIdentity {
  const text = `${encode({ alg: 'RS256' })}.${encode({ email: 'claimed@example.com' })}.c2ln`;
  return new UserIdentity({
    userEntityRef: 'user:default/jane',
    token: AccessToken.parse(text, new Date()),
  });
}

function refusal(detail: string): SkeError {
  return new SkeError({ code: 'forbidden', message: 'no', detail });
}

describe('S6: ClusterUsers', () => {
  it('knows nobody before the cluster has named them, whatever the token claims', () => {
    expect(new ClusterUsers().nameOf(identity())).toBeUndefined();
  });

  it('remembers for one token, and for no other of the same person', () => {
    const users = new ClusterUsers();
    const [first, second] = [identity(), identity()];
    users.remember(first, 'jane@example.com');
    expect(users.nameOf(first)).toBe('jane@example.com');
    expect(users.nameOf(second)).toBeUndefined();
  });

  it('learns from a refusal in RBAC’s own words', () => {
    const users = new ClusterUsers();
    const jane = identity();
    users.learn(
      jane,
      refusal(
        'configmaps "a" is forbidden: User "jane@example.com" cannot get resource "configmaps" in API group "" in the namespace "default"',
      ),
    );
    expect(users.nameOf(jane)).toBe('jane@example.com');
  });

  it.each([
    refusal('User "a"b" cannot'),
    refusal('the webhook says: somebody cannot'),
    new SkeError({
      code: 'policy-denied',
      message: 'no',
      detail: 'User "mallory" cannot do this',
    }),
    new Error('User "mallory" cannot do this'),
    undefined,
  ])('learns nothing from %p', error => {
    const users = new ClusterUsers();
    const jane = identity();
    users.learn(jane, error);
    expect(users.nameOf(jane)).toBeUndefined();
  });

  it('takes the portal’s own identity for one, however many objects stand for it', () => {
    const users = new ClusterUsers();
    const service = () =>
      new ServiceIdentity({
        credentials: { authorization: async () => 'Bearer x' },
      });
    users.remember(service(), 'system:serviceaccount:portal:portal');
    expect(users.nameOf(service())).toBe('system:serviceaccount:portal:portal');
  });
});
