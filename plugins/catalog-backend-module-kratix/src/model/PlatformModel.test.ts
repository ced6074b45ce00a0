import {
  promiseKind,
  promiseObject,
  resourceFacts,
  testContext,
} from '../__testUtils__/objects';
import {
  allEntities,
  catalogRules,
  databaseModel,
  emptyModel,
} from '../__testUtils__/platformModels';

describe('PlatformModel', () => {
  it('G1 G2 G3 F11: gives SKE’s entities under SKE’s names, and an API', async () => {
    const { model, kind } = databaseModel();
    model.setResource(kind.id, resourceFacts('orders'));
    const entities = allEntities(model);
    expect([...entities.keys()].sort()).toEqual([
      'api:default/databases.example.com',
      'component:default/database-promise',
      'component:default/orders-database',
      'template:default/database-promise-template',
    ]);
    expect(entities.get('component:default/orders-database')).toMatchObject({
      metadata: {
        title: 'orders Database',
        description: 'orders Database created via database Promise',
        annotations: {
          'kratix.io/kind': 'Database',
          'kratix.io/namespace': 'team-a',
          'backstage.io/managed-by-location': 'kratix:platform',
          'backstage.io/managed-by-origin-location': 'kratix:platform',
          'kratix-portal.io/cluster': 'kratix-platform',
          'kratix-portal.io/state': 'ready',
        },
      },
      spec: { dependsOn: ['component:default/database-promise'] },
    });
    for (const entity of entities.values()) {
      await expect(catalogRules.enforce(entity)).resolves.toBeDefined();
    }
  });

  it('never copies anything of a spec', () => {
    const { model, kind } = databaseModel();
    model.setResource(kind.id, resourceFacts('orders'));
    expect(JSON.stringify([...allEntities(model)])).not.toContain('hunter2');
  });

  it('G9: a Promise without an API has its Component only, under its own name', () => {
    const model = emptyModel();
    model.setPromise(promiseObject('certificates'));
    expect([...allEntities(model).keys()]).toEqual([
      'component:default/certificates-promise',
    ]);
  });

  it.each<[string, Parameters<typeof promiseObject>[1], string]>([
    [
      'unavailable',
      { status: { conditions: [{ type: 'Available', status: 'False' }] } },
      'unavailable',
    ],
    [
      'paused',
      { metadata: { labels: { 'kratix.io/paused': 'true' } } },
      'paused',
    ],
    ['not yet seen by Kratix', { status: {} }, 'not-picked-up'],
  ])(
    'a Promise that is %s shows it in its Component and its form',
    (_, options, tag) => {
      const model = emptyModel();
      model.setPromise(
        promiseObject('database', { kind: 'Database', ...options }),
      );
      const entities = allEntities(model);
      for (const ref of [
        'component:default/database-promise',
        'template:default/database-promise-template',
      ]) {
        expect(entities.get(ref)?.metadata.tags).toContain(tag);
      }
    },
  );

  it('a Promise that is being deleted has no form any more, and its resources say so', () => {
    const { model, kind } = databaseModel();
    model.setResource(kind.id, resourceFacts('orders'));
    model.takeDirty();
    model.setPromise(
      promiseObject('database', {
        kind: 'Database',
        metadata: { deletionTimestamp: '2026-01-02T00:00:00Z' },
      }),
    );
    expect(model.takeDirty()).toEqual([
      'promise/database',
      'resource/databases.example.com/team-a/orders',
    ]);
    const entities = allEntities(model);
    expect([...entities.keys()]).not.toContain(
      'template:default/database-promise-template',
    );
    const resource = entities.get('component:default/orders-database');
    expect(resource?.metadata.tags).toEqual(['kratix', 'promise-deleted']);
    expect(resource?.metadata.annotations).not.toHaveProperty(
      'kratix.io/backstage-promise-template',
    );
  });

  it('resources that outlive their Promise stay, without a relation to what is not there', () => {
    const { model, kind } = databaseModel();
    model.setResource(kind.id, resourceFacts('orders'));
    model.removePromise('database');
    const resource = allEntities(model).get(
      'component:default/orders-database',
    );
    expect(resource?.metadata.tags).toEqual(['kratix', 'promise-deleted']);
    expect(resource?.spec).not.toHaveProperty('dependsOn');
  });

  it('says nothing of a deletion where not all Promises are known', () => {
    const model = emptyModel('some');
    const kind = promiseKind('database', 'Database');
    model.setKind(kind);
    model.setResource(kind.id, resourceFacts('orders'));
    expect(
      allEntities(model).get('component:default/orders-database')?.metadata
        .tags,
    ).toEqual(['kratix']);
  });

  it('points to SKE’s names where somebody else makes the Promises’ entities', () => {
    const model = emptyModel('none');
    const kind = promiseKind('database', 'Database');
    model.setKind(kind);
    model.setResource(kind.id, resourceFacts('orders'));
    const resource = allEntities(model).get(
      'component:default/orders-database',
    );
    expect(resource?.spec?.dependsOn).toEqual([
      'component:default/database-promise',
    ]);
    expect(
      resource?.metadata.annotations?.['kratix.io/backstage-promise-template'],
    ).toBe('database-promise-template');
  });

  it('a change of a Promise’s status is nothing to its resources', () => {
    const { model, kind } = databaseModel();
    model.setResource(kind.id, resourceFacts('orders'));
    model.takeDirty();
    model.setPromise(
      promiseObject('database', { kind: 'Database', status: { message: 'x' } }),
    );
    expect(model.takeDirty()).toEqual(['promise/database']);
  });

  it('W20: an older Promise of the same kind takes the name, and whoever points to the other follows', () => {
    const { model, kind } = databaseModel();
    model.setResource(kind.id, resourceFacts('orders'));
    model.takeDirty();
    model.setPromise(
      promiseObject('other', {
        kind: 'Database',
        group: 'other.example.com',
        metadata: { creationTimestamp: '2025-01-01T00:00:00Z' },
      }),
    );
    expect(model.takeDirty().sort()).toEqual([
      'promise/database',
      'promise/other',
      'resource/databases.example.com/team-a/orders',
    ]);
    const entities = allEntities(model);
    const [dependsOn] = entities.get('component:default/orders-database')?.spec
      ?.dependsOn as string[];
    expect(dependsOn).toMatch(
      /^component:default\/database-promise_[a-z2-7]{10}$/,
    );
    expect(entities.has(dependsOn)).toBe(true);
    expect(
      entities.get('component:default/database-promise')?.metadata
        .annotations?.['kratix.io/promise-name'],
    ).toBe('other');
  });

  it('the parts of a compound request depend on the whole, as soon as it is there and as it is called', () => {
    const { model, kind } = databaseModel();
    const part = resourceFacts('part', {
      labels: {
        'kratix.io/parent-promise-name': 'database',
        'kratix.io/parent-resource-name': 'whole',
        'kratix.io/parent-resource-namespace': 'team-b',
      },
    });
    model.setResource(kind.id, part);
    const dependsOn = () =>
      allEntities(model).get('component:default/part-database')?.spec
        ?.dependsOn;
    expect(dependsOn()).toEqual(['component:default/database-promise']);
    model.takeDirty();
    model.setResource(kind.id, resourceFacts('whole', { namespace: 'team-b' }));
    expect(model.takeDirty()).toContain(
      'resource/databases.example.com/team-a/part',
    );
    expect(dependsOn()).toEqual([
      'component:default/database-promise',
      'component:default/whole-database',
    ]);
    // An older one of the name in another namespace.
    model.setResource(
      kind.id,
      resourceFacts('whole', { creationTimestamp: '2025-01-01T00:00:00Z' }),
    );
    expect(model.takeDirty()).toContain(
      'resource/databases.example.com/team-a/part',
    );
    expect(dependsOn()).toEqual([
      'component:default/database-promise',
      expect.stringMatching(/whole-database_/),
    ]);
    model.setResource(
      kind.id,
      resourceFacts('whole', {
        namespace: 'team-b',
        annotations: { 'ske.backstage.component/name': 'all' },
      }),
    );
    expect(model.takeDirty()).toContain(
      'resource/databases.example.com/team-a/part',
    );
    expect(dependsOn()).toContain('component:default/all');
    model.removeResource(kind.id, { namespace: 'team-b', name: 'whole' });
    expect(model.takeDirty()).toContain(
      'resource/databases.example.com/team-a/part',
    );
    expect(dependsOn()).toEqual(['component:default/database-promise']);
  });

  it('a Promise depends on those that it requires, as far as they are there', () => {
    const model = emptyModel();
    model.setPromise(
      promiseObject('app', { kind: 'App', requires: ['database', 'absent'] }),
    );
    model.takeDirty();
    model.setPromise(promiseObject('database', { kind: 'Database' }));
    expect(model.takeDirty()).toContain('promise/app');
    expect(
      allEntities(model).get('component:default/app-promise')?.spec?.dependsOn,
    ).toEqual(['component:default/database-promise']);
  });

  it('a kind that is gone takes its resources along, and a list what it does not have', () => {
    const { model, kind } = databaseModel();
    model.listResources(kind.id, undefined, [
      resourceFacts('a'),
      resourceFacts('b', { namespace: 'team-b' }),
    ]);
    model.listResources(kind.id, 'team-a', []);
    expect(model.counts.resources).toBe(1);
    model.takeDirty();
    model.removeKind(kind.id);
    expect(model.takeDirty()).toEqual([
      'resource/databases.example.com/team-b/b',
    ]);
    expect(model.counts.resources).toBe(0);
  });

  it('W5: outside of the namespace default the form is named by a full reference', () => {
    const model = emptyModel('all', { ...testContext, namespace: 'platform' });
    model.setPromise(promiseObject('database', { kind: 'Database' }));
    const component = allEntities(model).get(
      'component:platform/database-promise',
    );
    expect(
      component?.metadata.annotations?.['kratix.io/backstage-promise-template'],
    ).toBe('template:platform/database-promise-template');
    expect(
      allEntities(model).has('template:platform/database-promise-template'),
    ).toBe(true);
  });
});
