import { randomUUID } from 'node:crypto';
import { useTestPlatform } from '@kratix-portal/test-cluster';
import {
  PipelineRuns,
  SkeClient,
  WatchEvent,
} from '@kratix-portal/plugin-ske-common';
import { schemaAt } from './__testUtils__/apiDocument';
import { LogServer } from './__testUtils__/LogServer';
import { platformConfig } from './__testUtils__/platformConfig';
import { refusalOf, skeClientFor, until } from './__testUtils__/skeClientFor';
import { SkeBackend, startSkeBackend } from './__testUtils__/startSkeBackend';

jest.setTimeout(120_000);

const namespace = `http-${randomUUID().slice(0, 8)}`;
const bucket = {
  apiVersion: 'storage.demo.kratix-portal.io/v1alpha1',
  kind: 'ObjectBucket',
};
const webApp = { apiVersion: 'apps.demo.kratix-portal.io/v1', kind: 'WebApp' };
const promise = {
  apiVersion: 'platform.kratix.io/v1alpha1',
  kind: 'Promise',
  name: 'object-bucket',
};

describe('the HTTP API on a real API server with the Kratix stand-in', () => {
  const platform = useTestPlatform();
  let logServer: LogServer;
  let backend: SkeBackend;
  let token: string;
  let admin: SkeClient;
  let dev: SkeClient;

  beforeAll(async () => {
    const { apiServer, kubeconfigs } = platform.current.endpoints;
    // The administrator's kubeconfig is at hand in all of these tests. The audit log shows that nobody took it.
    process.env.KUBECONFIG = kubeconfigs.admin;
    logServer = await LogServer.start(apiServer);
    backend = await startSkeBackend({
      config: platformConfig({
        url: logServer.url,
        caFile: apiServer.caFile,
      }),
    });
    token = await signIn('user-admin');
    admin = skeClientFor({ url: backend.url, token });
    dev = skeClientFor({ url: backend.url, token: await signIn('user-dev') });
    await kubectl(['create', 'namespace', namespace]);
    await kubectl([
      'wait',
      '--for=condition=Available',
      'promises.platform.kratix.io',
      'object-bucket',
      'web-app',
    ]);
    for (const name of ['photos', 'videos', 'letters']) {
      await configure(bucket, name, { team: 'media' }, { sort: name });
    }
    await configure(webApp, 'shop', { image: 'shop:1' });
  });
  afterAll(async () => {
    delete process.env.KUBECONFIG;
    await backend?.stop();
    await logServer?.stop();
  });

  async function kubectl(args: string[]): Promise<string> {
    const { stdout, stderr, code } = await platform.current.kubectl(args);
    if (code !== 0) {
      throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
    }
    return stdout;
  }

  async function signIn(username: string): Promise<string> {
    return backend.userTokens.sign({
      userEntityRef: `user:default/${username}`,
      claims: { tok: await platform.current.accessToken(username) },
    });
  }

  async function configure(
    kind: { apiVersion: string; kind: string },
    name: string,
    spec: object,
    labels: object = {},
  ) {
    const manifest = { ...kind, metadata: { name, namespace, labels }, spec };
    return admin.configureResource({ manifest: JSON.stringify(manifest) });
  }

  const refTo = (kind: { apiVersion: string; kind: string }, name: string) => ({
    ...kind,
    namespace,
    name,
  });

  describe('GET /resources', () => {
    it('lists the requests of a Promise, and the same by its kind', async () => {
      const byPromise = await dev.listResources({
        promise: 'object-bucket',
        namespace,
      });
      expect(byPromise).toMatchObject({ ...bucket, namespaced: true });
      expect(
        byPromise.items.map(({ metadata }: any) => metadata.name).sort(),
      ).toEqual(['letters', 'photos', 'videos']);
      expect(byPromise.items[0]).toMatchObject(bucket);
      expect(JSON.stringify(byPromise)).not.toContain('managedFields');
      const byKind = await dev.listResources({ ...bucket, namespace });
      expect(byKind.items).toHaveLength(3);
    });

    it('goes page by page, in all namespaces, and takes a label selector', async () => {
      const first = await dev.listResources({ ...bucket, namespace, limit: 2 });
      expect(first.items).toHaveLength(2);
      expect(first.remainingItemCount).toBe(1);
      const second = await dev.listResources({
        ...bucket,
        namespace,
        limit: 2,
        continue: first.continue,
      });
      expect(second.items).toHaveLength(1);
      expect(second.continue).toBeUndefined();
      const labelled = await dev.listResources({
        ...bucket,
        labelSelector: 'sort=videos',
      });
      expect(labelled.items).toHaveLength(1);
    });

    it('lists a cluster-scoped kind, and refuses a namespace for it', async () => {
      const { apiVersion, kind } = promise;
      const { items, namespaced } = await dev.listResources({
        apiVersion,
        kind,
      });
      expect(namespaced).toBe(false);
      expect(items.length).toBeGreaterThan(1);
      expect(
        await refusalOf(dev.listResources({ apiVersion, kind, namespace })),
      ).toMatchObject({ code: 'invalid-input', status: 400 });
    });

    it('says what is wrong: no such Promise, no such kind, a bad selector, a bad continue', async () => {
      expect(
        await refusalOf(dev.listResources({ promise: 'nothing' })),
      ).toMatchObject({ code: 'not-found', status: 404 });
      expect(
        await refusalOf(dev.listResources({ ...bucket, kind: 'Bucket' })),
      ).toMatchObject({ code: 'kind-not-served', status: 404 });
      expect(
        await refusalOf(dev.listResources({ ...bucket, labelSelector: '=,=' })),
      ).toMatchObject({ code: 'invalid-input', status: 400 });
      expect(
        await refusalOf(dev.listResources({ ...bucket, continue: 'x' })),
      ).toMatchObject({ status: 400 });
    });

    it('403: says who may not list what, where', async () => {
      const lease = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' };
      const refusal = await refusalOf(
        dev.listResources({ ...lease, namespace }),
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

    it('answers each question for the person who asks', async () => {
      const ofAdmin = await admin.checkAccess(questions);
      expect(ofAdmin.answers.map(({ allowed }) => allowed)).toEqual([
        true,
        true,
        false,
        false,
        true,
      ]);
      const ofDev = await dev.checkAccess(questions);
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

    it('is bounded', async () => {
      const many = Array.from({ length: 51 }, () => questions[0]);
      expect(await refusalOf(dev.checkAccess(many))).toMatchObject({
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

  it('GET /whoami: here and on the cluster', async () => {
    const me = await dev.whoAmI();
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
    it('tells what Kratix did, folded, the latest first', async () => {
      const { events, truncated } = await until(
        () => dev.getResourceEvents(refTo(webApp, 'shop')),
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

    it('of a cluster-scoped object, and of one with this uid only', async () => {
      const { events } = await dev.getResourceEvents(promise);
      expect(events.map(({ reason }) => reason)).toContain('Available');
      const none = await dev.getResourceEvents({
        ...promise,
        uid: randomUUID(),
      });
      expect(none.events).toEqual([]);
    });
  });

  describe('GET /resource/pipelines and GET /resource/logs', () => {
    let runs: PipelineRuns;

    beforeAll(async () => {
      runs = await until(
        () => dev.getPipelines(refTo(webApp, 'shop')),
        found =>
          found.runs.filter(({ state }) => state === 'succeeded').length === 2,
      );
    });

    it('shows the runs of a request with the containers of the Promise', async () => {
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

    it('shows those of a Promise, and not those of its requests', async () => {
      const ofPromise = await dev.getPipelines(promise);
      expect(ofPromise.namespace).toBe('kratix-platform-system');
      expect(ofPromise.runs.length).toBeGreaterThan(0);
      expect(new Set(ofPromise.runs.map(({ pipeline }) => pipeline))).toEqual(
        new Set(['install-storage-operator']),
      );
    });

    it('has none for what Kratix has nothing to do with', async () => {
      await kubectl(['create', 'configmap', 'plain', '-n', namespace]);
      const configMap = { apiVersion: 'v1', kind: 'ConfigMap' };
      await expect(
        dev.getPipelines(refTo(configMap, 'plain')),
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
        ...refTo(webApp, 'shop'),
        pod: pod.name,
        container: 'write-ingress',
      };
    }

    it('streams what a container wrote, with the options that were asked for', async () => {
      const asked: string[] = [];
      logServer.answer = (query, response) => {
        asked.push(query.toString());
        response.write('eins\n');
        response.end('zwei ☃\n');
      };
      await expect(
        logOf(dev, { ...ofUserContainer(), tailLines: 10, timestamps: true }),
      ).resolves.toBe('eins\nzwei ☃\n');
      const query = new URLSearchParams(asked[0]);
      expect(Object.fromEntries(query)).toEqual({
        container: 'write-ingress',
        tailLines: '10',
        timestamps: 'true',
      });
    });

    it('S26: follows as it is written, and ends upstream when the reader leaves', async () => {
      let writer: { write(text: string): unknown } | undefined;
      logServer.answer = (_, response) => {
        writer = response;
        response.write('eins\n');
      };
      const log = dev.readLogs({ ...ofUserContainer(), follow: true });
      expect((await log.next()).value).toBe('eins\n');
      expect(logServer.open).toBe(1);
      writer?.write('zwei\n');
      expect((await log.next()).value).toBe('zwei\n');
      await log.return();
      await until(
        async () => logServer.open,
        open => open === 0,
      );
    });

    it('a log that breaks off is no whole log', async () => {
      logServer.answer = (_, response) => {
        response.write('eins\n');
        setTimeout(() => response.destroy(), 50);
      };
      expect(await refusalOf(logOf(dev, ofUserContainer()))).toMatchObject({
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
    ])('%s %s is %s', async (code, message, expected, status) => {
      logServer.answer = (_, response) => {
        response.writeHead(code, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ kind: 'Status', code, message }));
      };
      expect(await refusalOf(logOf(dev, ofUserContainer()))).toMatchObject({
        code: expected,
        status,
      });
    });

    it('is no reader of any Pod: one of another resource is not found', async () => {
      const ofBucket = await until(
        () => dev.getPipelines(refTo(bucket, 'photos')),
        found => found.runs.some(({ pods }) => pods.length > 0),
      );
      const foreign = ofBucket.runs.flatMap(({ pods }) => pods)[0];
      expect(
        await refusalOf(
          logOf(admin, {
            ...refTo(webApp, 'shop'),
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

    it('410: says that a Pod is gone, and its logs with it', async () => {
      expect(
        await refusalOf(
          logOf(dev, {
            ...refTo(webApp, 'shop'),
            pod: 'kratix-web-app-shop-deploy-00000-00000',
            container: 'write-ingress',
          }),
        ),
      ).toMatchObject({ code: 'logs-gone', status: 410 });
    });

    it('404: says which containers there are', async () => {
      const refusal = await refusalOf(
        logOf(dev, { ...ofUserContainer(), container: 'nothing' }),
      );
      expect(refusal).toMatchObject({ code: 'not-found' });
      expect(refusal.hint).toMatch(/reader, write-deployment, write-ingress/);
    });

    it('503: what the real API server says without a kubelet is one of these answers', async () => {
      const { apiServer } = platform.current.endpoints;
      const direct = await startSkeBackend({
        config: platformConfig({
          url: apiServer.url,
          caFile: apiServer.caFile,
        }),
      });
      try {
        const client = skeClientFor({
          url: direct.url,
          token: await direct.userTokens.sign({
            userEntityRef: 'user:default/user-dev',
            claims: { tok: await platform.current.accessToken('user-dev') },
          }),
        });
        const refusal = await refusalOf(logOf(client, ofUserContainer()));
        expect(refusal).toMatchObject({
          code: 'logs-unavailable',
          status: 503,
          detail: expect.stringMatching(/not found|dial tcp/),
        });
      } finally {
        await direct.stop();
      }
    });
  });

  describe('POST /resource/actions/…', () => {
    const photos = refTo(bucket, 'photos');

    it('pauses, resumes and reruns, by the labels that Kratix watches', async () => {
      const paused = await admin.act('pause', photos);
      expect(paused).toMatchObject({
        ...photos,
        action: 'pause',
        changed: true,
      });
      const { manifest }: any = await admin.getResource(photos);
      expect(manifest.metadata.labels['kratix.io/paused']).toBe('true');
      expect(await admin.act('pause', photos)).toMatchObject({
        changed: false,
      });
      expect(await admin.act('resume', photos)).toMatchObject({
        changed: true,
      });
      expect(await refusalOf(admin.act('resume', photos))).toMatchObject({
        code: 'conflict',
        status: 409,
      });
      const before = await admin.getPipelines(photos);
      expect(await admin.act('reconcile', photos)).toMatchObject({
        changed: true,
      });
      await until(
        () => admin.getPipelines(photos),
        ({ runs }) => runs.length > before.runs.length,
      );
    });

    it('also of a Promise', async () => {
      const webAppPromise = { ...promise, name: 'web-app' };
      expect(await admin.act('pause', webAppPromise)).toMatchObject({
        changed: true,
      });
      expect(await admin.act('resume', webAppPromise)).toMatchObject({
        changed: true,
      });
    });

    it('409: not of another version than the caller looked at', async () => {
      expect(
        await refusalOf(
          admin.act('pause', { ...photos, resourceVersion: '1' }),
        ),
      ).toMatchObject({ code: 'conflict', status: 409 });
    });

    it('409: not of what Kratix has nothing to do with', async () => {
      await kubectl(['create', 'configmap', 'not-kratix', '-n', namespace]);
      const configMap = { apiVersion: 'v1', kind: 'ConfigMap' };
      expect(
        await refusalOf(admin.act('pause', refTo(configMap, 'not-kratix'))),
      ).toMatchObject({ code: 'conflict' });
    });

    it('403: says who may not', async () => {
      expect(await refusalOf(dev.act('pause', photos))).toMatchObject({
        code: 'forbidden',
        message: expect.stringMatching(
          /^user-dev@example\.com may not patch ObjectBucket/,
        ),
      });
    });

    it('upgrades to a version that exists, and to no other', async () => {
      expect(
        await refusalOf(admin.upgrade({ ...photos, version: 'v9.9.9' })),
      ).toMatchObject({
        code: 'not-found',
        hint: expect.stringContaining('v1.0.0'),
        causes: [expect.objectContaining({ field: 'version' })],
      });
      const upgraded = await admin.upgrade({ ...photos, version: 'v1.0.0' });
      expect(upgraded).toMatchObject({
        ...photos,
        action: 'upgrade',
        promise: 'object-bucket',
        from: 'latest',
        to: 'v1.0.0',
        changed: true,
      });
      const { manifest }: any = await admin.getResource({
        apiVersion: promise.apiVersion,
        kind: 'ResourceBinding',
        namespace,
        name: upgraded.binding,
      });
      expect(manifest.spec.version).toBe('v1.0.0');
      expect(
        await admin.upgrade({ ...photos, version: 'latest' }),
      ).toMatchObject({ from: 'v1.0.0', changed: true });
    });
  });

  describe('GET /watch', () => {
    const isEvent = schemaAt('#/components/schemas/WatchEvent');

    /** Reads events until one is the last that a test wants. */
    async function read(
      events: AsyncIterator<WatchEvent>,
      isLast: (event: WatchEvent) => boolean,
    ): Promise<any[]> {
      const found: WatchEvent[] = [];
      for (;;) {
        const { value, done } = await events.next();
        if (done) {
          throw new Error('The watch ended');
        }
        found.push(value);
        if (isLast(value)) {
          return found;
        }
      }
    }

    const isSynced = ({ type }: WatchEvent) => type === 'synced';
    const names = (events: any[]) =>
      events.flatMap(({ object }) => object?.metadata.name ?? []);

    it('tells all there is, then what changes, to who may only read', async () => {
      const watch = dev.watch({ ...bucket, namespace });
      const list = await read(watch, isSynced);
      expect(names(list).sort()).toEqual(['letters', 'photos', 'videos']);
      await configure(bucket, 'music', { team: 'media' });
      const added = (await read(watch, ({ type }) => type === 'ADDED')).pop();
      expect(added.object).toMatchObject({
        ...bucket,
        metadata: { name: 'music' },
      });
      expect(added.id).toBe(added.object.metadata.resourceVersion);
      await watch.return();
    });

    it('every event on the wire is one that the document describes', async () => {
      const abort = new AbortController();
      const response = await fetch(
        `${backend.url}/api/ske/watch?${new URLSearchParams({ ...bucket, namespace })}`,
        {
          headers: { authorization: `Bearer ${token}` },
          signal: abort.signal,
        },
      );
      expect(response.headers.get('content-type')).toMatch(
        /^text\/event-stream/,
      );
      expect(response.headers.get('cache-control')).toBe(
        'no-store, no-transform',
      );
      expect(response.headers.get('content-encoding')).toBeNull();
      let text = '';
      for await (const chunk of response.body ?? []) {
        text += Buffer.from(chunk).toString('utf8');
        if (text.includes('event: synced')) {
          break;
        }
      }
      abort.abort();
      const events = text.split('\n\n').filter(part => part.includes('data:'));
      expect(events.length).toBeGreaterThan(3);
      for (const part of events) {
        const fields = Object.fromEntries(
          part
            .split('\n')
            .map(line => [
              line.slice(0, line.indexOf(':')),
              line.slice(line.indexOf(':') + 2),
            ]),
        );
        isEvent({ ...fields, data: JSON.parse(fields.data) });
        expect(isEvent.errors ?? []).toEqual([]);
      }
    });

    it('resumes after an id, without a list, and tells what was missed', async () => {
      const first = dev.watch({ ...bucket, namespace });
      const list = await read(first, isSynced);
      await first.return();
      await configure(bucket, 'missed', { team: 'media' });
      const second = dev.watch({
        ...bucket,
        namespace,
        resourceVersion: list[list.length - 1].id,
      });
      const missed = await read(
        second,
        event => 'object' in event && names([event])[0] === 'missed',
      );
      expect(missed.map(({ type }) => type)).not.toContain('synced');
      await second.return();
    });

    it('410: lists anew when the version is too old', async () => {
      const watch = dev.watch({ ...bucket, namespace, resourceVersion: '1' });
      const events = await read(watch, isSynced);
      expect(events[0]).toEqual({ type: 'relist' });
      expect(names(events)).toContain('photos');
      await watch.return();
    });

    it('watches one object, also one that is not there yet', async () => {
      const watch = dev.watch({ ...bucket, namespace, name: 'later' });
      expect(await read(watch, isSynced)).toHaveLength(1);
      await configure(bucket, 'other', { team: 'media' });
      await configure(bucket, 'later', { team: 'media' });
      const [first] = await read(watch, event => 'object' in event);
      expect(first.object.metadata.name).toBe('later');
      await watch.return();
    });

    it('403 and 404 come as such, before any event', async () => {
      const lease = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' };
      expect(
        await refusalOf(dev.watch({ ...lease, namespace }).next()),
      ).toMatchObject({ code: 'forbidden' });
      expect(
        await refusalOf(dev.watch({ ...bucket, kind: 'Nothing' }).next()),
      ).toMatchObject({ code: 'kind-not-served' });
      expect(
        await refusalOf(dev.watch({ ...bucket, resourceVersion: '0' }).next()),
      ).toMatchObject({ code: 'invalid-input' });
    });

    it('S26: ends at the API server when the client leaves', async () => {
      const own = `http-${randomUUID().slice(0, 8)}`;
      const watch = dev.watch({ ...bucket, namespace: own });
      await read(watch, isSynced);
      const ended = async () =>
        (await platform.current.readAuditLog()).filter(
          ({ verb, objectRef, stage }) =>
            verb === 'watch' &&
            objectRef?.namespace === own &&
            stage === 'ResponseComplete',
        );
      expect(await ended()).toEqual([]);
      const before = Date.now();
      await watch.return();
      await until(ended, events => events.length === 1);
      // With much to spare for a busy machine: without our doing it would be 15 minutes.
      expect(Date.now() - before).toBeLessThan(30_000);
    });
  });

  it('S2: the audit log names only the person, for everything that was sent', async () => {
    const sent = (await platform.current.readAuditLog()).filter(
      ({ userAgent, requestURI }) =>
        userAgent === 'kratix-portal' && requestURI.includes(namespace),
    );
    expect(sent.length).toBeGreaterThan(50);
    expect(new Set(sent.map(({ user }) => user.username))).toEqual(
      new Set(['user-admin@example.com', 'user-dev@example.com']),
    );
    expect(sent.filter(event => event.impersonatedUser)).toEqual([]);
  });

  it('S40: every operation leaves its two audit events, with how it ended', async () => {
    const kinds = new Set(backend.auditEvents.map(({ eventId }) => eventId));
    expect([...kinds].sort()).toEqual([
      'access-check',
      'identity-review',
      'resource-action',
      'resource-configure',
      'resource-events',
      'resource-list',
      'resource-logs',
      'resource-pipelines',
      'resource-read',
      'resource-watch',
    ]);
    const over = () =>
      new Set(
        backend.auditEvents
          .filter(({ status }) => status !== 'initiated')
          .map(({ meta }) => meta?.requestId),
      );
    const open = () =>
      backend.auditEvents.filter(
        ({ status, meta }) =>
          status === 'initiated' && !over().has(meta?.requestId),
      );
    const deadline = Date.now() + 10_000;
    await until(
      async () => open(),
      ({ length }) => length === 0 || Date.now() > deadline,
    );
    expect(open()).toEqual([]);
    expect(
      backend.auditEvents.find(
        ({ eventId, status }) =>
          eventId === 'resource-watch' && status === 'succeeded',
      )?.meta,
    ).toMatchObject({ verb: 'watch', ended: 'caller-left', identity: 'user' });
  });

  it('S6, S40: every call names its person as the cluster knows them', () => {
    const calls = backend.auditEvents.filter(
      ({ status }) => status === 'succeeded',
    );
    expect(new Set(calls.map(({ eventId }) => eventId)).size).toBeGreaterThan(
      9,
    );
    for (const { meta } of calls) {
      const [, name] = String(meta?.user).split('/');
      expect(meta).toMatchObject({ clusterUser: `${name}@example.com` });
    }
  });
});
