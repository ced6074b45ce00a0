import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { useOwnedQueues } from './__testUtils__/ownedQueues';
import { until } from './__testUtils__/skeClientFor';
import { untilAllowed } from './__testUtils__/untilAllowed';

jest.setTimeout(120_000);

const run = promisify(execFile);

describe('S34: writes on a real API server', () => {
  const queues = useOwnedQueues({ prefix: 'writes' });
  const {
    configure,
    configureAsAdmin,
    group,
    kubectl,
    namespace,
    ownedQueue,
    readQueue,
    roundTrips,
    signIn,
    suffix,
  } = queues;

  it('creates with two requests, as the audit log of the API server shows', async () => {
    let body: { uid?: string; operation?: string } = {};
    const sent = await roundTrips('two', async () => {
      ({ body } = await configureAsAdmin(ownedQueue('two', { size: 1 })));
    });
    expect(body.operation).toBe('created');
    expect(sent).toEqual(['create dry', 'create']);
    expect((await readQueue('two')).metadata.uid).toBe(body.uid);
  });

  it('writes the requesting user on a new object, and keeps this user in updates whose manifest names another user', async () => {
    const annotation = 'kratix-portal.io/requested-by';
    const requester = async () =>
      (await readQueue('asked')).metadata.annotations?.[annotation];
    await configureAsAdmin(ownedQueue('asked', { size: 1 }));
    const name = await requester();
    expect(name).toBe('user:default/user-admin (user-admin@example.com)');
    await configureAsAdmin(ownedQueue('asked', { size: 2 }));
    expect(await requester()).toBe(name);
    const { body } = await configureAsAdmin(
      ownedQueue(
        'asked',
        { size: 3 },
        { annotations: { [annotation]: 'user:default/another-user' } },
      ),
    );
    expect(body).toMatchObject({
      operation: 'updated',
      notices: [expect.stringContaining('was not written as submitted')],
    });
    expect(await requester()).toBe(name);
  });

  it('updates with four requests, and writes nothing if nothing changes', async () => {
    const { body: created } = await configureAsAdmin(
      ownedQueue('more', { size: 1 }),
    );
    const update = await roundTrips('more', () =>
      configureAsAdmin(ownedQueue('more', { size: 2 })),
    );
    expect(update).toEqual(['create dry', 'get', 'patch dry', 'patch']);
    const before = await readQueue('more');
    let again: { uid?: string; operation?: string } = {};
    const retry = await roundTrips('more', async () => {
      ({ body: again } = await configureAsAdmin(
        ownedQueue('more', { size: 2 }),
      ));
    });
    // The default of spec.tier is not in the manifest, so only a dry run can show that the patch changes nothing.
    expect(retry).toEqual(['create dry', 'get', 'patch dry']);
    expect(again).toMatchObject({ operation: 'unchanged', uid: created.uid });
    expect(await readQueue('more')).toEqual(before);
  });

  it('names each field that the schema, an enum or CEL rejects, and writes nothing', async () => {
    const sent = await roundTrips('bad', async () => {
      const { status, body } = await configureAsAdmin({
        ...ownedQueue('bad', { size: 9, tier: 'huge' }),
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
      const cel = await configureAsAdmin(
        ownedQueue('bad', { size: 1, tier: 'large' }),
      );
      expect(cel.body.error.causes).toEqual([
        expect.objectContaining({
          field: 'spec',
          message: expect.stringMatching(/a large queue needs a size over 1/),
        }),
      ]);
    });
    expect(sent).toEqual(['create dry', 'get', 'create dry', 'get']);
    await configureAsAdmin(ownedQueue('kept', { size: 1 }));
    const moved = await configureAsAdmin(
      ownedQueue('kept', { owner: 'team-b', size: 1 }),
    );
    expect(moved.status).toBe(422);
    expect(moved.body.error.message).toMatch(/the owner stays/);
    expect((await readQueue('kept')).spec.owner).toBe('team-a');
  });

  it('changes nothing with dryRun, and does not change an existing object with onExisting: fail', async () => {
    const planned = await configureAsAdmin(ownedQueue('plan', { size: 1 }), {
      dryRun: true,
    });
    expect(planned.body).toMatchObject({ operation: 'created', dryRun: true });
    expect(planned.body.uid).toBeUndefined();
    expect(await readQueue('plan')).toBeUndefined();
    await configureAsAdmin(
      ownedQueue('plan', { size: 1, password: 'a', note: 'x' }),
      {
        onExisting: 'fail',
      },
    );
    const before = await readQueue('plan');
    const sent = await roundTrips('plan', async () => {
      const { body } = await configureAsAdmin(
        ownedQueue('plan', { size: 2, password: 'hunter2' }),
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
      const refused = await configureAsAdmin(ownedQueue('plan', { size: 3 }), {
        onExisting: 'fail',
      });
      expect(refused.status).toBe(409);
      expect(refused.body.error.code).toBe('already-exists');
    });
    expect(sent).toEqual(['create dry', 'get', 'patch dry', 'create dry']);
    expect(await readQueue('plan')).toEqual(before);
  });

  it('unknownFields: fail rejects fields that the kind does not have and writes nothing', async () => {
    const expectRefused = async (spec: object) => {
      const { status, body } = await configureAsAdmin(
        ownedQueue('strict', spec),
        {
          unknownFields: 'fail',
        },
      );
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
    expect(await readQueue('strict')).toBeUndefined();
    expect(
      (await configureAsAdmin(ownedQueue('strict', { size: 1 }), strict))
        .status,
    ).toBe(200);
    const before = await readQueue('strict');
    await expectRefused({ size: 2, seize: 2 });
    expect(await readQueue('strict')).toEqual(before);
  });

  it('basedOn: writes over the state that the caller has seen, or over a newer status, and keeps what others wrote; any other change is a conflict', async () => {
    await configureAsAdmin(ownedQueue('seen', { size: 1 }));
    await kubectl([
      ...['patch', `queues.${group}`, 'seen', '--namespace', namespace],
      ...['--type=merge', '--patch', '{"spec":{"note":"theirs"}}'],
    ]);
    const { uid, resourceVersion } = (await readQueue('seen')).metadata;
    const basedOn = { uid, resourceVersion };
    await kubectl([
      ...['patch', `queues.${group}`, 'seen', '--namespace', namespace],
      ...['--type=merge', '--subresource=status'],
      ...['--patch', '{"status":{"message":"Ready"}}'],
    ]);
    const write = (size: number) =>
      configureAsAdmin(ownedQueue('seen', { size }), { basedOn });

    expect((await write(2)).body.operation).toBe('updated');
    expect((await readQueue('seen')).spec).toMatchObject({
      size: 2,
      note: 'theirs',
    });
    // The write itself has changed the object.
    const stale = await write(3);
    expect(stale.status).toBe(409);
    expect(stale.body.error.message).toMatch(
      /has changed since you looked at it/,
    );
    expect((await readQueue('seen')).spec.size).toBe(2);
  });

  it('writes with the given fieldManager', async () => {
    await configureAsAdmin(ownedQueue('managed', { size: 1 }), {
      fieldManager: 'team-a/form',
    });
    const { managedFields } = (await readQueue('managed')).metadata;
    expect(managedFields).toEqual([
      expect.objectContaining({ manager: 'team-a/form', operation: 'Update' }),
    ]);
  });

  it('updates an object even if a policy or RBAC forbids creating it', async () => {
    await configureAsAdmin(ownedQueue('old', { size: 1 }));
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
      const changed = await configureAsAdmin(ownedQueue('old', { size: 2 }));
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
    await untilAllowed(queues.platform, [
      ...['patch', `queues.${group}`, '-n', namespace],
      '--as=user-dev@example.com',
    ]);
    const dev = await signIn('user-dev');
    const patched = await configure(dev, ownedQueue('old', { size: 3 }));
    expect(patched.body.operation).toBe('updated');
    const created = await configure(dev, ownedQueue('devs', { size: 1 }));
    expect(created.status).toBe(403);
    expect(created.body.error.message).toMatch(
      /^user-dev@example\.com may not create Queue/,
    );
  });

  it('reports a Job that is submitted again as unchanged, although its selector cannot be removed', async () => {
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
    const first = await configureAsAdmin(job);
    expect(first.body.operation).toBe('created');
    const again = await configureAsAdmin(job);
    expect(again.body).toMatchObject({
      operation: 'unchanged',
      uid: first.body.uid,
      notices: [],
    });
  });

  it.each([
    'plain',
    `it's "quoted" $HOME \`id\` \\n %s`,
    'two\nlines\tand a tab',
    "'; rm -rf x; '",
    'ümläut 😀',
  ])('returns a kubectl command that does the same: %j', async note => {
    const name = `k-${randomUUID().slice(0, 8)}`;
    const { body: created } = await configureAsAdmin(
      ownedQueue(name, { note }),
    );
    await kubectl(['delete', `queues.${group}`, name, '-n', namespace]);
    await runInShell(created.kubectl);
    expect((await readQueue(name)).spec.note).toBe(note);
    const { body: updated } = await configureAsAdmin(
      ownedQueue(name, { size: 2 }),
    );
    await kubectl([
      ...['patch', `queues.${group}`, name, '-n', namespace, '--type=merge'],
      ...['-p', JSON.stringify({ spec: { size: 1, note } })],
    ]);
    await runInShell(updated.kubectl);
    expect((await readQueue(name)).spec).toEqual({
      owner: 'team-a',
      tier: 'small',
      size: 2,
    });
    const { body: unchanged } = await configureAsAdmin(
      ownedQueue(name, { size: 2 }),
    );
    expect(await runInShell(unchanged.kubectl)).toMatch(/^apiVersion: /);
  });

  /** The API server applies and removes a policy with a delay. */
  function untilCreates(isReached: (status: number) => boolean) {
    return until(
      () => configureAsAdmin(ownedQueue('new', {}), { dryRun: true }),
      ({ status }) => isReached(status),
    );
  }

  /** A POSIX shell parses the command, and the real kubectl runs the resulting arguments. */
  async function runInShell(command: string): Promise<string> {
    const recorder = `kubectl() { for word in "$@"; do printf '%s\\0' "$word"; done; printf '\\1'; cat; }`;
    const call = run('sh', ['-c', `${recorder}; ${command}`]);
    call.child.stdin?.end();
    const { stdout } = await call;
    const [words, input] = stdout.split('\u0001');
    return kubectl(words.split('\0').slice(0, -1), input);
  }
});
