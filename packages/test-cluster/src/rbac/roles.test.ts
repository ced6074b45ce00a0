import { catalogKindsRole, catalogReaderRole } from './catalogReader';
import { customResourceReaderRole, readerRole } from './roles';

describe('the developers’ role', () => {
  it('has only read verbs', () => {
    for (const rule of [
      ...readerRole.rules,
      ...customResourceReaderRole(['demo.example.com']).rules,
    ]) {
      expect(rule.verbs).toEqual(['get', 'list', 'watch']);
    }
  });

  it('names the kinds of the core group, without Secrets', () => {
    const core = readerRole.rules.filter(rule => rule.apiGroups.includes(''));

    expect(core).toHaveLength(1);
    expect(core[0].resources).toContain('configmaps');
    expect(core[0].resources).not.toContain('secrets');
    expect(core[0].resources).not.toContain('*');
  });

  it('has no wildcard over API groups, which would include Secrets', () => {
    const groups = [
      ...readerRole.rules,
      ...customResourceReaderRole(['demo.example.com']).rules,
    ].flatMap(rule => rule.apiGroups);

    expect(groups).not.toContain('*');
  });

  it('has no rule for custom resources while there are none', () => {
    expect(customResourceReaderRole([]).rules).toEqual([]);
  });
});

describe('the role of the portal’s catalog', () => {
  it('W27: allows reading Promises, ResourceBindings, definitions and the kinds of Promises, and nothing else', () => {
    const kinds = catalogKindsRole([
      { group: 'demo.example.com', plural: 'queues' },
    ]);

    expect([...catalogReaderRole.rules, ...kinds.rules]).toEqual(
      [
        ['platform.kratix.io', 'promises', 'resourcebindings'],
        ['apiextensions.k8s.io', 'customresourcedefinitions'],
        ['demo.example.com', 'queues'],
      ].map(([group, ...resources]) => ({
        apiGroups: [group],
        resources,
        verbs: ['get', 'list', 'watch'],
      })),
    );
  });
});
