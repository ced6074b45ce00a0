import { useOwnedQueues } from './__testUtils__/ownedQueues';
import { until } from './__testUtils__/skeClientFor';

jest.setTimeout(120_000);

describe('writes that a real API server refuses', () => {
  const queues = useOwnedQueues({ prefix: 'refused' });
  const { configureAsAdmin, group, kubectl, ownedQueue, readQueue, suffix } =
    queues;
  const plural = `queues.${group}`;

  it('deletes only the object with the given uid and resourceVersion', async () => {
    const created = await configureAsAdmin(ownedQueue('seen', { size: 1 }));
    await kubectl(['delete', plural, 'seen', '-n', queues.namespace]);
    await configureAsAdmin(ownedQueue('seen', { size: 1 }));
    const { uid, resourceVersion } = (await readQueue('seen')).metadata;
    const remove = (preconditions: object) =>
      queues.remove(queues.tokens['user-admin'], {
        ...queues.refTo('seen'),
        ...preconditions,
      });
    for (const stale of [
      { uid: created.body.uid },
      { uid, resourceVersion: '1' },
    ]) {
      const { status, body } = await remove(stale);
      expect(status).toBe(409);
      expect(body.error).toMatchObject({
        code: 'conflict',
        message: expect.stringMatching(/is not the object that you looked at/),
      });
    }
    expect(await readQueue('seen')).toMatchObject({ metadata: { uid } });
    expect((await remove({ uid, resourceVersion })).status).toBe(200);
    expect(await readQueue('seen')).toBeUndefined();
  });

  it('409 namespace-terminating: names the namespace that is being deleted', async () => {
    const namespace = `doomed-${suffix}`;
    await kubectl(['create', 'namespace', namespace]);
    // The finalizer keeps the namespace in the phase Terminating.
    const held = ownedQueue('held', { size: 1 }, { namespace });
    await configureAsAdmin(held);
    const setFinalizers = (finalizers: string[]) =>
      kubectl([
        ...['patch', plural, 'held', '-n', namespace, '--type=merge'],
        ...['-p', JSON.stringify({ metadata: { finalizers } })],
      ]);
    await setFinalizers(['example.com/held']);
    await kubectl(['delete', 'namespace', namespace, '--wait=false']);
    const late = ownedQueue('late', { size: 1 }, { namespace });
    for (const dryRun of [true, false]) {
      const { status, body } = await configureAsAdmin(late, { dryRun });
      expect(status).toBe(409);
      expect(body.error).toMatchObject({
        code: 'namespace-terminating',
        message: `Namespace ${namespace} of cluster kratix-platform is being deleted, so nothing can be created in it.`,
        hint: expect.stringMatching(/^Choose another namespace, or wait/),
      });
    }
    await setFinalizers([]);
  });

  it('403 quota-exceeded: names the quota with its amounts, and still updates', async () => {
    const namespace = `full-${suffix}`;
    await kubectl(['create', 'namespace', namespace]);
    // The cluster itself creates one ConfigMap in each namespace.
    await kubectl([
      ...['wait', '--for=create', 'configmap/kube-root-ca.crt'],
      ...['-n', namespace, '--timeout=60s'],
    ]);
    await kubectl([
      ...['create', 'quota', 'two', '-n', namespace, '--hard=configmaps=2'],
    ]);
    const configure = (name: string, data: object) =>
      configureAsAdmin({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name, namespace },
        data,
      });
    // The cluster refuses every create until kube-controller-manager has counted the existing objects.
    const first = await until(
      () => configure('one', { size: '1' }),
      ({ status }) => status === 200,
    );
    expect(first.body.operation).toBe('created');
    const { status, body } = await configure('two', { size: '1' });
    expect(status).toBe(403);
    expect(body.error).toMatchObject({
      code: 'quota-exceeded',
      message: `Quota two of namespace ${namespace} on cluster kratix-platform is used up: 2 of 2 configmaps are used, and this needs 1 more.`,
      hint: expect.stringMatching(/^Delete something that is not needed/),
    });
    const changed = await configure('one', { size: '2' });
    expect(changed.body.operation).toBe('updated');
  });
});
