import { authenticateUser, findUser, userClaims } from './authenticateUser';

const ada = {
  username: 'Ada',
  password: 'correct horse',
  email: 'ada@example.com',
  groups: ['kube-admin', 'team-a'],
  displayName: 'Ada Admin',
};
const bob = {
  username: 'bob',
  password: 'battery',
  email: 'bob@example.com',
  groups: [],
};
const users = [ada, bob];

describe('authenticateUser', () => {
  it.each(['Ada', 'ada', ' ADA '])(
    'returns the user for the name %j and the right password',
    name => {
      expect(
        authenticateUser(users, { username: name, password: 'correct horse' }),
      ).toBe(ada);
    },
  );

  it.each([
    ['Ada', 'battery'],
    ['Ada', 'Correct horse'],
    ['Ada', 'correct horse '],
    ['Ada', ''],
    ['', ''],
    ['unknown', 'correct horse'],
    ['__proto__', 'correct horse'],
  ])('rejects %j with the password %j', (username, password) => {
    expect(authenticateUser(users, { username, password })).toBeUndefined();
  });
});

describe('findUser', () => {
  it('does not match an email address or a prefix of a name', () => {
    expect(findUser(users, 'ada@example.com')).toBeUndefined();
    expect(findUser(users, 'bo')).toBeUndefined();
  });
});

describe('userClaims', () => {
  it('has email, groups and name', () => {
    expect(userClaims(ada)).toEqual({
      email: 'ada@example.com',
      email_verified: true,
      groups: ['kube-admin', 'team-a'],
      preferred_username: 'Ada',
      name: 'Ada Admin',
    });
  });

  it('uses the user name when there is no display name', () => {
    expect(userClaims(bob).name).toBe('bob');
  });
});
