import { eventually } from './__testUtils__/eventually';
import { status } from './__testUtils__/FakeApiServer';
import {
  rawDefinition,
  rawPromise,
  rawResource,
} from './__testUtils__/objects';
import {
  BINDINGS,
  DATABASES,
  DEFINITIONS,
  PROMISES,
  ProviderHarness,
} from './__testUtils__/ProviderHarness';

jest.setTimeout(240_000);

const PROMISE = 'component:default/database-promise';
const TEMPLATE = 'template:default/database-promise-template';
const NOTICES = 'kratix-portal.io/catalog-notices';

describe('KratixEntityProvider with kinds that several Promises define', () => {
  let t: ProviderHarness;

  beforeEach(async () => {
    t = await ProviderHarness.create();
  });

  afterEach(() => t.stop());

  /** Kratix labels the definition with each of its Promises in turn. */
  function alternate(times: number): void {
    for (let i = 0; i < times; i += 1) {
      t.server.put(DEFINITIONS, rawDefinition('rival', 'Database'));
      t.server.put(DEFINITIONS, rawDefinition('database', 'Database'));
    }
  }

  it('logs one warning that names both Promises, and does not relist', async () => {
    t.server.put(
      PROMISES,
      rawPromise('rival', {
        kind: 'Database',
        metadata: { creationTimestamp: '2026-02-01T00:00:00Z' },
      }),
    );
    await t.start();
    await t.has('component:default/orders-database');
    await t.watches(4);
    alternate(50);
    t.server.put(DATABASES, rawResource('last'));
    await t.has('component:default/last-database');

    expect(t.warnings).toEqual([
      'Several Promises define databases.example.com: database, rival. Kratix overwrites the definition for each of them in turn. The catalog relates its requests to database. Remove the API from the others.',
    ]);
    expect(t.server.count('list', DATABASES)).toBe(1);
    expect(t.server.count('watch', DATABASES)).toBe(1);
    for (const name of ['orders', 'last']) {
      expect(
        t.annotationsOf(`component:default/${name}-database`),
      ).toMatchObject({ 'kratix.io/promise-name': 'database' });
    }
    expect(t.annotationsOf(PROMISE)).toMatchObject({
      [NOTICES]: expect.stringContaining(
        'Other Promises define databases.example.com as well: rival.',
      ),
    });
  });

  it('relates the requests to the remaining Promise, and warns again if several Promises define the kind later', async () => {
    await t.start();
    await t.has('component:default/orders-database');
    await t.watches(4);
    const rival = rawPromise('rival', {
      kind: 'Database',
      metadata: { creationTimestamp: '2025-01-01T00:00:00Z' },
    });
    t.server.put(PROMISES, rival);
    await eventually('the warning', () => t.warnings.length === 1 || undefined);
    await eventually('the request of the older Promise', () =>
      t.annotationsOf('component:default/orders-database')?.[
        'kratix.io/promise-name'
      ] === 'rival'
        ? true
        : undefined,
    );
    t.server.delete(PROMISES, 'rival');
    await eventually('the request of the remaining Promise', () =>
      t.annotationsOf('component:default/orders-database')?.[
        'kratix.io/promise-name'
      ] === 'database'
        ? true
        : undefined,
    );
    t.server.put(PROMISES, rival);
    await eventually(
      'the second warning',
      () => t.warnings.length === 2 || undefined,
    );
    expect(t.warnings[1]).toContain('databases.example.com: rival, database.');
  });

  it('recognises by the label that several Promises define a kind, if Promises are not read', async () => {
    await t.start({ ingest: { promises: false, resources: true } });
    await t.has('component:default/orders-database');
    await t.watches(3);
    alternate(50);
    t.server.put(DATABASES, rawResource('last'));
    await t.has('component:default/last-database');
    expect(t.warnings).toEqual([
      expect.stringMatching(
        /^Several Promises define databases\.example\.com: database, rival\./,
      ),
    ]);
    expect(t.server.count('list', DATABASES)).toBe(1);
  });
});

