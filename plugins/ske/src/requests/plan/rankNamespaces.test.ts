import { rankNamespaces } from './rankNamespaces';

describe('rankNamespaces', () => {
  it('puts filtered namespaces first, then remembered namespaces, then the others', () => {
    expect(
      rankNamespaces({
        chosen: ['team-b'],
        remembered: ['team-c', 'team-b'],
        listed: ['team-d', 'team-a', 'team-c'],
      }),
    ).toEqual(['team-b', 'team-c', 'team-a', 'team-d']);
  });

  it('leaves out invalid namespace names', () => {
    expect(
      rankNamespaces({ chosen: ['../x', 'A'], remembered: [''], listed: [] }),
    ).toEqual([]);
  });
});
