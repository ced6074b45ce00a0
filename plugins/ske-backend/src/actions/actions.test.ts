import { mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { SkeClient } from '@kratix-portal/plugin-ske-common';
import { unsignedJwt } from '../__testUtils__/unsignedJwt';
import { useSkeBackend } from '../__testUtils__/useSkeBackend';
import { parse } from 'yaml';
import { createConfigureResourceAction } from './createConfigureResourceAction';
import { createDeleteResourceAction } from './createDeleteResourceAction';
import { TaskTokens } from './TaskTokens';

const userEntityRef = 'user:default/jane';
const tok = unsignedJwt({ sub: 'jane' });
const manifest = `apiVersion: demo.example.com/v1
kind: Database
metadata: {name: orders, namespace: team-a}
spec: {size: 1}
`;
const path = '/apis/demo.example.com/v1/namespaces/team-a/databases/orders';

/** The tokens of tasks in mode `tok`. */
const tokens = new TaskTokens({
  auth: mockServices.auth(),
  discovery: mockServices.discovery(),
  providerId: undefined,
});

describe('the scaffolder actions', () => {
  const api = useSkeBackend();
  let client: SkeClient;
  let token: string;

  beforeAll(async () => {
    client = clientAt(`${api.backend.url}/api/ske`);
    token = await api.backend.userTokens.sign({
      userEntityRef,
      claims: { tok },
    });
  });

  function clientAt(baseUrl: string): SkeClient {
    return new SkeClient({ baseUrl });
  }

  /** Runs an action like the scaffolder does, and returns what the task would show. */
  async function run<T extends object>(
    action: { handler(ctx: any): Promise<void> },
    input: T,
    options: { secrets?: object; isDryRun?: boolean } = {},
  ) {
    const log: string[] = [];
    const write = (line: string) => log.push(line);
    const output: Record<string, unknown> = {};
    const context = createMockActionContext({
      input,
      logger: mockServices.logger.mock({
        error: write,
        warn: write,
        info: write,
      }),
    });
    const failure: Error | undefined = await action
      .handler({
        ...context,
        secrets: { backstageToken: token },
        output: (name: string, value: unknown) => {
          output[name] = value;
        },
        ...options,
      })
      .then(
        () => undefined,
        error => error,
      );
    return { log: log.join('\n'), output, failure };
  }

  const configure = () => createConfigureResourceAction({ client, tokens });
  const remove = () => createDeleteResourceAction({ client, tokens });

  it('B5: ske:configure-resource creates as the initiator, then reports no change', async () => {
    const created = await run(configure(), { manifest });
    expect(created.failure).toBeUndefined();
    expect(created.output).toEqual({
      resourceId: 'uid-of-orders',
      uid: 'uid-of-orders',
      operation: 'created',
      apiVersion: 'demo.example.com/v1',
      kind: 'Database',
      namespace: 'team-a',
      name: 'orders',
      changes: [{ field: 'spec.size', change: 'added', after: '1' }],
      kubectl: expect.stringMatching(/^printf '%s' .* \| kubectl create /),
      entityRef: 'component:default/orders-database',
      notices: [],
    });
    expect(created.log).toBe('Database orders in namespace team-a: created');
    const again = await run(configure(), { manifest });
    expect(again.output).toMatchObject({
      operation: 'unchanged',
      uid: created.output.uid,
    });
    expect(new Set(api.apiServer.requests.map(r => r.authorization))).toEqual(
      new Set([`Bearer ${tok}`]),
    );
  });

  it('ske:delete-resource deletes as the initiator', async () => {
    api.apiServer.put(path, { kind: 'Database' });
    const ref = {
      apiVersion: 'demo.example.com/v1',
      kind: 'Database',
      namespace: 'team-a',
      name: 'orders',
    };
    const { failure, log } = await run(remove(), ref);
    expect(failure).toBeUndefined();
    expect(log).toContain('deletion accepted');
    expect(api.apiServer.object(path)).toBeUndefined();
    const again = await run(remove(), ref);
    expect(again.failure?.message).toMatch(/does not exist on cluster/);
  });

  it('ske:delete-resource sends uid and resourceVersion as preconditions', async () => {
    api.apiServer.put(path, { kind: 'Database' });
    const ref = {
      apiVersion: 'demo.example.com/v1',
      kind: 'Database',
      namespace: 'team-a',
      name: 'orders',
    };
    await run(remove(), { ...ref, uid: 'u-1', resourceVersion: '7' });
    expect(api.apiServer.requests.at(-1)).toMatchObject({
      method: 'DELETE',
      body: { preconditions: { uid: 'u-1', resourceVersion: '7' } },
    });
    await run(remove(), ref);
  });

  it('logs a forbidden create with user, verb, kind and namespace, then the hint, then the text of the cluster', async () => {
    const raw =
      'databases.demo.example.com is forbidden: User "jane@example.com" cannot create resource "databases" in API group "demo.example.com" in the namespace "team-a"';
    api.apiServer.intercept = ({ method }, response) => {
      if (method !== 'POST') {
        return false;
      }
      response.writeHead(403);
      response.end(
        JSON.stringify({ kind: 'Status', reason: 'Forbidden', message: raw }),
      );
      return true;
    };
    const { log, failure } = await run(configure(), { manifest });
    const message =
      'jane@example.com may not create Database (databases.demo.example.com) in namespace team-a on cluster kratix-platform.';
    expect(log.split('\n')).toEqual([
      message,
      'Ask the platform team for a role that allows the verb "create" on resource "databases" of API group "demo.example.com" in namespace team-a.',
      `Details from the cluster: ${raw}`,
    ]);
    expect(failure?.name).toBe('NotAllowedError');
    expect(failure?.stack).toBe(`NotAllowedError: ${message}`);
  });

  it('logs each field that the cluster rejects', async () => {
    api.apiServer.intercept = ({ method }, response) => {
      if (method !== 'POST') {
        return false;
      }
      response.writeHead(422);
      response.end(
        JSON.stringify({
          kind: 'Status',
          reason: 'Invalid',
          message: 'Database "orders" is invalid',
          details: {
            causes: [{ field: 'spec.size', message: 'must be 3 at most' }],
          },
        }),
      );
      return true;
    };
    const { log } = await run(configure(), { manifest });
    expect(log.split('\n')).toEqual([
      'Cluster kratix-platform does not accept Database orders in namespace team-a. spec.size: must be 3 at most.',
      '  spec.size: must be 3 at most.',
      'Correct the fields that are named, and try again. Nothing was written.',
      'Details from the cluster: Database "orders" is invalid',
    ]);
  });

  it('logs each field that our own rules reject, in whole sentences', async () => {
    const { log, failure } = await run(configure(), {
      manifest: 'kind: Database\nmetadata: {name: 1, finalizers: []}',
    });
    expect(log.split('\n').slice(1)).toEqual([
      '  metadata.finalizers may not be set here, because it controls when the object can be deleted.',
      '  apiVersion is missing.',
      '  metadata.name must be a string; put it in quotes.',
    ]);
    expect(failure?.name).toBe('InputError');
  });

  it('logs each field of a conflict, and how to overwrite it', async () => {
    api.apiServer.put(path, {
      metadata: { name: 'orders' },
      spec: { size: 3, password: 'hunter2' },
    });
    const { log, failure } = await run(configure(), {
      manifest: manifest.replace(
        'name: orders',
        'name: orders, resourceVersion: "0"',
      ),
    });
    expect(failure?.name).toBe('ConflictError');
    expect(log).toMatch(
      / {2}metadata\.resourceVersion is "0" in the manifest and "\d+" on the cluster\./,
    );
    expect(log).toContain(
      '  spec.size is 3 on the cluster and 1 in the manifest.',
    );
    expect(log).toContain(
      '  spec.password is on the cluster but not in the manifest.',
    );
    expect(log).toMatch(
      /To overwrite them, submit the manifest again with metadata\.resourceVersion "\d+"/,
    );
    expect(log).not.toContain('hunter2');
    await run(remove(), {
      apiVersion: 'demo.example.com/v1',
      kind: 'Database',
      namespace: 'team-a',
      name: 'orders',
    });
  });

  it('dryRun logs each change and writes nothing', async () => {
    api.apiServer.put(path, {
      metadata: {
        name: 'orders',
        managedFields: [
          {
            manager: 'kratix-portal',
            operation: 'Update',
            fieldsV1: { 'f:spec': { 'f:size': {}, 'f:secret': {} } },
          },
        ],
      },
      spec: { size: 3, secret: 'a' },
    });
    const { log, output } = await run(configure(), { manifest, dryRun: true });
    expect(log.split('\n')).toEqual([
      'Database orders in namespace team-a would be updated; nothing was written.',
      '  spec.size: changed from 3 to 1',
      '  spec.secret: removed',
    ]);
    expect(output.operation).toBe('updated');
    expect(api.apiServer.object(path)?.spec).toEqual({ size: 3, secret: 'a' });
    const refused = await run(configure(), { manifest, onExisting: 'fail' });
    expect(refused.failure?.message).toBe(
      'Database orders in namespace team-a exists already; nothing was written.',
    );
    await run(configure(), { manifest, fieldManager: 'team-a' });
    expect(api.apiServer.requests.at(-1)?.path).toMatch(/fieldManager=team-a/);
    await run(remove(), {
      apiVersion: 'demo.example.com/v1',
      kind: 'Database',
      namespace: 'team-a',
      name: 'orders',
    });
  });

  it('has examples in YAML with valid inputs', async () => {
    const { examples, schema } = configure();
    expect(examples?.length).toBeGreaterThan(1);
    const known = Object.keys(
      (schema?.input as { properties: object }).properties,
    );
    for (const { example } of examples ?? []) {
      const [{ action, input }] = parse(example).steps;
      expect(action).toBe('ske:configure-resource');
      expect(known).toEqual(expect.arrayContaining(Object.keys(input)));
    }
  });

  it.each<[string, object, RegExp]>([
    ['no token', {}, /has no Backstage token of the user/],
    [
      'a token that cannot be parsed',
      { backstageToken: 'x.y.z' },
      /has no Backstage token, or a token that is not valid any more/,
    ],
  ])(
    'S1: a task with %s sends nothing to the cluster',
    async (_, secrets, message) => {
      for (const action of [configure(), remove()]) {
        const input = {
          manifest,
          apiVersion: 'v1',
          kind: 'ConfigMap',
          name: 'a',
        };
        const { failure, log } = await run(action, input, { secrets });
        expect(failure?.message).toMatch(message);
        expect(log).toMatch(/portal/);
      }
      expect(api.apiServer.requests).toEqual([]);
    },
  );

  it('S1: a task whose token has no tok sends nothing to the cluster', async () => {
    const bare = await api.backend.userTokens.sign({ userEntityRef });
    const { failure, log } = await run(
      configure(),
      { manifest },
      { secrets: { backstageToken: bare } },
    );
    expect(failure?.message).toMatch(/has no tok claim/);
    expect(log).toMatch(/withAccessToken/);
    expect(api.apiServer.requests).toEqual([]);
  });

  it('validates the manifest in a dry run of the scaffolder and sends nothing', async () => {
    const ok = await run(configure(), { manifest }, { isDryRun: true });
    expect(ok.failure).toBeUndefined();
    expect(ok.log).toMatch(/would create or update Database orders/);
    const bad = await run(
      configure(),
      { manifest: 'kind: A' },
      { isDryRun: true },
    );
    expect(bad.failure?.message).toMatch(/apiVersion is missing/);
    const deleted = await run(
      remove(),
      { apiVersion: 'v1', kind: 'ConfigMap', name: 'a' },
      { isDryRun: true },
    );
    expect(deleted.log).toMatch(/would delete ConfigMap a/);
    expect(api.apiServer.requests).toEqual([]);
  });

  it('reports an unreachable ske backend', async () => {
    const action = createConfigureResourceAction({
      tokens,
      client: clientAt('http://127.0.0.1:1/api/ske'),
    });
    const { failure, log } = await run(action, { manifest });
    expect(failure?.message).toBe('The ske backend did not respond.');
    expect(log).toMatch(/may have been changed: check/);
  });

  it('S7: writes no token to the log, the outputs or the error of a task', async () => {
    const runs = [
      await run(configure(), { manifest }),
      await run(configure(), { manifest: 'kind: A' }),
      await run(configure(), { manifest }, { isDryRun: true }),
    ];
    api.apiServer.intercept = (_, response) => {
      response.destroy();
      return true;
    };
    runs.push(await run(configure(), { manifest }));
    const shown = runs
      .map(({ log, output, failure }) =>
        [log, JSON.stringify(output), failure?.stack, failure?.cause].join(),
      )
      .join();
    expect(shown).not.toContain(tok.split('.')[1]);
    expect(shown).not.toContain(token.split('.')[1]);
  });
});
