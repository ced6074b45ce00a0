import { rankNamespaces } from './rankNamespaces';

describe('rankNamespaces', () => {
  it('puts the filter before remembered namespaces, and these before the others', () => {
    expect(
      rankNamespaces({
        chosen: ['team-b'],
        remembered: ['team-c', 'team-b'],
        listed: ['team-d', 'team-a', 'team-c'],
      }),
    ).toEqual(['team-b', 'team-c', 'team-a', 'team-d']);
  });

  it('leaves out what is not a namespace name', () => {
    expect(
      rankNamespaces({ chosen: ['../x', 'A'], remembered: [''], listed: [] }),
    ).toEqual([]);
  });
});
