import { readFileSync } from 'node:fs';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import templateModel from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import catalogModuleKratix from '@kratix-portal/plugin-catalog-backend-module-kratix';
import { useTestPlatform } from '@kratix-portal/test-cluster';
import { parseAllDocuments } from 'yaml';
import { platformConfig } from './__testUtils__/platformConfig';
import { runTemplate } from './__testUtils__/runTemplate';
import { until } from './__testUtils__/skeClientFor';
import { SkeBackend, startSkeBackend } from './__testUtils__/startSkeBackend';
import { untilServed } from './__testUtils__/untilServed';

jest.setTimeout(180_000);

const FILES = ['promise', 'resource', 'handMade'].map(name =>
  require.resolve(`./__testUtils__/publishedEntities/${name}.yaml`),
);
/** The unchanged entities of the files. */
const published: Entity[] = FILES.flatMap(file =>
  parseAllDocuments(readFileSync(file, 'utf8')).map(each => each.toJS()),
);

function refOf({ kind, metadata }: Entity): string {
  return `${kind.toLowerCase()}:default/${metadata.name}`;
}

const namespace = 'published';
const group = 'published.example.com';
const apiVersion = `${group}/v1`;

/** The Promise whose pipeline wrote the files. */
const promise = {
  apiVersion: 'platform.kratix.io/v1alpha1',
  kind: 'Promise',
  metadata: { name: 'ledger' },
  spec: {
    api: {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `ledgers.${group}` },
      spec: {
        group,
        scope: 'Namespaced',
        names: { kind: 'Ledger', plural: 'ledgers', singular: 'ledger' },
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                type: 'object',
                properties: {
                  spec: {
                    type: 'object',
                    required: ['notes'],
                    properties: {
                      backupEnabled: { type: 'boolean' },
                      entries: { type: 'integer', minimum: 0 },
                      notes: { type: 'string' },
                      tags: { type: 'array', items: { type: 'string' } },
                    },
                  },
                },
              },
            },
          },
        ],
      },
    },
    workflows: { config: {} },
  },
};

/** Form data with characters that a template or YAML could break. */
const typed = {
  backupEnabled: false,
  entries: 0,
  notes: 'a "quoted" line: {x}\n# not a comment\n${{ parameters.objname }}',
  tags: ['no', '007', '- dash', ''],
};

