import { randomUUID } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import templateModel from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import type { JsonObject } from '@backstage/types';
import catalogModuleKratix from '@kratix-portal/plugin-catalog-backend-module-kratix';
import {
  useTestPlatform,
  useTestPostgres,
  removeFolder,
} from '@kratix-portal/test-cluster';
import { PluginDatabases } from './__testUtils__/PluginDatabases';
import { platformConfig } from './__testUtils__/platformConfig';
import { runTemplate } from './__testUtils__/runTemplate';
import { until } from './__testUtils__/skeClientFor';
import { SkeBackend, startSkeBackend } from './__testUtils__/startSkeBackend';

jest.setTimeout(240_000);

const BUCKET = {
  apiVersion: 'storage.demo.kratix-portal.io/v1alpha1',
  kind: 'ObjectBucket',
};
const DAY_MS = 86_400_000;

const manifest = `apiVersion: ${BUCKET.apiVersion}
kind: ${BUCKET.kind}
metadata:
  name: \${{ parameters.objname }}
  namespace: \${{ parameters.objnamespace }}
spec: \${{ parameters.spec | dump }}
`;

/** The step of SKE's Templates, with the inputs of push mode. */
const record = {
  id: 'record-request',
  name: 'Record request',
  action: 'ske:record-request',
  input: {
    promiseName: 'object-bucket',
    name: '${{ parameters.objname }}',
    namespace: '${{ parameters.objnamespace }}',
    action: 'Request',
    manifest,
  },
};
const configure = {
  id: 'ske-configure-resource',
  name: 'Create',
  action: 'ske:configure-resource',
  input: { manifest },
};
/** A step of another plugin, which fails. */
const other = {
  id: 'other',
  name: 'Publish',
  action: 'fs:rename',
  input: { files: [{ from: 'absent.txt', to: 'other.txt' }] },
};

function template(name: string, steps: JsonObject[]): JsonObject {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name },
    spec: { type: 'kratix-resource', owner: 'team', parameters: [], steps },
  };
}