describe('KratixEntityProvider with ResourceBindings', () => {
  let t: ProviderHarness;

  beforeEach(async () => {
    t = await ProviderHarness.create();
  });

  afterEach(() => t.stop());

  const binding = (bindingStatus: object) => ({
    metadata: { name: 'orders-database-1', namespace: 'team-a' },
    spec: {
      version: 'v3',
      promiseRef: { name: 'database' },
      resourceRef: { name: 'orders', namespace: 'team-a' },
    },
    status: bindingStatus,
  });
  const reason = (text: string) =>
    eventually(`the reason "${text}"`, () =>
      t
        .annotationsOf('component:default/orders-database')
        ?.['kratix-portal.io/state-reason']?.includes(text)
        ? true
        : undefined,
    );

  it('shows the wanted, applied and failed version of an upgrade that has failed', async () => {
    t.server.put(
      DATABASES,
      rawResource(
        'orders',
        {},
        {
          conditions: [
            {
              type: 'ConfigureWorkflowCompleted',
              status: 'False',
              reason: 'ConfigureWorkflowFailed',
            },
          ],
        },
      ),
    );
    await t.start();
    await t.has('component:default/orders-database');
    await t.watches(4);
    t.server.put(
      BINDINGS,
      binding({ lastAppliedVersion: 'v2', failedVersion: 'v3' }),
    );
    await reason(
      'The upgrade from v2 to v3 has failed. The applied version is still v2. A pipeline has failed.',
    );
    t.server.delete(BINDINGS, 'orders-database-1', 'team-a');
    await eventually('the upgrade to go', () =>
      t.annotationsOf('component:default/orders-database')?.[
        'kratix-portal.io/state-reason'
      ] === 'A pipeline has failed.'
        ? true
        : undefined,
    );
    expect(t.annotationsOf('component:default/orders-database')).toMatchObject({
      'kratix-portal.io/state': 'failed',
    });
  });

  it('creates all entities even if its account may not read ResourceBindings', async () => {
    t.server.unserve(BINDINGS);
    await t.start();
    await t.has(PROMISE, 'component:default/orders-database');
    expect(t.warnings).toEqual([]);
  });
});

describe('KratixEntityProvider with kinds that its account may not read', () => {
  let t: ProviderHarness;
  let isForbidden: boolean;

  beforeEach(async () => {
    t = await ProviderHarness.create();
    isForbidden = true;
  });

  afterEach(() => t.stop());

  function forbid(plural: string): void {
    t.server.fail('any', (request, response) => {
      forbid(plural);
      return isForbidden && request.url?.includes(`/${plural}?`)
        ? status(
            403,
            `${plural}.example.com is forbidden: User "catalog" cannot list resource "${plural}" in API group "example.com" at the cluster scope`,
          )(request, response)
        : 'pass';
    });
  }

  const formText = () =>
    JSON.stringify(t.catalog.entities.get(TEMPLATE)?.spec?.output);

  it('shows the missing rule on the Promise and in the text of its form, until the rule exists', async () => {
    forbid('databases');
    await t.start();
    await eventually('the notice', () => t.annotationsOf(PROMISE)?.[NOTICES]);
    expect(t.annotationsOf(PROMISE)?.[NOTICES]).toBe(
      'The catalog’s ServiceAccount is not allowed to list and watch databases.example.com. This RBAC rule is missing: {apiGroups: ["example.com"], resources: ["databases"], verbs: ["get", "list", "watch"]}',
    );
    expect(t.catalog.entities.get(PROMISE)?.metadata.tags).toContain(
      'catalog-notice',
    );
    expect(formText()).toContain('It does not appear in the catalog.');
    expect(formText()).toContain('This RBAC rule is missing');
    expect(formText()).not.toContain('within seconds');

    isForbidden = false;
    await t.has('component:default/orders-database');
    await eventually('the notice to go', () =>
      t.annotationsOf(PROMISE)?.[NOTICES] === undefined ? true : undefined,
    );
    expect(formText()).toContain('within seconds');
    expect(t.catalog.entities.get(PROMISE)?.metadata.tags).not.toContain(
      'catalog-notice',
    );
  });

  it('names the namespaces in which requests cannot be read', async () => {
    const paths = ['team-a', 'team-b'].map(
      namespace => `/apis/example.com/v1/namespaces/${namespace}/databases`,
    );
    paths.forEach(path => t.server.serve(path));
    forbid('team-b/databases');
    await t.start({
      ingest: {
        promises: true,
        resources: true,
        namespaces: ['team-a', 'team-b'],
      },
    });
    await eventually('the notice', () => t.annotationsOf(PROMISE)?.[NOTICES]);
    expect(t.annotationsOf(PROMISE)?.[NOTICES]).toMatch(
      /list and watch databases\.example\.com in the namespace team-b\./,
    );
  });

  it('shows on the Promise that its requests cannot be read if the definitions cannot be read', async () => {
    forbid('customresourcedefinitions');
    await t.start();
    await eventually('the notice', () => t.annotationsOf(PROMISE)?.[NOTICES]);
    expect(t.annotationsOf(PROMISE)?.[NOTICES]).toContain(
      '{apiGroups: ["apiextensions.k8s.io"], resources: ["customresourcedefinitions"], verbs: ["get", "list", "watch"]}',
    );
    isForbidden = false;
    await t.has('component:default/orders-database');
    await eventually('the notice to go', () =>
      t.annotationsOf(PROMISE)?.[NOTICES] === undefined ? true : undefined,
    );
  });

  it('says in the text of a form which requests the catalog ingests', async () => {
    await t.start({
      ingest: {
        promises: true,
        resources: true,
        namespaces: ['team-a'],
        resourceSelector: 'portal=true',
      },
    });
    await t.has(TEMPLATE);
    expect(formText()).toContain(
      'It appears in the catalog within seconds if its namespace is one of team-a and its labels match `portal=true`.',
    );
  });
});
