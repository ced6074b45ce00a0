import { refusalOf, until } from './__testUtils__/skeClientFor';
import {
  bucket,
  promise,
  checkAuditEvents,
  checkUsersInAuditLog,
  useHttpApi,
} from './__testUtils__/useHttpApi';
import { whileStatusIsWritten } from './__testUtils__/whileStatusIsWritten';

jest.setTimeout(120_000);

describe('actions on a real API server with the Kratix stand-in', () => {
  const api = useHttpApi();
  const { namespace } = api;

  beforeAll(async () => {
    // Most actions need a request that Kratix has picked up.
    await api.kubectl([
      'wait',
      `--namespace=${namespace}`,
      '--for=condition=Reconciled',
      '--timeout=60s',
      'objectbuckets.storage.demo.kratix-portal.io/photos',
    ]);
  });

  describe('POST /resource/actions/…', () => {
    const photos = api.refTo(bucket, 'photos');

    it('pauses, resumes and reconciles through the labels that Kratix watches', async () => {
      const paused = await api.admin.act('pause', photos);
      expect(paused).toMatchObject({
        ...photos,
        action: 'pause',
        changed: true,
      });
      const { manifest }: any = await api.admin.getResource(photos);
      expect(manifest.metadata.labels['kratix.io/paused']).toBe('true');
      expect(await api.admin.act('pause', photos)).toMatchObject({
        changed: false,
      });
      expect(await api.admin.act('resume', photos)).toMatchObject({
        changed: true,
      });
      expect(await refusalOf(api.admin.act('resume', photos))).toMatchObject({
        code: 'conflict',
        status: 409,
      });
      const before = await api.admin.getPipelines(photos);
      expect(await api.admin.act('reconcile', photos)).toMatchObject({
        changed: true,
      });
      await until(
        () => api.admin.getPipelines(photos),
        ({ runs }) => runs.length > before.runs.length,
      );
    });

    it('acts on a Promise', async () => {
      const webAppPromise = { ...promise, name: 'web-app' };
      expect(await api.admin.act('pause', webAppPromise)).toMatchObject({
        changed: true,
      });
      expect(await api.admin.act('resume', webAppPromise)).toMatchObject({
        changed: true,
      });
    });

    it('409: rejects an action when the object has another resourceVersion', async () => {
      expect(
        await refusalOf(
          api.admin.act('pause', { ...photos, resourceVersion: '1' }),
        ),
      ).toMatchObject({ code: 'conflict', status: 409 });
    });

    it('409: rejects an action on an object that was deleted and created again, and writes nothing', async () => {
      const again = api.refTo(bucket, 'again');
      const manifest = JSON.stringify({
        apiVersion: again.apiVersion,
        kind: again.kind,
        metadata: { name: again.name, namespace },
        spec: { team: 'media' },
      });
      const pickedUp = async () =>
        until(
          () => api.admin.getResource(again),
          ({ manifest: object }: any) =>
            object.metadata.labels?.['kratix.io/promise-name'] !== undefined,
        );
      const { uid } = await api.admin.configureResource({ manifest });
      await api.admin.deleteResource({ ...again, uid });
      await until(
        () =>
          api.admin.configureResource({ manifest }).then(
            result => result.uid,
            () => undefined,
          ),
        current => current !== undefined && current !== uid,
      );
      const { manifest: before }: any = await pickedUp();
      for (const act of [
        () => api.admin.act('reconcile', { ...again, uid }),
        () => api.admin.act('pause', { ...again, uid }),
        () => api.admin.act('resume', { ...again, uid }),
        () => api.admin.upgrade({ ...again, uid, version: 'latest' }),
      ]) {
        expect(await refusalOf(act())).toMatchObject({
          code: 'conflict',
          status: 409,
          message: expect.stringContaining('deleted and created again'),
        });
      }
      const { manifest: after }: any = await api.admin.getResource(again);
      expect(after.metadata.uid).toBe(before.metadata.uid);
      expect(after.metadata.labels).toEqual(before.metadata.labels);
      const own = { ...again, uid: after.metadata.uid };
      expect(await api.admin.act('pause', own)).toMatchObject({
        changed: true,
      });
      await api.admin.deleteResource(own);
    });

    it('409: rejects an action on an object that Kratix does not manage', async () => {
      await api.kubectl(['create', 'configmap', 'not-kratix', '-n', namespace]);
      const configMap = { apiVersion: 'v1', kind: 'ConfigMap' };
      expect(
        await refusalOf(
          api.admin.act('pause', api.refTo(configMap, 'not-kratix')),
        ),
      ).toMatchObject({ code: 'conflict' });
    });

    it('403: names the user and the verb', async () => {
      expect(await refusalOf(api.dev.act('pause', photos))).toMatchObject({
        code: 'forbidden',
        message: expect.stringMatching(
          /^user-dev@example\.com may not patch ObjectBucket/,
        ),
      });
    });

    it('upgrades to an existing version, and rejects a missing one', async () => {
      expect(
        await refusalOf(api.admin.upgrade({ ...photos, version: 'v9.9.9' })),
      ).toMatchObject({
        code: 'not-found',
        hint: expect.stringContaining('v1.0.0'),
        causes: [expect.objectContaining({ field: 'version' })],
      });
      const upgraded = await api.admin.upgrade({
        ...photos,
        version: 'v1.0.0',
      });
      expect(upgraded).toMatchObject({
        ...photos,
        action: 'upgrade',
        promise: 'object-bucket',
        from: 'latest',
        to: 'v1.0.0',
        changed: true,
      });
      const { manifest }: any = await api.admin.getResource({
        apiVersion: promise.apiVersion,
        kind: 'ResourceBinding',
        namespace,
        name: upgraded.binding,
      });
      expect(manifest.spec.version).toBe('v1.0.0');
      expect(
        await api.admin.upgrade({ ...photos, version: 'latest' }),
      ).toMatchObject({ from: 'v1.0.0', changed: true });
    });

    it('upgrades while Kratix writes the status of the ResourceBinding all the time', async () => {
      const upgrade = (count: number) =>
        api.admin.upgrade({
          ...photos,
          version: count % 2 === 0 ? 'v1.0.0' : 'latest',
        });
      const { binding } = await upgrade(-1);
      const results = await whileStatusIsWritten({
        platform: api.platform,
        path: `/apis/${promise.apiVersion}/namespaces/${namespace}/resourcebindings/${binding}/status`,
        times: 10,
        write: upgrade,
      });
      expect(results.every(({ changed }) => changed)).toBe(true);
      await upgrade(-1);
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
        'resource-action',
        'resource-configure',
        'resource-delete',
        'resource-pipelines',
        'resource-read',
      ]),
    ).resolves.toBeUndefined();
  });
});
