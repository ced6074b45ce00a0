import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { AuditEvent, useTestPlatform } from '@kratix-portal/test-cluster';
import { kindDefinition } from './__testUtils__/kindDefinition';
import { platformConfig } from './__testUtils__/platformConfig';
import { until } from './__testUtils__/skeClientFor';
import { SkeBackend, startSkeBackend } from './__testUtils__/startSkeBackend';
import { untilServed } from './__testUtils__/untilServed';

jest.setTimeout(120_000);

const run = promisify(execFile);
const suffix = randomUUID().slice(0, 8);
const group = `writes-${suffix}.example.com`;
const apiVersion = `${group}/v1`;
const namespace = `writes-${suffix}`;

const definition = kindDefinition({
  group,
  kind: 'Queue',
  plural: 'queues',
  labels: { 'kratix.io/promise-name': 'queue' },
  spec: {
    required: ['owner'],
    properties: {
      owner: { type: 'string' },
      size: { type: 'integer', maximum: 3 },
      tier: {
        type: 'string',
        enum: ['small', 'large'],
        default: 'small',
      },
      password: { type: 'string' },
      note: { type: 'string' },
    },
    'x-kubernetes-validations': [
      {
        rule: "self.tier != 'large' || self.size > 1",
        message: 'a large queue needs a size over 1',
      },
      {
        rule: '!has(oldSelf.owner) || self.owner == oldSelf.owner',
        message: 'the owner stays',
      },
    ],
  },
});

