import { randomUUID } from 'node:crypto';
import { refusalOf, until } from './__testUtils__/skeClientFor';
import {
  bucket,
  promise,
  checkAuditEvents,
  checkUsersInAuditLog,
  useHttpApi,
  webApp,
} from './__testUtils__/useHttpApi';

jest.setTimeout(120_000);

describe('the HTTP API on a real API server with the Kratix stand-in', () => {
  const api = useHttpApi();
  const { namespace } = api;

  describe('GET /resources', () => {
    it('lists the resource requests of a Promise, and returns the same list for the kind', async () => {
      const byPromise = await api.dev.listResources({
        promise: 'object-bucket',
        namespace,
      });
      expect(byPromise).toMatchObject({ ...bucket, namespaced: true });
      expect(
        byPromise.items.map(({ metadata }: any) => metadata.name).sort(),
      ).toEqual(['letters', 'photos', 'videos']);
      expect(byPromise.items[0]).toMatchObject(bucket);
      expect(JSON.stringify(byPromise)).not.toContain('managedFields');
      const byKind = await api.dev.listResources({ ...bucket, namespace });
      expect(byKind.items).toHaveLength(3);
    });

    it('lists page by page, in all namespaces and by label selector', async () => {
      const first = await api.dev.listResources({
        ...bucket,
        namespace,
        limit: 2,
      });
      expect(first.items).toHaveLength(2);
      expect(first.remainingItemCount).toBe(1);
      const second = await api.dev.listResources({
        ...bucket,
        namespace,
        limit: 2,
        continue: first.continue,
      });
      expect(second.items).toHaveLength(1);
      expect(second.continue).toBeUndefined();
      const labelled = await api.dev.listResources({
        ...bucket,
        labelSelector: 'sort=videos',
      });
      // Other tests create such objects in their own namespaces at the same time.
      const own = labelled.items.filter(
        ({ metadata }: any) => metadata.namespace === namespace,
      );
      expect(own).toHaveLength(1);
    });

    it('lists a cluster-scoped kind, and rejects a namespace for it', async () => {
      const { apiVersion, kind } = promise;
      const { items, namespaced } = await api.dev.listResources({
        apiVersion,
        kind,
      });
      expect(namespaced).toBe(false);
      expect(items.length).toBeGreaterThan(1);
      expect(
        await refusalOf(api.dev.listResources({ apiVersion, kind, namespace })),
      ).toMatchObject({ code: 'invalid-input', status: 400 });
    });

    it('rejects an unknown Promise, an unknown kind, an invalid selector and an invalid continue', async () => {
      expect(
        await refusalOf(api.dev.listResources({ promise: 'nothing' })),
      ).toMatchObject({ code: 'not-found', status: 404 });
      expect(
        await refusalOf(api.dev.listResources({ ...bucket, kind: 'Bucket' })),
      ).toMatchObject({ code: 'kind-not-served', status: 404 });
      expect(
        await refusalOf(
          api.dev.listResources({ ...bucket, labelSelector: '=,=' }),
        ),
      ).toMatchObject({ code: 'invalid-input', status: 400 });
      expect(
        await refusalOf(api.dev.listResources({ ...bucket, continue: 'x' })),
      ).toMatchObject({ status: 400 });
    });

    it('403: names the user, the verb, the kind and the namespace', async () => {
      const lease = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' };
      const refusal = await refusalOf(
        api.dev.listResources({ ...lease, namespace }),
      );
      expect(refusal).toMatchObject({ code: 'forbidden', status: 403 });
      expect(refusal.message).toMatch(
        /^user-dev@example\.com may not list Lease/,
      );
    });
  });

  describe('POST /access', () => {
    const questions = [
      { verb: 'create' as const, ...bucket, namespace },
      { verb: 'get' as const, ...bucket, namespace, name: 'photos' },
      { verb: 'list' as const, apiVersion: 'v1', kind: 'Secret', namespace },
      { verb: 'get' as const, ...bucket, kind: 'Nothing' },
      {
        verb: 'get' as const,
        apiVersion: 'v1',
        kind: 'Pod',
        subresource: 'log',
        namespace,
      },
    ];

    it('answers each question for the caller', async () => {
      const ofAdmin = await api.admin.checkAccess(questions);
      expect(ofAdmin.answers.map(({ allowed }) => allowed)).toEqual([
        true,
        true,
        false,
        false,
        true,
      ]);
      const ofDev = await api.dev.checkAccess(questions);
      expect(ofDev.answers.map(({ allowed }) => allowed)).toEqual([
        false,
        true,
        false,
        false,
        true,
      ]);
      expect(ofDev.answers[2].code).toBe('kind-not-allowed');
      expect(ofDev.answers[3].code).toBe('kind-not-served');
    });

    it('rejects more than 50 questions', async () => {
      const many = Array.from({ length: 51 }, () => questions[0]);
      expect(await refusalOf(api.dev.checkAccess(many))).toMatchObject({
        code: 'invalid-input',
        causes: [
          {
            field: 'questions',
            message: 'questions has more than 50 questions.',
          },
        ],
      });
    });
  });

  it('GET /whoami: returns the identity in Backstage and on the cluster', async () => {
    const me = await api.dev.whoAmI();
    expect(me).toMatchObject({
      backstageUser: 'user:default/user-dev',
      cluster: {
        name: 'kratix-platform',
        identity: 'user',
        username: 'user-dev@example.com',
        groups: expect.arrayContaining(['kube-dev', 'system:authenticated']),
      },
    });
    expect(Date.parse(me.tokenExpiresAt ?? '')).toBeGreaterThan(Date.now());
  });

  describe('GET /resource/events', () => {
    it('returns folded events, the latest first', async () => {
      const { events, truncated } = await until(
        () => api.dev.getResourceEvents(api.refTo(webApp, 'shop')),
        found =>
          found.events.some(({ reason }) => reason === 'ReconcileSucceeded'),
      );
      expect(truncated).toBe(false);
      expect(
        events.find(({ message }) => message.endsWith('check-image')),
      ).toMatchObject({
        type: 'Normal',
        reason: 'PipelineStarted',
        reportedBy: 'ResourceRequestController',
      });
      const times = events.map(({ lastSeen }) => Date.parse(lastSeen));
      expect(times).toEqual([...times].sort((a, b) => b - a));
    });

    it('returns the events of a cluster-scoped object, and only the events of the given uid', async () => {
      const { events } = await api.dev.getResourceEvents(promise);
      expect(events.map(({ reason }) => reason)).toContain('Available');
      const none = await api.dev.getResourceEvents({
        ...promise,
        uid: randomUUID(),
      });
      expect(none.events).toEqual([]);
    });
  });

  it('S2: the audit log of the API server names only the users', async () => {
    await expect(
      checkUsersInAuditLog(api, { moreThan: 10 }),
    ).resolves.toBeUndefined();
  });

  it('S6, S40: audits every operation with its outcome and the cluster user', async () => {
    await expect(
      checkAuditEvents(api, [
        'access-check',
        'identity-review',
        'resource-configure',
        'resource-events',
        'resource-list',
      ]),
    ).resolves.toBeUndefined();
  });
});
