import {
  promiseKind,
  promiseObject,
  resourceFacts,
} from '../__testUtils__/objects';
import {
  allEntities,
  catalogRules,
  databaseModel,
  emptyModel,
} from '../__testUtils__/platformModels';

describe('PlatformModel, with labels, annotations and status', () => {
  it('takes the owner from the first of these with a valid value: SKE’s annotation, the backstage.io annotation, the label, the namespace, the default', () => {
    const { model, kind } = databaseModel();
    const set = (name: string, metadata: object) =>
      model.setResource(kind.id, resourceFacts(name, metadata));
    set('a', {
      annotations: {
        'ske.backstage.component/owner': 'ske',
        'backstage.io/owner': 'ann',
        'backstage.io/system': 'shop',
      },
      labels: { team: 'lab' },
    });
    set('b', {
      annotations: { 'backstage.io/owner': 'group:default/ann' },
      labels: { team: 'lab' },
    });
    set('c', {
      annotations: { 'backstage.io/owner': 'no owner: at all' },
      labels: { team: 'lab' },
    });
    set('d', { namespace: 'team-b' });
    set('e', {});
    const spec = (name: string) =>
      allEntities(model).get(`component:default/${name}-database`)?.spec;
    expect(spec('a')).toMatchObject({ owner: 'ske', system: 'shop' });
    expect(['b', 'c', 'd', 'e'].map(name => spec(name)?.owner)).toEqual([
      'group:default/ann',
      'lab',
      'group:default/team-b',
      'kratix-platform',
    ]);
  });

  it('G8: changes a Component according to SKE’s annotations', () => {
    const model = emptyModel();
    const prefix = 'ske.backstage.component/';
    model.setPromise(
      promiseObject('database', {
        kind: 'Database',
        metadata: {
          annotations: {
            [`${prefix}title`]: 'Databases',
            [`${prefix}description`]: 'For all',
            [`${prefix}tags`]: 'data, My Tag,',
            [`${prefix}lifecycle`]: 'experimental',
            [`${prefix}system`]: 'data',
            [`${prefix}dependsOn`]: 'component:default/disk, ',
            [`${prefix}summary`]: '# Read me',
          },
        },
      }),
    );
    const kind = promiseKind('database', 'Database');
    model.setKind(kind);
    model.setResource(kind.id, resourceFacts('orders'));
    const entities = allEntities(model);
    expect(entities.get('component:default/database-promise')).toMatchObject({
      metadata: {
        title: 'Databases',
        description: 'For all',
        tags: ['data', 'my-tag'],
      },
      spec: {
        lifecycle: 'experimental',
        system: 'data',
        dependsOn: ['component:default/disk'],
      },
    });
    expect(
      entities.get('component:default/orders-database')?.metadata.annotations?.[
        'kratix.io/promise-summary'
      ],
    ).toBe('# Read me');
  });

  it('G8: takes name and type of a Component from SKE’s annotations, and updates references to it', async () => {
    const model = emptyModel();
    const annotated = (name: string, type: string) => ({
      annotations: {
        'ske.backstage.component/name': name,
        'ske.backstage.component/type': type,
      },
    });
    model.setPromise(
      promiseObject('database', {
        kind: 'Database',
        metadata: annotated('Data.Store', 'platform-service'),
      }),
    );
    const kind = promiseKind('database', 'Database');
    model.setKind(kind);
    model.setResource(
      kind.id,
      resourceFacts('orders', annotated('orders', 'store')),
    );
    const entities = allEntities(model);
    expect(entities.get('component:default/data.store')).toMatchObject({
      spec: { type: 'platform-service' },
    });
    const resource = entities.get('component:default/orders');
    expect(resource).toMatchObject({
      metadata: {
        annotations: {
          'kratix.io/type': 'resource',
          'kratix.io/name': 'orders',
        },
      },
      spec: {
        type: 'store',
        dependsOn: ['component:default/data.store'],
      },
    });
    expect(JSON.stringify([...entities])).not.toContain('name-notice');
    for (const entity of entities.values()) {
      await expect(catalogRules.enforce(entity)).resolves.toBeDefined();
    }
  });

  it.each([
    ['an invalid name', 'My Database!', /is not a valid entity name/],
    ['a name over 63 characters', 'x'.repeat(64), /is not a valid entity name/],
    [
      'a name that looks like a name with a generated suffix',
      'orders_abcdefghij',
      /is not a valid entity name/,
    ],
    [
      'the name of another entity',
      'database-promise',
      /another entity already has this name/,
    ],
  ])('G8: ignores %s, and adds a notice to the entity', (_, name, notice) => {
    const { model, kind } = databaseModel();
    model.setResource(
      kind.id,
      resourceFacts('orders', {
        annotations: { 'ske.backstage.component/name': name },
        creationTimestamp: '2020-01-01T00:00:00Z',
      }),
    );
    const entities = allEntities(model);
    expect(
      entities.get('component:default/orders-database')?.metadata.annotations?.[
        'kratix-portal.io/name-notice'
      ],
    ).toMatch(notice);
    expect(entities.get('component:default/database-promise')?.spec?.type).toBe(
      'kratix-promise',
    );
  });

  it('turns the web addresses of a status into links, except for addresses that may contain a secret', () => {
    const { model, kind } = databaseModel();
    model.setResource(
      kind.id,
      resourceFacts(
        'orders',
        {},
        {
          consoleUrl: 'https://console.example.com/orders',
          signed: 'https://files.example.com/x?signature=abc',
          login: 'https://a:b@example.com',
          other: 'ftp://example.com',
        },
      ),
    );
    expect(
      allEntities(model).get('component:default/orders-database')?.metadata
        .links,
    ).toEqual([
      { url: 'https://console.example.com/orders', title: 'Console URL' },
    ]);
  });
});