describe("entities in SKE's published format, from files, together with the catalog module", () => {
  const platform = useTestPlatform();
  const { kubectl } = platform;
  let backend: SkeBackend;
  const tokens = { 'user-admin': '', 'user-dev': '' };

  beforeAll(async () => {
    const { apiServer, catalogAccount } = platform.current.endpoints;
    await apply({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: namespace },
    });
    backend = await startSkeBackend({
      config: {
        ...platformConfig({ url: apiServer.url, caFile: apiServer.caFile }),
        catalog: {
          locations: FILES.map(target => ({
            type: 'file',
            target,
            rules: [{ allow: ['Component', 'Template'] }],
          })),
          providers: {
            kratix: {
              platform: {
                cluster: 'kratix-platform',
                serviceAccountTokenFile: catalogAccount.tokenFile,
              },
            },
          },
        },
      },
      features: [
        schedulerServiceFactory,
        catalogPlugin,
        templateModel,
        scaffolderPlugin,
        catalogModuleKratix,
      ],
    });
    for (const username of ['user-admin', 'user-dev'] as const) {
      tokens[username] = await backend.userTokens.sign({
        userEntityRef: `user:default/${username}`,
        claims: { tok: await platform.current.accessToken(username) },
        // The scaffolder requests the catalog on behalf of the user.
        withIdentityProof: true,
      });
    }
    for (const each of published) {
      await eventually(refOf(each));
    }
    // From here on the module could itself create entities with these names.
    await apply(promise);
    await untilServed({
      backend,
      token: tokens['user-admin'],
      kind: { apiVersion, kind: 'Ledger', namespace },
    });
  });
  afterAll(() => backend.stop());

  function apply(object: object): Promise<string> {
    return kubectl(['apply', '-f', '-'], object);
  }
  async function live(plural: string, name: string) {
    return JSON.parse(
      await kubectl(['get', plural, name, '-n', namespace, '-o', 'json']),
    );
  }

  async function entity(ref: string): Promise<Entity | undefined> {
    const [kind, path] = ref.split(':');
    const { status, body } = await backend.request({
      path: `/api/catalog/entities/by-name/${kind}/${path}`,
      token: tokens['user-admin'],
    });
    return status === 200 ? body : undefined;
  }
  async function eventually(ref: string): Promise<Entity> {
    return (await until(
      () => entity(ref),
      found => found !== undefined,
    )) as Entity;
  }

  const run = (
    username: keyof typeof tokens,
    template: string,
    values: object,
  ) =>
    runTemplate({
      backend,
      token: tokens[username],
      templateRef: `template:default/${template}`,
      values,
    });

  it('G3 G4: shows the form of a Template from a file with the pages of the file', async () => {
    const { body } = await backend.request({
      path: '/api/scaffolder/v2/templates/default/template/ledger-promise-template/parameter-schema',
      token: tokens['user-admin'],
    });
    expect(body.steps.map((step: { title: string }) => step.title)).toEqual([
      'Ledger Instance Metadata',
      'BackupEnabled',
      'Entries',
      'Notes',
      'Tags',
    ]);
  });

  it('G6: creates nothing for a user whom the cluster refuses, and skips the second step', async () => {
    const { status, log, steps } = await run(
      'user-dev',
      'ledger-promise-template',
      { objname: 'refused', objnamespace: namespace, spec: typed },
    );
    expect(status).toBe('failed');
    expect(log).toMatch(/user-dev@example\.com may not create Ledger/);
    expect(steps).toEqual({
      'ske-configure-resource': 'failed',
      'record-request': 'skipped',
    });
    expect(
      await kubectl(['get', 'ledgers', '-n', namespace, '-o', 'name']),
    ).not.toContain('refused');
  });

  it('B8 G6 W18: runs both steps as the user, and creates the object from the form data', async () => {
    const { status, log, steps } = await run(
      'user-admin',
      'ledger-promise-template',
      { objname: 'orders', objnamespace: namespace, spec: typed },
    );
    expect(log).toMatch(/Ledger orders in namespace published: created/);
    expect(log).toMatch(
      /The request of Ledger orders in namespace published is recorded\. It is on the platform cluster already/,
    );
    expect(steps).toEqual({
      'ske-configure-resource': 'completed',
      'record-request': 'completed',
    });
    expect(status).toBe('completed');
    expect(await live(`ledgers.${group}`, 'orders')).toMatchObject({
      metadata: {
        labels: {
          'backstage.io/kubernetes-id': 'ledger',
          'kratix.io/managed-by': 'backstage',
        },
      },
      spec: typed,
    });
    const writers = (await platform.current.readAuditLog())
      .filter(
        ({ verb, objectRef }) =>
          verb === 'create' &&
          objectRef?.resource === 'ledgers' &&
          objectRef.name === 'orders',
      )
      .map(({ user }) => user.username);
    expect(new Set(writers)).toEqual(new Set(['user-admin@example.com']));
  });

  it('G6: updates an existing object with the same Template', async () => {
    const { status, log } = await run('user-admin', 'ledger-promise-template', {
      objname: 'orders',
      objnamespace: namespace,
      spec: { notes: 'short', entries: 5 },
    });
    expect(status).toBe('completed');
    expect(log).toMatch(/spec\.tags: removed/);
    expect((await live(`ledgers.${group}`, 'orders')).spec).toEqual({
      notes: 'short',
      entries: 5,
    });
  });

  it('B5: applies a core ConfigMap with a hand-written Template', async () => {
    const data = { 'app.yaml': 'a: 1\nb: "x: y"\n', flag: 'true', empty: '' };
    const { status } = await run('user-admin', 'configmap-promise-template', {
      objname: 'settings',
      objnamespace: namespace,
      data,
    });
    expect(status).toBe('completed');
    expect((await live('configmaps', 'settings')).data).toEqual(data);
  });

  it('G1 G2 W20: the module leaves these entities unchanged and adds the missing ones', async () => {
    await apply({
      apiVersion,
      kind: 'Ledger',
      metadata: { name: 'invoices', namespace },
      spec: { notes: 'made by kubectl' },
    });
    const invoices = await eventually('component:default/invoices-ledger');
    expect(invoices.spec?.dependsOn).toEqual([
      'component:default/ledger-promise',
    ]);
    await eventually(`api:default/ledgers.${group}`);
    for (const { metadata, spec, ...each } of published) {
      const found = await entity(refOf({ ...each, metadata }));
      expect(found).toMatchObject({ ...each, metadata, spec });
      expect(found?.spec).toEqual(spec);
      expect(
        found?.metadata.annotations?.['backstage.io/managed-by-location'],
      ).toMatch(/^file:/);
    }
    expect(backend.logs.join('\n')).toMatch(
      /component:default\/ledger-promise \(file:/,
    );
  });
});
