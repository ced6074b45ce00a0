import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { queueSpec } from './__testUtils__/queueSpec';
import {
  type Queues,
  checkNoAccessTokens,
  checkUsersInAuditLog,
  useQueues,
} from './__testUtils__/useQueues';

jest.setTimeout(120_000);

const templateOf = (name: string, action: string, input: JsonObject) => ({
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name, namespace: 'default' },
  spec: {
    type: 'kratix-resource',
    parameters: [],
    steps: [{ id: 'step', name: 'The only step', action, input }],
  },
});

/** Templates that create and delete a Queue of the test file's own group. */
const templatesFor = ({ apiVersion, namespace }: Queues) => [
  templateOf('create-queue', 'ske:configure-resource', {
    manifest: `apiVersion: ${apiVersion}
kind: Queue
metadata:
  name: \${{ parameters.objname }}
  namespace: ${namespace}
spec: \${{ parameters.spec | dump }}
`,
  }),
  templateOf('delete-queue', 'ske:delete-resource', {
    apiVersion,
    kind: 'Queue',
    name: '${{ parameters.objname }}',
    namespace,
  }),
];

describe('a Template in the real scaffolder', () => {
  const queues = useQueues({
    prefix: 'templates',
    spec: queueSpec,
    features: current => [
      scaffolderPlugin,
      catalogServiceMock.factory({ entities: templatesFor(current) }),
    ],
  });
  const { group, namespace, read, refTo, tokens } = queues;

  async function runTemplate(name: string, token: string, values: object) {
    const started = await queues.backend.request({
      method: 'POST',
      path: '/api/scaffolder/v2/tasks',
      token,
      body: { templateRef: `template:default/${name}`, values },
    });
    expect(started.status).toBe(201);
    const path = `/api/scaffolder/v2/tasks/${started.body.id}`;
    // The scaffolder holds this request open until there are events, so the loop waits for the end of the task.
    let status = 'open';
    while (status === 'open' || status === 'processing') {
      ({ status } = (await queues.backend.request({ path, token })).body);
    }
    const events = await queues.backend.request({
      path: `${path}/events`,
      token,
    });
    return { status, events: events.text, log: readLog(events.text) };
  }

  function readLog(text: string): string[] {
    const events: { body: { message: string } }[] = JSON.parse(text);
    return events.map(({ body }) => body.message);
  }

  it('B5: creates as the initiator', async () => {
    const { status, log } = await runTemplate(
      'create-queue',
      tokens['user-admin'],
      {
        objname: 'from-template',
        spec: { size: 2, tags: ['a'] },
      },
    );
    expect(log.join('\n')).toContain('Queue from-template');
    expect(status).toBe('completed');
    const live = await read(tokens['user-admin'], refTo('from-template'));
    expect(live.body.manifest.spec).toEqual({
      size: 2,
      tags: ['a'],
      tier: 'small',
    });
  });

  it('deletes as the initiator, and fails for an initiator who may only read', async () => {
    const values = { objname: 'from-template' };
    const refused = await runTemplate(
      'delete-queue',
      tokens['user-dev'],
      values,
    );
    expect(refused.status).toBe('failed');
    expect(refused.log.join('\n')).toMatch(
      /user-dev@example\.com may not (get|delete) Queue/,
    );
    const ref = refTo('from-template');
    expect((await read(tokens['user-admin'], ref)).status).toBe(200);

    const { status, log } = await runTemplate(
      'delete-queue',
      tokens['user-admin'],
      values,
    );
    expect(log.join('\n')).toContain('deletion accepted');
    expect(status).toBe('completed');
    expect((await read(tokens['user-admin'], ref)).status).toBe(404);
  });

  it('logs a refusal in whole sentences, and no token in any event of the task', async () => {
    const token = tokens['user-dev'];
    const { status, log, events } = await runTemplate('create-queue', token, {
      objname: 'refused',
      spec: {},
    });
    expect(status).toBe('failed');
    const text = log.join('\n');
    expect(text).toMatch(
      new RegExp(
        `user-dev@example\\.com may not (get|create) Queue \\(queues\\.${group}\\) in namespace ${namespace}`,
      ),
    );
    expect(text).toMatch(/Ask the platform team for a role that allows/);
    expect(text).toMatch(/Details from the cluster: queues\..* is forbidden/);
    expect(events).not.toContain(token.split('.')[1]);
  });

  it('S2: the audit log of the API server names only the users', async () => {
    await expect(
      checkUsersInAuditLog(queues, { requests: 1, auditIds: 0 }),
    ).resolves.toBeUndefined();
  });

  it('S7: writes no access token to logs or audit events', () => {
    expect(() => checkNoAccessTokens(queues)).not.toThrow();
  });
});