describe('S34: writes on a real API server', () => {
  const platform = useTestPlatform();
  let backend: SkeBackend;
  let token: string;

  beforeAll(async () => {
    await kubectl(['create', 'namespace', namespace]);
    await kubectl(['apply', '-f', '-'], JSON.stringify(definition));
    await kubectl([
      'wait',
      '--for=condition=Established',
      `crd/queues.${group}`,
      '--timeout=30s',
    ]);
    const { apiServer } = platform.current.endpoints;
    backend = await startSkeBackend({
      config: platformConfig({ url: apiServer.url, caFile: apiServer.caFile }),
    });
    token = await signIn('user-admin');
    // Discovery is cached from here on.
    await untilServed({
      backend,
      token,
      kind: { apiVersion, kind: 'Queue', namespace },
    });
  });

  async function kubectl(args: string[], input?: string): Promise<string> {
    const result = await platform.current.kubectl(args, { input });
    if (result.code !== 0) {
      throw new Error(`kubectl ${args.join(' ')}: ${result.stderr}`);
    }
    return result.stdout;
  }

  async function signIn(username: string): Promise<string> {
    return backend.userTokens.sign({
      userEntityRef: `user:default/${username}`,
      claims: { tok: await platform.current.accessToken(username) },
    });
  }

  function queue(name: string, spec: object, metadata: object = {}) {
    return {
      apiVersion,
      kind: 'Queue',
      metadata: { name, namespace, ...metadata },
      spec: { owner: 'team-a', ...spec },
    };
  }

  function configure(object: object, options: object = {}, as = token) {
    return backend.request({
      method: 'POST',
      path: '/api/ske/configure-resource',
      token: as,
      body: { manifest: JSON.stringify(object), ...options },
    });
  }

  async function read(name: string) {
    const query = new URLSearchParams({
      apiVersion,
      kind: 'Queue',
      namespace,
      name,
    });
    const path = `/api/ske/resource?${query}`;
    return (await backend.request({ path, token })).body.manifest;
  }

  /** What the portal asked of the API server about an object while something went on, from its audit log. */
  async function roundTrips(name: string, act: () => Promise<unknown>) {
    const isOurs = (event: AuditEvent) =>
      event.userAgent === 'kratix-portal' &&
      event.objectRef?.namespace === namespace &&
      event.objectRef.name === name;
    const before = (await platform.current.readAuditLog()).filter(isOurs);
    await act();
    const after = (await platform.current.readAuditLog()).filter(isOurs);
    return after
      .slice(before.length)
      .map(({ verb, requestURI }) =>
        requestURI.includes('dryRun=All') ? `${verb} dry` : verb,
      );
  }

  it('a create takes two round trips, by the audit log of the API server', async () => {
    let body: { uid?: string; operation?: string } = {};
    const sent = await roundTrips('two', async () => {
      ({ body } = await configure(queue('two', { size: 1 })));
    });
    expect(body.operation).toBe('created');
    expect(sent).toEqual(['create dry', 'create']);
    expect((await read('two')).metadata.uid).toBe(body.uid);
  });

  it('an update takes two more, and nothing to do takes none of the writes', async () => {
    const { body: created } = await configure(queue('more', { size: 1 }));
    const update = await roundTrips('more', () =>
      configure(queue('more', { size: 2 })),
    );
    expect(update).toEqual(['create dry', 'get', 'patch dry', 'patch']);
    const before = await read('more');
    let again: { uid?: string; operation?: string } = {};
    const retry = await roundTrips('more', async () => {
      ({ body: again } = await configure(queue('more', { size: 2 })));
    });
    // The default of spec.tier is not in the manifest, so the cluster is asked what would become of it.
    expect(retry).toEqual(['create dry', 'get', 'patch dry']);
    expect(again).toMatchObject({ operation: 'unchanged', uid: created.uid });
    expect(await read('more')).toEqual(before);
  });

  it('what the schema, an enum and CEL refuse comes back field by field, and nothing is written', async () => {
    const sent = await roundTrips('bad', async () => {
      const { status, body } = await configure({
        ...queue('bad', { size: 9, tier: 'huge' }),
        spec: { size: 9, tier: 'huge' },
      });
      expect(status).toBe(422);
      expect(body.error.causes).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            field: 'spec.owner',
            reason: 'FieldValueRequired',
          }),
          expect.objectContaining({
            field: 'spec.size',
            reason: 'FieldValueInvalid',
          }),
          expect.objectContaining({
            field: 'spec.tier',
            reason: 'FieldValueNotSupported',
          }),
        ]),
      );
      const cel = await configure(queue('bad', { size: 1, tier: 'large' }));
      expect(cel.body.error.causes).toEqual([
        expect.objectContaining({
          field: 'spec',
          message: expect.stringMatching(/a large queue needs a size over 1/),
        }),
      ]);
    });
    expect(sent).toEqual(['create dry', 'get', 'create dry', 'get']);
    await configure(queue('kept', { size: 1 }));
    const moved = await configure(queue('kept', { owner: 'team-b', size: 1 }));
    expect(moved.status).toBe(422);
    expect(moved.body.error.message).toMatch(/the owner stays/);
    expect((await read('kept')).spec.owner).toBe('team-a');
  });

  it('a conflict says what others wrote, by whom and when; only the version that it names overwrites', async () => {
    await configure(queue('shared', { size: 1, note: 'mine', password: 'a' }));
    const loaded = await read('shared');
    const patch = (manager: string, spec: object) =>
      kubectl([
        ...[
          'patch',
          `queues.${group}`,
          'shared',
          '-n',
          namespace,
          '--type=merge',
        ],
        ...[`--field-manager=${manager}`, '-p', JSON.stringify({ spec })],
      ]);
    await patch('team-b-tool', { size: 3, password: 'b' });
    await patch('team-c-tool', { note: null });
    const edited = {
      ...loaded,
      spec: { ...loaded.spec, size: 2 },
    };
    const sent = await roundTrips('shared', async () => {
      const { status, body } = await configure(edited);
      expect(status).toBe(409);
      expect(body.error.code).toBe('conflict');
      expect(body.error.causes).toEqual([
        expect.objectContaining({
          field: 'metadata.resourceVersion',
          reason: 'ResourceVersionChanged',
          submitted: JSON.stringify(loaded.metadata.resourceVersion),
        }),
        expect.objectContaining({
          field: 'spec.note',
          base: '"mine"',
          submitted: '"mine"',
          message:
            'spec.note was removed ("mine") since the manifest was made.',
        }),
        {
          field: 'spec.password',
          reason: 'FieldChanged',
          message: expect.stringMatching(
            /^spec\.password was changed since the manifest was made; it was written by team-b-tool/,
          ),
          managers: [expect.objectContaining({ name: 'team-b-tool' })],
        },
        {
          field: 'spec.size',
          reason: 'FieldChanged',
          base: '1',
          live: '3',
          submitted: '2',
          message: expect.stringMatching(
            /^spec\.size was 1 when the manifest was made, and is 3 now; it was written by team-b-tool \(Update\) at \d{4}-/,
          ),
          managers: [
            {
              name: 'team-b-tool',
              operation: 'Update',
              time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
            },
          ],
        },
      ]);
      expect(body.error.detail).toMatch(
        /team-b-tool \(Update\) at \S+ wrote spec\.password, spec\.size\./,
      );
      expect(body.error.detail.length).toBeLessThanOrEqual(1024);
      // Only the one that was read is named for a retry.
      const version = JSON.parse(body.error.causes[0].live);
      edited.metadata = { ...edited.metadata, resourceVersion: version };
    });
    // As it is, and as it was at the version of the manifest.
    expect(sent).toEqual(['get', 'list']);
    const confirmed = await configure(edited);
    expect(confirmed.body.operation).toBe('updated');
    expect((await read('shared')).spec).toMatchObject({
      size: 2,
      note: 'mine',
      password: 'a',
    });
  });

  it('where only the status moved, the conflict says so', async () => {
    await configure(queue('moved', { size: 1 }));
    const loaded = await read('moved');
    await kubectl([
      ...['patch', `queues.${group}`, 'moved', '-n', namespace, '--type=merge'],
      ...['--subresource=status', '--field-manager=kratix'],
      ...['-p', '{"status":{"message":"Ready"}}'],
    ]);
    const { status, body } = await configure({
      ...loaded,
      spec: { ...loaded.spec, size: 2 },
    });
    expect(status).toBe(409);
    expect(body.error.message).toMatch(
      /last by kratix \(Update of status\) at \S+ \(nothing but its status changed\)/,
    );
    expect(body.error.causes).toHaveLength(1);
  });

  it('what was deleted and created again is another object, also to a manifest that has no uid', async () => {
    await configure(queue('again', { size: 1 }));
    const { metadata, ...loaded } = await read('again');
    await kubectl(['delete', `queues.${group}`, 'again', '-n', namespace]);
    await configure(queue('again', { size: 3 }));
    const { name, resourceVersion } = metadata;
    const { status, body } = await configure({
      ...loaded,
      metadata: { name, namespace, resourceVersion },
      spec: { size: 2 },
    });
    expect(status).toBe(409);
    expect(body.error.message).toContain('is another object than the one');
    expect((await read('again')).spec).toMatchObject({ size: 3 });
  });

  it('dryRun changes nothing, and onExisting: fail leaves alone what exists', async () => {
    const planned = await configure(queue('plan', { size: 1 }), {
      dryRun: true,
    });
    expect(planned.body).toMatchObject({ operation: 'created', dryRun: true });
    expect(planned.body.uid).toBeUndefined();
    expect(await read('plan')).toBeUndefined();
    await configure(queue('plan', { size: 1, password: 'a', note: 'x' }), {
      onExisting: 'fail',
    });
    const before = await read('plan');
    const sent = await roundTrips('plan', async () => {
      const { body } = await configure(
        queue('plan', { size: 2, password: 'hunter2' }),
        {
          dryRun: true,
        },
      );
      expect(body).toMatchObject({
        operation: 'updated',
        dryRun: true,
        uid: before.metadata.uid,
      });
      expect(body.changes).toEqual([
        { field: 'spec.note', change: 'removed', before: '"x"' },
        { field: 'spec.password', change: 'changed' },
        { field: 'spec.size', change: 'changed', before: '1', after: '2' },
      ]);
      expect(JSON.stringify(body)).not.toContain('hunter2');
      const refused = await configure(queue('plan', { size: 3 }), {
        onExisting: 'fail',
      });
      expect(refused.status).toBe(409);
      expect(refused.body.error.code).toBe('already-exists');
    });
    expect(sent).toEqual(['create dry', 'get', 'patch dry', 'create dry']);
    expect(await read('plan')).toEqual(before);
  });

  it('unknownFields: fail rejects fields that the kind does not have and writes nothing', async () => {
    const expectRefused = async (spec: object) => {
      const { status, body } = await configure(queue('strict', spec), {
        unknownFields: 'fail',
      });
      expect(status).toBe(400);
      expect(body.error).toMatchObject({
        code: 'invalid-input',
        message: expect.stringContaining('Queue has no field spec.seize'),
        causes: [
          {
            field: 'spec.seize',
            message: 'spec.seize is not a field of Queue.',
          },
        ],
      });
    };
    const strict = { unknownFields: 'fail' };
    await expectRefused({ size: 1, seize: 2 });
    expect(await read('strict')).toBeUndefined();
    expect((await configure(queue('strict', { size: 1 }), strict)).status).toBe(
      200,
    );
    const before = await read('strict');
    await expectRefused({ size: 2, seize: 2 });
    expect(await read('strict')).toEqual(before);
  });

  it('fieldManager is the one that the object names', async () => {
    await configure(queue('managed', { size: 1 }), {
      fieldManager: 'team-a/form',
    });
    const { managedFields } = (await read('managed')).metadata;
    expect(managedFields).toEqual([
      expect.objectContaining({ manager: 'team-a/form', operation: 'Update' }),
    ]);
  });

  it('what keeps from creating does not keep from changing: a policy, the right to create', async () => {
    await configure(queue('old', { size: 1 }));
    const policy = `writes-${suffix}`;
    await kubectl(
      ['apply', '-f', '-'],
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'List',
        items: [
          {
            apiVersion: 'admissionregistration.k8s.io/v1',
            kind: 'ValidatingAdmissionPolicy',
            metadata: { name: policy },
            spec: {
              matchConstraints: {
                resourceRules: [
                  {
                    apiGroups: [group],
                    apiVersions: ['v1'],
                    operations: ['CREATE'],
                    resources: ['queues'],
                  },
                ],
              },
              validations: [
                { expression: 'false', message: 'no new queues in December' },
              ],
            },
          },
          {
            apiVersion: 'admissionregistration.k8s.io/v1',
            kind: 'ValidatingAdmissionPolicyBinding',
            metadata: { name: policy },
            spec: { policyName: policy, validationActions: ['Deny'] },
          },
        ],
      }),
    );
    try {
      const fresh = await untilCreates(status => status !== 200);
      expect(fresh.status).toBeGreaterThanOrEqual(400);
      expect(fresh.body.error.detail).toMatch(/no new queues in December/);
      const changed = await configure(queue('old', { size: 2 }));
      expect(changed.body.operation).toBe('updated');
    } finally {
      await kubectl([
        'delete',
        `validatingadmissionpolicy/${policy}`,
        `validatingadmissionpolicybinding/${policy}`,
      ]);
    }
    await untilCreates(status => status === 200);
    const role = `changes-${suffix}`;
    await kubectl([
      ...['create', 'role', role, '-n', namespace],
      ...['--verb=get,patch', `--resource=queues.${group}`],
    ]);
    await kubectl([
      ...['create', 'rolebinding', role, '-n', namespace],
      ...[`--role=${role}`, '--user=user-dev@example.com'],
    ]);
    const dev = await signIn('user-dev');
    const patched = await configure(queue('old', { size: 3 }), {}, dev);
    expect(patched.body.operation).toBe('updated');
    const created = await configure(queue('devs', { size: 1 }), {}, dev);
    expect(created.status).toBe(403);
    expect(created.body.error.message).toMatch(
      /^user-dev@example\.com may not create Queue/,
    );
  });

  it('a Job that is requested again is unchanged, although the API server lets no one take its selector back', async () => {
    const job = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'once', namespace },
      spec: {
        suspend: true,
        template: {
          spec: {
            restartPolicy: 'Never',
            containers: [{ name: 'a', image: 'registry.example.com/a:1' }],
          },
        },
      },
    };
    const first = await configure(job);
    expect(first.body.operation).toBe('created');
    const again = await configure(job);
    expect(again.body).toMatchObject({
      operation: 'unchanged',
      uid: first.body.uid,
      notices: [expect.stringMatching(/^The cluster keeps .*spec\.selector/)],
    });
  });

  it.each([
    'plain',
    `it's "quoted" $HOME \`id\` \\n %s`,
    'two\nlines\tand a tab',
    "'; rm -rf x; '",
    'ümläut 😀',
  ])('the kubectl command of the answer does the same: %j', async note => {
    const name = `k-${randomUUID().slice(0, 8)}`;
    const { body: created } = await configure(queue(name, { note }));
    await kubectl(['delete', `queues.${group}`, name, '-n', namespace]);
    await runInShell(created.kubectl);
    expect((await read(name)).spec.note).toBe(note);
    const { body: updated } = await configure(queue(name, { size: 2 }));
    await kubectl([
      ...['patch', `queues.${group}`, name, '-n', namespace, '--type=merge'],
      ...['-p', JSON.stringify({ spec: { size: 1, note } })],
    ]);
    await runInShell(updated.kubectl);
    expect((await read(name)).spec).toEqual({
      owner: 'team-a',
      tier: 'small',
      size: 2,
    });
    const { body: unchanged } = await configure(queue(name, { size: 2 }));
    expect(await runInShell(unchanged.kubectl)).toMatch(/^apiVersion: /);
  });

  /** The API server takes a moment to know of a policy, and to forget it. */
  function untilCreates(isReached: (status: number) => boolean) {
    return until(
      () => configure(queue('new', {}), { dryRun: true }),
      ({ status }) => isReached(status),
    );
  }

  /** A POSIX shell takes the command apart; what it makes of it goes to the real kubectl. */
  async function runInShell(command: string): Promise<string> {
    const recorder = `kubectl() { for word in "$@"; do printf '%s\\0' "$word"; done; printf '\\1'; cat; }`;
    const call = run('sh', ['-c', `${recorder}; ${command}`]);
    call.child.stdin?.end();
    const { stdout } = await call;
    const [words, input] = stdout.split('\u0001');
    return kubectl(words.split('\0').slice(0, -1), input);
  }

  describe('S20: ske.kubernetes.kinds: promises', () => {
    const other = `plain-${suffix}.example.com`;
    const account = `portal-${suffix}`;

    beforeAll(async () => {
      await kubectl(
        ['apply', '-f', '-'],
        JSON.stringify(
          kindDefinition({ group: other, kind: 'Queue', plural: 'queues' }),
        ),
      );
      await kubectl(['create', 'serviceaccount', account, '-n', namespace]);
      await kubectl([
        ...['create', 'rolebinding', account, '-n', namespace],
        ...['--clusterrole=admin', `--serviceaccount=${namespace}:${account}`],
      ]);
      await kubectl([
        ...['create', 'role', account, '-n', namespace, '--verb=*'],
        ...[`--resource=queues.${group},queues.${other}`],
      ]);
      await kubectl([
        ...['create', 'rolebinding', `${account}-queues`, '-n', namespace],
        ...[`--role=${account}`, `--serviceaccount=${namespace}:${account}`],
      ]);
      await untilServed({
        backend,
        token,
        kind: { apiVersion: `${other}/v1`, kind: 'Queue', namespace },
      });
    });

    async function startNarrowBackend(cluster: object): Promise<SkeBackend> {
      const { apiServer } = platform.current.endpoints;
      const config = platformConfig({
        url: apiServer.url,
        caFile: apiServer.caFile,
        ...cluster,
      });
      return startSkeBackend({
        config: {
          ...config,
          ske: {
            ...(config.ske as object),
            kubernetes: { platformName: 'kratix-platform', kinds: 'promises' },
          },
        },
      });
    }

    async function outcome(narrow: SkeBackend, as: string, object: object) {
      const { status, body } = await narrow.request({
        method: 'POST',
        path: '/api/ske/configure-resource',
        token: as,
        body: { manifest: JSON.stringify(object) },
      });
      return status === 200 ? body.operation : body.error.code;
    }

    const configMap = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', namespace },
    };

    it('a user who may read definitions reaches the kinds of Promises only', async () => {
      const narrow = await startNarrowBackend({});
      const as = await narrow.userTokens.sign({
        userEntityRef: 'user:default/user-admin',
        claims: { tok: await platform.current.accessToken('user-admin') },
      });
      const unrelated = { ...queue('n', {}), apiVersion: `${other}/v1` };
      expect(await outcome(narrow, as, queue('n', {}))).toBe('created');
      expect(await outcome(narrow, as, unrelated)).toBe('kind-not-allowed');
      expect(await outcome(narrow, as, configMap)).toBe('kind-not-allowed');
      await narrow.stop();
    });

    it('an account that may read neither definitions nor Promises reaches nothing, until it may', async () => {
      const serviceAccountToken = (
        await kubectl(['create', 'token', account, '-n', namespace])
      ).trim();
      const narrow = await startNarrowBackend({
        authProvider: 'serviceAccount',
        serviceAccountToken,
      });
      const as = await narrow.userTokens.sign({
        userEntityRef: 'user:default/user-dev',
      });
      const request = queue('by-account', {});
      expect(await outcome(narrow, as, request)).toBe('kind-not-allowed');
      expect(await outcome(narrow, as, configMap)).toBe('kind-not-allowed');
      await kubectl([
        ...['create', 'clusterrole', account, '--verb=get'],
        '--resource=customresourcedefinitions.apiextensions.k8s.io',
      ]);
      await kubectl([
        ...['create', 'clusterrolebinding', account],
        ...[`--clusterrole=${account}`],
        `--serviceaccount=${namespace}:${account}`,
      ]);
      expect(await outcome(narrow, as, request)).toBe('created');
      await narrow.stop();
    });
  });
});