describe('a recorded request, from the Template to the catalog, on a real API server and a real database', () => {
  let backend: SkeBackend;
  let folder: string;

  // Jest calls these functions in this order, so the backend stops before its databases.
  afterAll(async () => {
    await backend?.stop();
    await removeFolder(folder);
  });

  const platform = useTestPlatform();
  const { kubectl } = platform;
  const databases = useTestPostgres(ids => TestDatabases.create({ ids }));
  const namespace = `pending-${randomUUID().slice(0, 8)}`;
  const pluginDatabases = new PluginDatabases(async () => {
    // PostgreSQL where it is available.
    const [id] = databases.eachSupportedId().flat().slice(-1);
    return databases.init(id);
  });
  const tokens = { 'user-admin': '', 'user-dev': '' };

  beforeAll(async () => {
    const { apiServer, catalogAccount } = platform.current.endpoints;
    folder = await mkdtemp(join(tmpdir(), 'pending-'));
    const target = join(folder, 'templates.yaml');
    await writeFile(
      target,
      [
        template('record-only', [record]),
        template('record-first', [record, configure]),
        template('other-fails', [record, other, configure]),
      ]
        .map(each => JSON.stringify(each))
        .join('\n---\n'),
    );
    await kubectl(['create', 'namespace', namespace]);
    backend = await startSkeBackend({
      config: {
        ...platformConfig(
          { url: apiServer.url, caFile: apiServer.caFile },
          {
            pendingRequests: {
              refreshSeconds: 1,
              neverCreatedAfter: { days: 1 },
              keepNeverCreated: { days: 1 },
            },
          },
        ),
        catalog: {
          locations: [
            { type: 'file', target, rules: [{ allow: ['Template'] }] },
          ],
          providers: {
            kratix: {
              platform: {
                cluster: 'kratix-platform',
                serviceAccountTokenFile: catalogAccount.tokenFile,
                ingest: { namespaces: [namespace] },
              },
            },
          },
        },
      },
      features: [
        schedulerServiceFactory,
        pluginDatabases.serviceFactory(),
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
        withIdentityProof: true,
      });
    }
    await eventually('template:default/record-only', () => true);
    await eventually('template:default/record-first', () => true);
    await eventually('template:default/other-fails', () => true);
  });

  async function entity(ref: string): Promise<Entity | undefined> {
    const [kind, path] = ref.split(':');
    const { status, body } = await backend.request({
      path: `/api/catalog/entities/by-name/${kind}/${path}`,
      token: tokens['user-admin'],
    });
    return status === 200 ? body : undefined;
  }
  async function eventually(
    ref: string,
    isRight: (found: Entity) => boolean,
  ): Promise<Entity> {
    return (await until(
      () => entity(ref),
      found => found !== undefined && isRight(found),
    )) as Entity;
  }
  const stateOf = ({ metadata }: Entity) =>
    metadata.annotations?.['kratix-portal.io/state'];
  const refOf = (name: string) => `component:default/${name}-objectbucket`;

  const run = (
    templateName: string,
    values: JsonObject,
    username: keyof typeof tokens = 'user-admin',
  ) =>
    runTemplate({
      backend,
      token: tokens[username],
      templateRef: `template:default/${templateName}`,
      values: { objnamespace: namespace, ...values },
    });

  const records = async () =>
    (await pluginDatabases.client('ske'))('ske_pending_requests');
  /** Makes all records older. */
  const age = async (ms: number) =>
    (await pluginDatabases.client('ske'))('ske_pending_requests').decrement(
      'requested_at',
      ms,
    );

  it('B8 P1 P2: shows the request until the resource exists, and then deletes the record', async () => {
    const { status, log } = await run('record-only', {
      objname: 'wanted',
      spec: { team: 'hunter2' },
    });
    expect(status).toBe('completed');
    expect(log).toMatch(
      /The request of ObjectBucket wanted in namespace pending-\w+ is recorded\. The catalog shows it as requested/,
    );
    const stored = await records();
    expect(stored).toEqual([
      expect.objectContaining({
        requested_by: 'user:default/user-admin',
        cluster_user: 'user-admin@example.com',
        task_id: expect.any(String),
        name: 'wanted',
      }),
    ]);
    expect(JSON.stringify(stored)).not.toContain('hunter2');

    const pending = await eventually(refOf('wanted'), () => true);
    expect(stateOf(pending)).toBe('requested');
    expect(pending.metadata.annotations).toMatchObject({
      'kratix.io/phase': 'pending-creation',
      'kratix-portal.io/requested-by': 'user:default/user-admin',
    });

    await kubectl(['apply', '-f', '-'], {
      ...BUCKET,
      metadata: { name: 'wanted', namespace },
      spec: { team: 'media' },
    });
    const real = await eventually(
      refOf('wanted'),
      found => stateOf(found) !== 'requested',
    );
    expect(real.spec).toEqual(pending.spec);
    expect(real.metadata.uid).toBe(pending.metadata.uid);
    await until(
      async () => records(),
      left => left.length === 0,
    );
  });

  it('B8: says after the configured time that the resource was never created, with the reason, and removes the request later', async () => {
    const { status, steps } = await run('record-first', {
      objname: 'refused',
      spec: { team: 7 },
    });
    expect(status).toBe('failed');
    expect(steps).toEqual({
      'record-request': 'completed',
      'ske-configure-resource': 'failed',
    });
    const waiting = await eventually(refOf('refused'), found =>
      Boolean(
        found.metadata.annotations?.['kratix-portal.io/state-reason'].includes(
          'failed',
        ),
      ),
    );
    expect(stateOf(waiting)).toBe('requested');

    await age(DAY_MS);
    const never = await eventually(
      refOf('refused'),
      found => stateOf(found) === 'never-created',
    );
    expect(never.metadata.annotations).toMatchObject({
      'kratix-portal.io/state-reason':
        'It was never created: the last attempt failed. The cluster rejected these fields: spec.team.',
    });
    expect(never.metadata.tags).toContain('never-created');

    await age(DAY_MS);
    await until(
      () => entity(refOf('refused')),
      found => found === undefined,
    );
    expect(await records()).toEqual([]);
  });

  it('B8: names the step of another plugin in which the task failed', async () => {
    const { status, steps } = await run('other-fails', {
      objname: 'unlucky',
      spec: { team: 'media' },
    });
    expect(status).toBe('failed');
    expect(steps).toMatchObject({
      'record-request': 'completed',
      other: 'failed',
    });
    const found = await eventually(refOf('unlucky'), ({ metadata }) =>
      Boolean(
        metadata.annotations?.['kratix-portal.io/state-reason'].includes(
          'failed',
        ),
      ),
    );
    expect(found.metadata.annotations).toMatchObject({
      'kratix-portal.io/state-reason':
        'The last attempt to create it failed. The scaffolder task failed in the step "Publish" (fs:rename). Its log says why.',
    });
    await age(2 * DAY_MS);
    await until(
      () => entity(refOf('unlucky')),
      left => left === undefined,
    );
  });

  it('S2: records nothing for a user who may not create the resource, and the task still succeeds', async () => {
    const { status, log } = await run(
      'record-only',
      { objname: 'foreign', spec: {} },
      'user-dev',
    );
    expect(status).toBe('completed');
    expect(log).toMatch(
      /The request of ObjectBucket foreign in namespace pending-\w+ is not recorded.*You may not create/,
    );
    expect(await records()).toEqual([]);
  });
});
