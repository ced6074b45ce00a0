import type { PipelineRuns, SkeClient } from '@kratix-portal/plugin-ske-common';
import { platformConfig } from './__testUtils__/platformConfig';
import { refusalOf, skeClientFor, until } from './__testUtils__/skeClientFor';
import { SkeBackend, startSkeBackend } from './__testUtils__/startSkeBackend';
import {
  bucket,
  promise,
  checkAuditEvents,
  checkUsersInAuditLog,
  useHttpApi,
  webApp,
} from './__testUtils__/useHttpApi';

jest.setTimeout(120_000);

describe('pipelines and logs on a real API server with the Kratix stand-in', () => {
  const api = useHttpApi();
  const { namespace } = api;

  describe('GET /resource/pipelines and GET /resource/logs', () => {
    let runs: PipelineRuns;

    beforeAll(async () => {
      runs = await until(
        () => api.dev.getPipelines(api.refTo(webApp, 'shop')),
        found =>
          found.runs.filter(({ state }) => state === 'succeeded').length === 2,
      );
    });

    it('returns the runs of a resource request with the containers of the Promise', async () => {
      expect(runs).toMatchObject({
        promise: 'web-app',
        namespace,
        unavailable: [],
      });
      const deploy = runs.runs.find(({ pipeline }) => pipeline === 'deploy');
      expect(deploy).toMatchObject({
        workflow: 'resource',
        action: 'configure',
        state: 'succeeded',
        podsGone: false,
      });
      const [pod] = deploy?.pods ?? [];
      expect(
        pod.containers.map(({ name, role, state }) => [name, role, state]),
      ).toEqual([
        ['reader', 'kratix', 'succeeded'],
        ['write-deployment', 'user', 'succeeded'],
        ['write-ingress', 'user', 'succeeded'],
        ['work-writer', 'kratix', 'succeeded'],
        ['status-writer', 'kratix', 'succeeded'],
      ]);
    });

    it('returns the runs of a Promise without the runs of its resource requests', async () => {
      const ofPromise = await api.dev.getPipelines(promise);
      expect(ofPromise.namespace).toBe('kratix-platform-system');
      expect(ofPromise.runs.length).toBeGreaterThan(0);
      expect(new Set(ofPromise.runs.map(({ pipeline }) => pipeline))).toEqual(
        new Set(['install-storage-operator']),
      );
    });

    it('returns no runs for an object that Kratix does not manage', async () => {
      await api.kubectl(['create', 'configmap', 'plain', '-n', namespace]);
      const configMap = { apiVersion: 'v1', kind: 'ConfigMap' };
      await expect(
        api.dev.getPipelines(api.refTo(configMap, 'plain')),
      ).resolves.toEqual({ runs: [], unavailable: [] });
    });

    const logOf = async (
      client: SkeClient,
      query: Parameters<SkeClient['readLogs']>[0],
      signal?: AbortSignal,
    ) => {
      let text = '';
      for await (const piece of client.readLogs(query, { signal })) {
        text += piece;
      }
      return text;
    };

    function ofUserContainer() {
      const [pod] =
        runs.runs.find(({ pipeline }) => pipeline === 'deploy')?.pods ?? [];
      return {
        ...api.refTo(webApp, 'shop'),
        pod: pod.name,
        container: 'write-ingress',
      };
    }

    it('streams the log of a container with the requested options', async () => {
      const asked: string[] = [];
      api.logServer.answer = (query, response) => {
        asked.push(query.toString());
        response.write('eins\n');
        response.end('zwei ☃\n');
      };
      await expect(
        logOf(api.dev, {
          ...ofUserContainer(),
          tailLines: 10,
          timestamps: true,
        }),
      ).resolves.toBe('eins\nzwei ☃\n');
      const query = new URLSearchParams(asked[0]);
      expect(Object.fromEntries(query)).toEqual({
        container: 'write-ingress',
        tailLines: '10',
        timestamps: 'true',
      });
    });

    it('S26: follows the log, and ends the request to the API server when the client disconnects', async () => {
      let writer: { write(text: string): unknown } | undefined;
      api.logServer.answer = (_, response) => {
        writer = response;
        response.write('eins\n');
      };
      const log = api.dev.readLogs({ ...ofUserContainer(), follow: true });
      expect((await log.next()).value).toBe('eins\n');
      expect(api.logServer.open).toBe(1);
      writer?.write('zwei\n');
      expect((await log.next()).value).toBe('zwei\n');
      await log.return();
      await until(
        async () => api.logServer.open,
        open => open === 0,
      );
    });

    it('fails if the connection breaks in the middle of the log', async () => {
      api.logServer.answer = (_, response) => {
        response.write('eins\n', () => response.destroy());
      };
      expect(await refusalOf(logOf(api.dev, ofUserContainer()))).toMatchObject({
        code: 'cluster-error',
      });
    });

    it.each([
      [
        400,
        'container "write-ingress" in pod "x" is waiting to start: PodInitializing',
        'logs-pending',
        409,
      ],
      [
        400,
        'previous terminated container "write-ingress" in pod "x" not found',
        'logs-gone',
        410,
      ],
      [
        500,
        'Get "https://10.0.1.1:10250/containerLogs/a/b/c": dial tcp 10.0.1.1:10250: connect: connection refused',
        'logs-unavailable',
        503,
      ],
      [502, 'proxy error from 127.0.0.1:9345', 'logs-unavailable', 503],
    ])('maps %s %s to %s', async (code, message, expected, status) => {
      api.logServer.answer = (_, response) => {
        response.writeHead(code, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ kind: 'Status', code, message }));
      };
      expect(await refusalOf(logOf(api.dev, ofUserContainer()))).toMatchObject({
        code: expected,
        status,
      });
    });

    it('responds with 404 for a Pod of another resource', async () => {
      const ofBucket = await until(
        () => api.dev.getPipelines(api.refTo(bucket, 'photos')),
        found => found.runs.some(({ pods }) => pods.length > 0),
      );
      const foreign = ofBucket.runs.flatMap(({ pods }) => pods)[0];
      expect(
        await refusalOf(
          logOf(api.admin, {
            ...api.refTo(webApp, 'shop'),
            pod: foreign.name,
            container: 'reader',
          }),
        ),
      ).toMatchObject({
        code: 'not-found',
        status: 404,
        message: expect.stringContaining('has no pipeline with a Pod'),
      });
    });

    it('410: says that the Pod and its logs are gone', async () => {
      expect(
        await refusalOf(
          logOf(api.dev, {
            ...api.refTo(webApp, 'shop'),
            pod: 'kratix-web-app-shop-deploy-00000-00000',
            container: 'write-ingress',
          }),
        ),
      ).toMatchObject({ code: 'logs-gone', status: 410 });
    });

    it('404: lists the containers of the Pod', async () => {
      const refusal = await refusalOf(
        logOf(api.dev, { ...ofUserContainer(), container: 'nothing' }),
      );
      expect(refusal).toMatchObject({ code: 'not-found' });
      expect(refusal.hint).toMatch(/reader, write-deployment, write-ingress/);
    });

    describe('from the API server and the stand-in', () => {
      let direct: SkeBackend;
      let client: SkeClient;

      beforeAll(async () => {
        const { apiServer } = api.platform.current.endpoints;
        const { url, caFile } = apiServer;
        direct = await startSkeBackend({
          config: platformConfig({ url, caFile }),
        });
        client = skeClientFor({
          url: direct.url,
          token: await direct.userTokens.sign({
            userEntityRef: 'user:default/user-dev',
            claims: { tok: await api.platform.current.accessToken('user-dev') },
          }),
        });
      });

      afterAll(() => direct.stop());

      it('returns the logs of the containers that succeeded', async () => {
        const ofContainer = (container: string) =>
          logOf(client, { ...ofUserContainer(), container });
        const shop = `WebApp ${namespace}/shop`;

        expect(await ofContainer('reader')).toContain(`Read ${shop}.\n`);
        expect(await ofContainer('write-ingress')).toMatch(
          /Container write-ingress has finished\.\n$/,
        );
        expect(await ofContainer('work-writer')).toContain(
          'Wrote file deploy.yaml to Work web-app-shop-deploy-',
        );
        expect(await ofContainer('status-writer')).toContain(
          'Wrote to the status:\n',
        );
      });

      it('selects lines and adds their times', async () => {
        const log = await logOf(client, {
          ...ofUserContainer(),
          tailLines: 1,
          timestamps: true,
        });
        expect(log).toMatch(
          /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z Container write-ingress has finished\.\n$/,
        );
      });

      it('ends the log of a failing container with the reason, and also the log before its restart', async () => {
        await api.admin.configureResource({
          manifest: JSON.stringify({
            ...webApp,
            metadata: {
              name: 'unlucky',
              namespace,
              annotations: { 'demo.kratix-portal.io/fail': 'check-image' },
            },
            spec: { image: 'shop:1' },
          }),
        });
        const ref = api.refTo(webApp, 'unlucky');
        const failing = await until(
          async () => {
            const found = await client.getPipelines(ref);
            const pods = found.runs.flatMap(run => run.pods);
            return pods.flatMap(pod =>
              pod.containers
                .filter(({ restarts }) => restarts > 0)
                .map(({ name }) => ({ pod: pod.name, container: name })),
            )[0];
          },
          found => found !== undefined,
        );
        const log = await logOf(client, {
          ...ref,
          ...failing,
          previous: true,
        });
        expect(log).toContain('attempt 1.\n');
        expect(log).toMatch(
          /Error: the annotation demo\.kratix-portal\.io\/fail of WebApp .*\/unlucky makes this pipeline fail\.\n$/,
        );
      });

      it('follows the log of a running container until it ends', async () => {
        const annotation = 'demo.kratix-portal.io/hold';
        await api.admin.configureResource({
          manifest: JSON.stringify({
            ...webApp,
            metadata: {
              name: 'held',
              namespace,
              annotations: { [annotation]: 'check-image' },
            },
            spec: { image: 'shop:1' },
          }),
        });
        const ref = api.refTo(webApp, 'held');
        const pod = await until(
          async () => {
            const found = await client.getPipelines(ref);
            return found.runs
              .flatMap(({ pods }) => pods)
              .find(({ containers }) =>
                containers.some(
                  ({ role, state }) => role === 'user' && state === 'running',
                ),
              );
          },
          found => found !== undefined,
        );
        const container = pod!.containers.find(({ role }) => role === 'user')!;
        const refusal = await refusalOf(
          logOf(client, { ...ref, pod: pod!.name, container: 'status-writer' }),
        );
        expect(refusal).toMatchObject({ code: 'logs-pending' });
        const { stderr } = await api.platform.current.kubectl([
          ...['logs', '-n', namespace, pod!.name, '-c', 'status-writer'],
        ]);
        expect(stderr).toContain(
          `container "status-writer" in pod "${pod!.name}" is waiting to start: PodInitializing`,
        );

        let text = '';
        for await (const piece of client.readLogs({
          ...ref,
          pod: pod!.name,
          container: container.name,
          follow: true,
        })) {
          text += piece;
          if (/Still working after/.test(text)) {
            await api.kubectl([
              ...['annotate', '-n', namespace, 'webapp', 'held'],
              `${annotation}-`,
            ]);
          }
        }
        expect(text).toMatch(/Container \S+ has finished\.\n$/);
      });

      it('503: maps the response of an API server whose node is gone', async () => {
        await api.kubectl(['delete', 'node', 'kratix-stand-in-node']);
        const refusal = await refusalOf(logOf(client, ofUserContainer()));
        expect(refusal).toMatchObject({
          code: 'logs-unavailable',
          status: 503,
          detail: expect.stringMatching(/not found|dial tcp/),
        });
      });
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
        'resource-configure',
        'resource-logs',
        'resource-pipelines',
      ]),
    ).resolves.toBeUndefined();
  });
});
