import { queueSpec } from './__testUtils__/queueSpec';
import {
  checkNoAccessTokens,
  checkUsersInAuditLog,
  useQueues,
} from './__testUtils__/useQueues';

jest.setTimeout(120_000);

describe('the ske plugin on a real API server', () => {
  const queues = useQueues({ prefix: 'plugin', spec: queueSpec });
  const {
    configure,
    group,
    kubectl,
    namespace,
    platform,
    queue,
    read,
    refTo,
    remove,
    tokens,
  } = queues;

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

  it('B5: accepts any kind, also kinds of the core group and cluster-scoped kinds', async () => {
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
    // The finalizer keeps the object, so the API server returns it. Updates of the object fail from now on.
    const deleted = await remove(token, refTo('kept'));
    expect(deleted.body.metadata.deletionTimestamp).toBeDefined();
    const late = await configure(token, queue('kept', { size: 1 }));
    expect(late.status).toBe(409);
    expect(late.body.error.message).toMatch(/is being deleted/);
    await kubectl([...args, '-p', '{"metadata":{"finalizers":null}}']);
  });

  it('reports unchanged when the API server restores a value, such as a default', async () => {
    const token = tokens['user-admin'];
    await configure(token, queue('same', { size: 1 }));
    const before = (await read(token, refTo('same'))).body.manifest;
    const again = await configure(token, queue('same', { size: 1 }));
    expect(again.body.operation).toBe('unchanged');
    const after = (await read(token, refTo('same'))).body.manifest;
    expect(after).toEqual(before);
  });

  it('S33: responds with 409 if resourceVersion is not the live version', async () => {
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

  it('names each field that the schema or CEL rejects', async () => {
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

  it('returns the API server’s warning about an unknown field as a notice', async () => {
    const { body } = await configure(
      tokens['user-admin'],
      queue('typo', { size: 1, seize: 2 }),
    );
    expect(body.notices).toEqual([expect.stringMatching(/spec\.seize/)]);
  });

  it('lets user-dev read, and refuses their create and delete with the reason', async () => {
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

  it('returns the 403 of a refused create after reading the object, and creates nothing', async () => {
    // Developers of the demo may not read Leases.
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

  it('distinguishes a missing namespace from a kind that is not served', async () => {
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

  it('responds with 200 or 409 to each of ten writers at once, and the object has the spec of one of them', async () => {
    const token = tokens['user-admin'];
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        configure(token, queue('race', { limits: { [`w${i}`]: i } })),
      ),
    );
    const others = answers.filter(
      ({ status }) => status !== 200 && status !== 409,
    );
    expect(others.map(({ body }) => body)).toEqual([]);
    const { manifest } = (await read(token, refTo('race'))).body;
    expect(Object.keys(manifest.spec.limits)).toHaveLength(1);
  });

  it('S2: the audit log of the API server names only the users', async () => {
    await expect(
      checkUsersInAuditLog(queues, { requests: 50, auditIds: 20 }),
    ).resolves.toBeUndefined();
  });

  it('S7: writes no access token to logs or audit events', () => {
    expect(() => checkNoAccessTokens(queues)).not.toThrow();
  });
});
