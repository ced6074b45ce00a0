import { authenticateUser, findUser, userClaims } from './demoUsers';

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
  it.each(['Ada', 'ada', ' ADA '])('knows %j by name and password', name => {
    expect(authenticateUser(users, name, 'correct horse')).toBe(ada);
  });

  it.each([
    ['Ada', 'battery'],
    ['Ada', 'Correct horse'],
    ['Ada', 'correct horse '],
    ['Ada', ''],
    ['', ''],
    ['nobody', 'correct horse'],
    ['__proto__', 'correct horse'],
  ])('refuses %j with %j', (name, password) => {
    expect(authenticateUser(users, name, password)).toBeUndefined();
  });
});

describe('findUser', () => {
  it('does not take an email address or a prefix for a name', () => {
    expect(findUser(users, 'ada@example.com')).toBeUndefined();
    expect(findUser(users, 'bo')).toBeUndefined();
  });
});

describe('userClaims', () => {
  it('says who the user is', () => {
    expect(userClaims(ada)).toEqual({
      email: 'ada@example.com',
      email_verified: true,
      groups: ['kube-admin', 'team-a'],
      preferred_username: 'Ada',
      name: 'Ada Admin',
    });
  });

  it('calls a user without a display name by the user name', () => {
    expect(userClaims(bob).name).toBe('bob');
  });
});
