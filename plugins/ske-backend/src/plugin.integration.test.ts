import { randomUUID } from 'node:crypto';
import {
  signForeignToken,
  useTestPlatform,
} from '@kratix-portal/test-cluster';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { kindDefinition } from './__testUtils__/kindDefinition';
import { platformConfig } from './__testUtils__/platformConfig';
import { SkeBackend, startSkeBackend } from './__testUtils__/startSkeBackend';
import { untilServed } from './__testUtils__/untilServed';

jest.setTimeout(120_000);

const group = `heart-${randomUUID().slice(0, 8)}.example.com`;
const apiVersion = `${group}/v1`;
const namespace = `heart-${randomUUID().slice(0, 8)}`;

const definition = kindDefinition({
  group,
  kind: 'Queue',
  plural: 'queues',
  spec: {
    properties: {
      size: { type: 'integer', maximum: 3 },
      tier: { type: 'string', default: 'small' },
      tags: { type: 'array', items: { type: 'string' } },
      limits: {
        type: 'object',
        additionalProperties: { type: 'integer' },
      },
    },
    'x-kubernetes-validations': [
      {
        rule: "self.tier != 'large' || self.size > 1",
        message: 'a large queue needs a size over 1',
      },
    ],
  },
});

const template = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'queue', namespace: 'default' },
  spec: {
    type: 'kratix-resource',
    parameters: [],
    steps: [
      {
        id: 'ske-configure-resource',
        name: 'Create a Queue',
        action: 'ske:configure-resource',
        input: {
          manifest: `apiVersion: ${apiVersion}
kind: Queue
metadata:
  name: \${{ parameters.objname }}
  namespace: ${namespace}
spec: \${{ parameters.spec | dump }}
`,
        },
      },
    ],
    output: {
      text: [
        {
          title: 'id',
          content: "${{ steps['ske-configure-resource'].output.resourceId }}",
        },
      ],
    },
  },
};

