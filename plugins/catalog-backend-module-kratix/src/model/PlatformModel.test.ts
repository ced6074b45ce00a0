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
  it('G1 G2 G3 F11: builds SKE’s entities under SKE’s names, and an API', async () => {
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

  it('copies nothing from a spec', () => {
    const { model, kind } = databaseModel();
    model.setResource(kind.id, resourceFacts('orders'));
    expect(JSON.stringify([...allEntities(model)])).not.toContain('hunter2');
  });

  it('G9: builds only a Component, named after the Promise, for a Promise without an API', () => {
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
    ['not picked up by Kratix', { status: {} }, 'not-picked-up'],
  ])('tags Component and form of a Promise that is %s', (_, options, tag) => {
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
  });

  it('removes the form of a Promise that is being deleted, and tags its resources', () => {
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

  it('keeps resources that outlive their Promise, without a relation to it', () => {
    const { model, kind } = databaseModel();
    model.setResource(kind.id, resourceFacts('orders'));
    model.removePromise('database');
    const resource = allEntities(model).get(
      'component:default/orders-database',
    );
    expect(resource?.metadata.tags).toEqual(['kratix', 'promise-deleted']);
    expect(resource?.spec).not.toHaveProperty('dependsOn');
  });

  it('does not report a Promise as deleted if not all Promises are ingested', () => {
    const model = emptyModel('some');
    const kind = promiseKind('database', 'Database');
    model.setKind(kind);
    model.setResource(kind.id, resourceFacts('orders'));
    expect(
      allEntities(model).get('component:default/orders-database')?.metadata
        .tags,
    ).toEqual(['kratix']);
  });

  it('refers to SKE’s names if another source provides the entities of Promises', () => {
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

  it('shows that a request is paused with its Promise, and that Kratix has not picked it up after the Promise was resumed', () => {
    const { model, kind } = databaseModel();
    model.setResource(
      kind.id,
      resourceFacts(
        'orders',
        {},
        {
          conditions: [
            {
              type: 'Reconciled',
              status: 'Unknown',
              reason: 'PausedReconciliation',
            },
          ],
        },
      ),
    );
    const annotations = () =>
      allEntities(model).get('component:default/orders-database')?.metadata
        .annotations;
    const setPaused = (paused: string) =>
      model.setPromise(
        promiseObject('database', {
          kind: 'Database',
          metadata: { labels: { 'kratix.io/paused': paused } },
        }),
      );
    setPaused('true');
    expect(annotations()).toMatchObject({
      'kratix-portal.io/state': 'paused',
      'kratix-portal.io/state-reason': expect.stringContaining(
        'its Promise is paused',
      ),
    });
    model.takeDirty();
    setPaused('false');
    expect(model.takeDirty()).toContain(
      'resource/databases.example.com/team-a/orders',
    );
    expect(annotations()).toMatchObject({
      'kratix-portal.io/state': 'not-picked-up',
      'kratix-portal.io/state-reason':
        expect.stringContaining('has been resumed'),
    });
  });

  it('does not mark resources when only the status of their Promise changes', () => {
    const { model, kind } = databaseModel();
    model.setResource(kind.id, resourceFacts('orders'));
    model.takeDirty();
    model.setPromise(
      promiseObject('database', { kind: 'Database', status: { message: 'x' } }),
    );
    expect(model.takeDirty()).toEqual(['promise/database']);
  });

  it('W20: gives the entity name to the older of two Promises of one kind, and updates references to the newer Promise', () => {
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

  it('relates the parts of a compound request to the compound request as soon as it exists, and updates the relations when it is renamed', () => {
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
    // An older request with the same name in another namespace.
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

  it('relates a Promise to its required Promises that exist', () => {
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

  it('removes the resources of a removed kind, and resources that a new list does not contain', () => {
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

  it('W5: refers to the form by a full reference outside the namespace default', () => {
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
