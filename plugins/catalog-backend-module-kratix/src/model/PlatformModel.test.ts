import {
  DefaultNamespaceEntityPolicy,
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  SchemaValidEntityPolicy,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import fc from 'fast-check';
import {
  promiseKind,
  promiseObject,
  resourceFacts,
  testContext,
} from '../__testUtils__/objects';
import { PlatformModel, type IngestedPromises } from './PlatformModel';

/** The rules by which the catalog itself takes an entity or does not. */
const rules = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

function create(
  ingestedPromises: IngestedPromises = 'all',
  context = testContext,
): PlatformModel {
  const model = new PlatformModel({ context, ingestedPromises });
  model.listPromises([]);
  return model;
}

const allOf = (model: PlatformModel): Map<string, Entity> =>
  new Map(
    model
      .keys()
      .flatMap(key => model.entitiesOf(key))
      .map(entity => [stringifyEntityRef(entity), entity]),
  );

function databases() {
  const model = create();
  const kind = promiseKind('database', 'Database');
  model.setPromise(promiseObject('database', { kind: 'Database' }));
  model.setKind(kind);
  return { model, kind };
}

describe('PlatformModel', () => {
  it('G1 G2 G3 F11: gives SKE’s entities under SKE’s names, and an API', async () => {
    const { model, kind } = databases();
    model.setResource(kind.id, resourceFacts('orders'));
    const entities = allOf(model);
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
      await expect(rules.enforce(entity)).resolves.toBeDefined();
    }
  });

  it('never copies anything of a spec', () => {
    const { model, kind } = databases();
    model.setResource(kind.id, resourceFacts('orders'));
    expect(JSON.stringify([...allOf(model)])).not.toContain('hunter2');
  });

  it('G9: a Promise without an API has its Component only, under its own name', () => {
    const model = create();
    model.setPromise(promiseObject('certificates'));
    expect([...allOf(model).keys()]).toEqual([
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
      const model = create();
      model.setPromise(
        promiseObject('database', { kind: 'Database', ...options }),
      );
      const entities = allOf(model);
      for (const ref of [
        'component:default/database-promise',
        'template:default/database-promise-template',
      ]) {
        expect(entities.get(ref)?.metadata.tags).toContain(tag);
      }
    },
  );

  it('a Promise that is being deleted has no form any more, and its resources say so', () => {
    const { model, kind } = databases();
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
    const entities = allOf(model);
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
    const { model, kind } = databases();
    model.setResource(kind.id, resourceFacts('orders'));
    model.removePromise('database');
    const resource = allOf(model).get('component:default/orders-database');
    expect(resource?.metadata.tags).toEqual(['kratix', 'promise-deleted']);
    expect(resource?.spec).not.toHaveProperty('dependsOn');
  });

  it('says nothing of a deletion where not all Promises are known', () => {
    const model = create('some');
    const kind = promiseKind('database', 'Database');
    model.setKind(kind);
    model.setResource(kind.id, resourceFacts('orders'));
    expect(
      allOf(model).get('component:default/orders-database')?.metadata.tags,
    ).toEqual(['kratix']);
  });

  it('points to SKE’s names where somebody else makes the Promises’ entities', () => {
    const model = create('none');
    const kind = promiseKind('database', 'Database');
    model.setKind(kind);
    model.setResource(kind.id, resourceFacts('orders'));
    const resource = allOf(model).get('component:default/orders-database');
    expect(resource?.spec?.dependsOn).toEqual([
      'component:default/database-promise',
    ]);
    expect(
      resource?.metadata.annotations?.['kratix.io/backstage-promise-template'],
    ).toBe('database-promise-template');
  });

  it('a change of a Promise’s status is nothing to its resources', () => {
    const { model, kind } = databases();
    model.setResource(kind.id, resourceFacts('orders'));
    model.takeDirty();
    model.setPromise(
      promiseObject('database', { kind: 'Database', status: { message: 'x' } }),
    );
    expect(model.takeDirty()).toEqual(['promise/database']);
  });

  it('W20: an older Promise of the same kind takes the name, and whoever points to the other follows', () => {
    const { model, kind } = databases();
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
    const entities = allOf(model);
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
    const { model, kind } = databases();
    const part = resourceFacts('part', {
      labels: {
        'kratix.io/parent-promise-name': 'database',
        'kratix.io/parent-resource-name': 'whole',
        'kratix.io/parent-resource-namespace': 'team-b',
      },
    });
    model.setResource(kind.id, part);
    const dependsOn = () =>
      allOf(model).get('component:default/part-database')?.spec?.dependsOn;
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
    const model = create();
    model.setPromise(
      promiseObject('app', { kind: 'App', requires: ['database', 'absent'] }),
    );
    model.takeDirty();
    model.setPromise(promiseObject('database', { kind: 'Database' }));
    expect(model.takeDirty()).toContain('promise/app');
    expect(
      allOf(model).get('component:default/app-promise')?.spec?.dependsOn,
    ).toEqual(['component:default/database-promise']);
  });

  it('a kind that is gone takes its resources along, and a list what it does not have', () => {
    const { model, kind } = databases();
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
    const model = create('all', { ...testContext, namespace: 'platform' });
    model.setPromise(promiseObject('database', { kind: 'Database' }));
    const component = allOf(model).get('component:platform/database-promise');
    expect(
      component?.metadata.annotations?.['kratix.io/backstage-promise-template'],
    ).toBe('template:platform/database-promise-template');
    expect(
      allOf(model).has('template:platform/database-promise-template'),
    ).toBe(true);
  });

  it('finds owner and system by SKE’s key, annotation, label, namespace and default, and passes over what is none', () => {
    const { model, kind } = databases();
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
      allOf(model).get(`component:default/${name}-database`)?.spec;
    expect(spec('a')).toMatchObject({ owner: 'ske', system: 'shop' });
    expect(['b', 'c', 'd', 'e'].map(name => spec(name)?.owner)).toEqual([
      'group:default/ann',
      'lab',
      'group:default/team-b',
      'kratix-platform',
    ]);
  });

  it('G8: SKE’s keys change a Component', () => {
    const model = create();
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
    const entities = allOf(model);
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

  it('G8: SKE’s keys name a Component and give it a type, and whoever points to it follows', async () => {
    const model = create();
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
    const entities = allOf(model);
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
      await expect(rules.enforce(entity)).resolves.toBeDefined();
    }
  });

  it.each([
    [
      'a name that no entity can have',
      'My Database!',
      /which no entity can be called/,
    ],
    ['one over 63 characters', 'x'.repeat(64), /which no entity can be called/],
    [
      'one kept for suffixes',
      'orders_abcdefghij',
      /which no entity can be called/,
    ],
    [
      'the name of something else',
      'database-promise',
      /which another entity is called/,
    ],
  ])('G8: %s is not followed, and the entity says so', (_, name, notice) => {
    const { model, kind } = databases();
    model.setResource(
      kind.id,
      resourceFacts('orders', {
        annotations: { 'ske.backstage.component/name': name },
        creationTimestamp: '2020-01-01T00:00:00Z',
      }),
    );
    const entities = allOf(model);
    expect(
      entities.get('component:default/orders-database')?.metadata.annotations?.[
        'kratix-portal.io/name-notice'
      ],
    ).toMatch(notice);
    expect(entities.get('component:default/database-promise')?.spec?.type).toBe(
      'kratix-promise',
    );
  });

  it('has the web addresses of a status as links, and none that may be a key', () => {
    const { model, kind } = databases();
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
      allOf(model).get('component:default/orders-database')?.metadata.links,
    ).toEqual([
      { url: 'https://console.example.com/orders', title: 'Console url' },
    ]);
  });

  it('property: the same objects give the same entities in whatever order, valid and each once; and dirty keys are the whole truth', async () => {
    const name = fc.constantFrom('a', 'b', 'promise', 'a-database');
    const kinds = ['Database', 'Promise', 'Queue'].map(each =>
      promiseKind(each.toLowerCase(), each),
    );
    const events = fc.array(
      fc.oneof(
        fc.record({
          type: fc.constant('promise' as const),
          index: fc.nat(2),
          year: fc.constantFrom('2025', '2026'),
          gone: fc.boolean(),
        }),
        fc.record({
          type: fc.constant('resource' as const),
          index: fc.nat(2),
          name,
          namespace: fc.constantFrom('x', 'y'),
          year: fc.constantFrom('2025', '2026'),
          parent: fc.option(name),
          chosen: fc.option(
            fc.constantFrom('x', 'y', 'a-database', 'queue-promise', 'No!'),
          ),
          gone: fc.boolean(),
        }),
      ),
      { maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(events, async all => {
        const apply = (model: PlatformModel, event: (typeof all)[number]) => {
          const kind = kinds[event.index];
          const creationTimestamp = `${event.year}-01-01T00:00:00Z`;
          if (event.type === 'promise') {
            if (event.gone) model.removePromise(kind.promiseName);
            else
              model.setPromise(
                promiseObject(kind.promiseName, {
                  kind: kind.kind,
                  metadata: { creationTimestamp },
                }),
              );
          } else if (event.gone) {
            model.removeResource(kind.id, event);
          } else {
            model.setResource(
              kind.id,
              resourceFacts(event.name, {
                namespace: event.namespace,
                creationTimestamp,
                ...(event.chosen && {
                  annotations: { 'ske.backstage.component/name': event.chosen },
                }),
                ...(event.parent && {
                  labels: {
                    'kratix.io/parent-promise-name': 'database',
                    'kratix.io/parent-resource-name': event.parent,
                    'kratix.io/parent-resource-namespace': 'x',
                  },
                }),
              }),
            );
          }
        };
        const model = create();
        kinds.forEach(kind => model.setKind(kind));
        let before = new Map<string, string>();
        const seen = () =>
          new Map(
            model
              .keys()
              .map(key => [key, JSON.stringify(model.entitiesOf(key))]),
          );
        for (const event of all) {
          apply(model, event);
          const dirty = new Set(model.takeDirty());
          const after = seen();
          expect([...dirty]).toEqual(
            expect.arrayContaining(changedKeys(before, after)),
          );
          before = after;
        }
        const refs = model
          .keys()
          .flatMap(key => model.entitiesOf(key))
          .map(entity => stringifyEntityRef(entity));
        expect(new Set(refs).size).toBe(refs.length);
        for (const entity of allOf(model).values()) {
          await expect(rules.enforce(entity)).resolves.toBeDefined();
        }
        // The last word on each object, in another order.
        const last = new Map(
          all.map(event => [
            event.type === 'promise'
              ? `p${event.index}`
              : `r${event.index}/${event.namespace}/${event.name}`,
            event,
          ]),
        );
        const other = create();
        kinds.forEach(kind => other.setKind(kind));
        [...last.values()].reverse().forEach(event => apply(other, event));
        expect(Object.fromEntries(allOf(other))).toEqual(
          Object.fromEntries(allOf(model)),
        );
      }),
      { numRuns: 100 },
    );
  });
});

function changedKeys(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    key => before.get(key) !== after.get(key),
  );
}