describe('the ske plugin on a real API server', () => {
  const platform = useTestPlatform();
  let backend: SkeBackend;
  const tokens = { 'user-admin': '', 'user-dev': '' };

  beforeAll(async () => {
    await kubectl(['create', 'namespace', namespace]);
    await kubectl(['apply', '-f', '-'], JSON.stringify(definition));
    const { apiServer, kubeconfigs } = platform.current.endpoints;
    // The administrator's kubeconfig is at hand in all of these tests. The audit log shows that nobody took it.
    process.env.KUBECONFIG = kubeconfigs.admin;
    backend = await startSkeBackend({
      config: platformConfig({ url: apiServer.url, caFile: apiServer.caFile }),
      features: [
        scaffolderPlugin,
        catalogServiceMock.factory({ entities: [template] }),
      ],
    });
    tokens['user-admin'] = await signIn('user-admin');
    tokens['user-dev'] = await signIn('user-dev');
    await untilServed({
      backend,
      token: tokens['user-admin'],
      kind: { apiVersion, kind: 'Queue', namespace },
    });
  });
  afterAll(() => {
    delete process.env.KUBECONFIG;
  });

  async function kubectl(args: string[], input?: string): Promise<string> {
    const { stdout, stderr, code } = await platform.current.kubectl(args, {
      input,
    });
    if (code !== 0) {
      throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
    }
    return stdout;
  }

  async function signIn(username: string, tok?: string): Promise<string> {
    return backend.userTokens.sign({
      userEntityRef: `user:default/${username}`,
      claims: { tok: tok ?? (await platform.current.accessToken(username)) },
    });
  }

  function configure(token: string, object: object | string) {
    const manifest =
      typeof object === 'string' ? object : JSON.stringify(object);
    return backend.request({
      method: 'POST',
      path: '/api/ske/configure-resource',
      token,
      body: { manifest },
    });
  }

  function queue(name: string, spec: object, metadata: object = {}) {
    return {
      apiVersion,
      kind: 'Queue',
      metadata: { name, namespace, ...metadata },
      spec,
    };
  }

  function read(token: string, ref: Record<string, string>) {
    return backend.request({
      path: `/api/ske/resource?${new URLSearchParams(ref)}`,
      token,
    });
  }

  function remove(token: string, ref: Record<string, string>) {
    return backend.request({
      method: 'POST',
      path: '/api/ske/delete-resource',
      token,
      body: ref,
    });
  }

  const refTo = (name: string) => ({
    apiVersion,
    kind: 'Queue',
    namespace,
    name,
  });

  it('B5, B9, B10: user-admin creates, reads, updates and deletes', async () => {
    const token = tokens['user-admin'];
    const created = await configure(token, queue('orders', { size: 1 }));
    expect(created.body).toMatchObject({
      operation: 'created',
      namespace,
      name: 'orders',
      uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const live = await read(token, refTo('orders'));
    expect(live.body.manifest).toMatchObject({
      metadata: { uid: created.body.uid },
      spec: { size: 1, tier: 'small' },
    });
    const updated = await configure(token, queue('orders', { size: 2 }));
    expect(updated.body).toMatchObject({
      operation: 'updated',
      uid: created.body.uid,
    });
    const deleted = await remove(token, refTo('orders'));
    expect(deleted.status).toBe(200);
    expect(deleted.body).toMatchObject({ status: 'Success' });
    const gone = await read(token, refTo('orders'));
    expect(gone.status).toBe(404);
    expect(gone.body.error.code).toBe('not-found');
  });

  it('B5: takes any kind, also of the core group and cluster-scoped', async () => {
    const token = tokens['user-admin'];
    const configMap = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace },
      data: { a: '1', b: '2' },
    };
    await configure(token, configMap);
    await configure(token, { ...configMap, data: { a: '1' } });
    const live = await read(token, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace,
      name: 'settings',
    });
    expect(live.body.manifest.data).toEqual({ a: '1' });
    const priority = await configure(token, {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name: namespace },
      value: 5,
    });
    expect(priority.body).toMatchObject({ operation: 'created' });
    expect(priority.body.namespace).toBeUndefined();
    const ref = {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      name: namespace,
    };
    expect((await remove(token, ref)).status).toBe(200);
    const scoped = await read(token, { ...ref, namespace: 'default' });
    expect(scoped.body.error.message).toMatch(/cluster-scoped/);
  });

  it('S34: an update removes a field and keeps what Kratix wrote', async () => {
    const token = tokens['user-admin'];
    const spec = { size: 2, tags: ['a', 'b'], limits: { x: 1, y: 2 } };
    await configure(token, queue('kept', spec, { labels: { team: 'a' } }));
    const patch = {
      metadata: {
        finalizers: ['kratix.io/work-cleanup'],
        labels: { 'kratix.io/promise-name': 'queue' },
        annotations: { 'kratix.io/reconciliation-interval': '10h' },
      },
    };
    const args = [
      'patch',
      `queues.${group}`,
      'kept',
      '-n',
      namespace,
      '--type=merge',
    ];
    await kubectl([...args, '-p', JSON.stringify(patch)]);
    await kubectl([
      ...args,
      '--subresource=status',
      '-p',
      '{"status":{"message":"Resource requested"}}',
    ]);
    const updated = await configure(
      token,
      queue(
        'kept',
        { tags: ['b'], limits: { y: 2 } },
        { labels: { team: 'b' } },
      ),
    );
    expect(updated.body.operation).toBe('updated');
    const { manifest } = (await read(token, refTo('kept'))).body;
    expect(manifest.spec).toEqual({
      tags: ['b'],
      limits: { y: 2 },
      tier: 'small',
    });
    expect(manifest.status).toEqual({ message: 'Resource requested' });
    expect(manifest.metadata).toMatchObject({
      finalizers: ['kratix.io/work-cleanup'],
      labels: { team: 'b', 'kratix.io/promise-name': 'queue' },
      annotations: { 'kratix.io/reconciliation-interval': '10h' },
    });
    // Held by its finalizer, it answers with itself, and takes no update any more.
    const deleted = await remove(token, refTo('kept'));
    expect(deleted.body.metadata.deletionTimestamp).toBeDefined();
    const late = await configure(token, queue('kept', { size: 1 }));
    expect(late.status).toBe(409);
    expect(late.body.error.message).toMatch(/is being deleted/);
    await kubectl([...args, '-p', '{"metadata":{"finalizers":null}}']);
  });

  it('what the API server puts back, such as a default, counts as unchanged', async () => {
    const token = tokens['user-admin'];
    await configure(token, queue('same', { size: 1 }));
    const before = (await read(token, refTo('same'))).body.manifest;
    const again = await configure(token, queue('same', { size: 1 }));
    expect(again.body.operation).toBe('unchanged');
    const after = (await read(token, refTo('same'))).body.manifest;
    expect(after).toEqual(before);
  });

  it('S33: a resourceVersion that is not the live one is a conflict', async () => {
    const token = tokens['user-admin'];
    await configure(token, queue('versioned', { size: 1 }));
    const { manifest } = (await read(token, refTo('versioned'))).body;
    await configure(token, queue('versioned', { size: 2 }));
    manifest.spec.size = 3;
    const late = await configure(token, {
      ...manifest,
      metadata: { ...manifest.metadata, managedFields: [] },
    });
    expect(late.status).toBe(409);
    expect(late.body.error.code).toBe('conflict');
  });

  it('what the schema and CEL refuse comes back field by field', async () => {
    const token = tokens['user-admin'];
    const tooLarge = await configure(token, queue('bad', { size: 9 }));
    expect(tooLarge.status).toBe(422);
    expect(tooLarge.body.error.code).toBe('invalid');
    expect(tooLarge.body.error.causes).toEqual([
      expect.objectContaining({ field: 'spec.size' }),
    ]);
    const cel = await configure(
      token,
      queue('bad', { size: 1, tier: 'large' }),
    );
    expect(cel.body.error.message).toMatch(/a large queue needs a size over 1/);
  });

  it('an unknown field is dropped by the API server, which says so', async () => {
    const { body } = await configure(
      tokens['user-admin'],
      queue('typo', { size: 1, seize: 2 }),
    );
    expect(body.notices).toEqual([expect.stringMatching(/spec\.seize/)]);
  });

  it('user-dev may read, and is refused a create and a delete, with the reason', async () => {
    await configure(tokens['user-admin'], {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'theirs', namespace },
    });
    const ref = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace,
      name: 'theirs',
    };
    expect((await read(tokens['user-dev'], ref)).status).toBe(200);
    const created = await configure(tokens['user-dev'], {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'mine', namespace },
    });
    expect(created.status).toBe(403);
    expect(created.body.error).toMatchObject({
      code: 'forbidden',
      name: 'NotAllowedError',
      message: `user-dev@example.com may not create ConfigMap (configmaps) in namespace ${namespace} on cluster kratix-platform.`,
      hint: expect.stringContaining('the verb "create"'),
      detail: expect.stringContaining('is forbidden: User'),
    });
    const updated = await configure(tokens['user-dev'], {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'theirs', namespace },
      data: { a: '1' },
    });
    expect(updated.body.error.message).toMatch(/may not patch ConfigMap/);
    const deleted = await remove(tokens['user-dev'], ref);
    expect(deleted.status).toBe(403);
    expect(deleted.body.error.message).toMatch(/may not delete ConfigMap/);
  });

  it('a 403 stays a refusal: the object is looked for, and never created', async () => {
    // Developers of the demo read no Leases.
    const lease = {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name: 'mine', namespace },
    };
    const { status, body } = await configure(tokens['user-dev'], lease);
    expect(status).toBe(403);
    expect(body.error.message).toMatch(/^user-dev@example\.com may not create/);
    expect(body.error.hint).toMatch(/"create".*the verbs "get" and "patch"/);
    const events = await platform.current.readAuditLog();
    const verbs = events
      .filter(
        ({ objectRef }) =>
          objectRef?.resource === 'leases' && objectRef.namespace === namespace,
      )
      .map(({ verb }) => verb);
    expect(verbs).toEqual(['create', 'get']);
  });

  it('tells a missing namespace and a kind that is not served apart', async () => {
    const token = tokens['user-admin'];
    const nowhere = await configure(token, {
      ...queue('a', {}),
      metadata: { name: 'a', namespace: 'does-not-exist' },
    });
    expect(nowhere.status).toBe(404);
    expect(nowhere.body.error.message).toMatch(/Namespace does-not-exist/);
    const unknown = await read(token, { ...refTo('a'), kind: 'queue' });
    expect(unknown.body.error).toMatchObject({
      code: 'kind-not-served',
      hint: expect.stringContaining('Did you mean kind Queue?'),
    });
    const noGroup = await read(token, {
      ...refTo('a'),
      apiVersion: 'nothing.example.com/v1',
    });
    expect(noGroup.body.error.code).toBe('kind-not-served');
  });

  it('ten writers at once: each ends in one of our answers, and the object in one of their specs', async () => {
    const token = tokens['user-admin'];
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        configure(token, queue('race', { limits: { [`w${i}`]: i } })),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.every(status => status === 200 || status === 409)).toBe(
      true,
    );
    const { manifest } = (await read(token, refTo('race'))).body;
    expect(Object.keys(manifest.spec.limits)).toHaveLength(1);
  });

  describe('tokens that the API server must refuse arrive there unaltered, and come back as a clear 401', () => {
    it.each(['another-key', 'wrong-audience', 'wrong-issuer'] as const)(
      '%s',
      async defect => {
        const tok = await signForeignToken({
          endpoints: platform.current.endpoints,
          username: 'user-admin',
          defect,
        });
        const token = await signIn('user-admin', tok);
        const before = (await platform.current.readAuditLog()).length;
        const { status, body } = await read(token, {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          namespace,
          name: 'settings',
        });
        expect(status).toBe(401);
        expect(body.error).toMatchObject({
          code: 'identity-rejected',
          name: 'AuthenticationError',
          message: expect.stringContaining('does not accept your sign-in'),
          hint: expect.stringContaining('--oidc-issuer-url'),
        });
        expect(body.error.message).toContain(
          `issuer ${JSON.parse(Buffer.from(tok.split('.')[1], 'base64url').toString()).iss}`,
        );
        const events = (await platform.current.readAuditLog()).slice(before);
        expect(
          events
            // Other tests use the platform at the same time; this namespace is only ours.
            .filter(
              ({ userAgent, requestURI }) =>
                userAgent === 'kratix-portal' && requestURI.includes(namespace),
            )
            .map(({ responseStatus }) => responseStatus?.code),
        ).toEqual([401]);
      },
    );

    it('S3: one that expired does not even get there', async () => {
      const tok = await signForeignToken({
        endpoints: platform.current.endpoints,
        username: 'user-admin',
        defect: 'expired',
      });
      const { status, body } = await read(
        await signIn('user-admin', tok),
        refTo('a'),
      );
      expect(status).toBe(401);
      expect(body.error.code).toBe('session-ended');
    });

    it('while one of the same making without a defect is taken', async () => {
      const tok = await signForeignToken({
        endpoints: platform.current.endpoints,
        username: 'user-admin',
        defect: 'none',
      });
      const { status } = await read(await signIn('user-admin', tok), {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        namespace: 'kube-system',
        name: 'extension-apiserver-authentication',
      });
      expect(status).toBe(200);
    });
  });

  describe('a template run by the real scaffolder', () => {
    async function runTemplate(token: string, values: object) {
      const started = await backend.request({
        method: 'POST',
        path: '/api/scaffolder/v2/tasks',
        token,
        body: { templateRef: 'template:default/queue', values },
      });
      expect(started.status).toBe(201);
      const path = `/api/scaffolder/v2/tasks/${started.body.id}`;
      // The answer comes when the task ends: the scaffolder holds the request open until there are events.
      let status = 'open';
      while (status === 'open' || status === 'processing') {
        ({ status } = (await backend.request({ path, token })).body);
      }
      const events = await backend.request({ path: `${path}/events`, token });
      return { status, events: events.text, log: readLog(events.text) };
    }

    function readLog(text: string): string[] {
      const events: { body: { message: string } }[] = JSON.parse(text);
      return events.map(({ body }) => body.message);
    }

    it('B5: creates as the initiator', async () => {
      const { status, log } = await runTemplate(tokens['user-admin'], {
        objname: 'from-template',
        spec: { size: 2, tags: ['a'] },
      });
      expect(log.join('\n')).toContain('Queue from-template');
      expect(status).toBe('completed');
      const live = await read(tokens['user-admin'], refTo('from-template'));
      expect(live.body.manifest.spec).toEqual({
        size: 2,
        tags: ['a'],
        tier: 'small',
      });
    });

    it('a refusal is told in the task log in whole sentences, and no token is in any of its events', async () => {
      const token = tokens['user-dev'];
      const { status, log, events } = await runTemplate(token, {
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
  });

  it('S2: the audit log names only the person, for everything that the portal sent', async () => {
    const known = ['user-admin@example.com', 'user-dev@example.com'];
    // On a platform that other tests share, these are ours: what is in our namespace or group.
    const sent = (await platform.current.readAuditLog()).filter(
      ({ userAgent, requestURI }) =>
        userAgent === 'kratix-portal' &&
        (requestURI.includes(namespace) || requestURI.includes(group)),
    );
    expect(sent.length).toBeGreaterThan(50);
    const strangers = sent.filter(
      ({ user, responseStatus }) =>
        responseStatus?.code !== 401 && !known.includes(user.username ?? ''),
    );
    expect(strangers).toEqual([]);
    expect(sent.filter(event => event.impersonatedUser)).toEqual([]);
    const apiServerIds = new Set(sent.map(({ auditID }) => auditID));
    const ours = backend.auditEvents.flatMap(
      ({ meta }) => meta?.apiServerAuditId ?? [],
    );
    expect(
      ours.filter(id => apiServerIds.has(String(id))).length,
    ).toBeGreaterThan(20);
  });

  it('S7: no access token shows in logs or audit events', async () => {
    const traces = `${backend.logs.join('\n')}${JSON.stringify(
      backend.auditEvents,
    )}`;
    for (const token of Object.values(tokens)) {
      const [, payload] = token.split('.');
      const { tok } = JSON.parse(
        Buffer.from(payload, 'base64url').toString('utf8'),
      );
      for (const part of [payload, ...tok.split('.').slice(1)]) {
        expect(traces).not.toContain(part);
      }
    }
  });
});
