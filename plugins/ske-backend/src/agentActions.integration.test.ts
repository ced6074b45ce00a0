import { randomUUID } from 'node:crypto';
import { until } from './__testUtils__/skeClientFor';
import { useAgents } from './__testUtils__/useAgents';

jest.setTimeout(120_000);

describe('the actions for agents, over MCP, on a real API server', () => {
  const agents = useAgents();
  const { platform, namespace, connect, call, createBucket } = agents;

  const photos = { promise: 'object-bucket', namespace, name: 'photos' };

  it('lists its tools with a description of what each does', async () => {
    const agent = await connect('user-admin');

    const { tools } = await agent.listTools();

    const hints = tools.map(({ name, annotations }) => [
      name,
      annotations?.readOnlyHint,
      annotations?.destructiveHint,
    ]);
    expect(hints.sort()).toEqual([
      ['ske.check-access', true, false],
      ['ske.create-request', false, false],
      ['ske.delete-request', false, true],
      ['ske.diagnose', true, false],
      ['ske.get-promise', true, false],
      ['ske.get-request', true, false],
      ['ske.list-promises', true, false],
      ['ske.list-requests', true, false],
      ['ske.update-request', false, true],
    ]);
  });

  it('requests, changes and deletes as the user, each time after a dry run', async () => {
    const agent = await connect('user-admin');
    const { promises } = await call(agent, 'list-promises');
    expect(promises).toContainEqual(
      expect.objectContaining({
        name: 'object-bucket',
        kind: 'ObjectBucket',
        state: 'available',
        fromCluster: expect.objectContaining({
          description: expect.stringContaining('S3'),
        }),
      }),
    );
    const { fromCluster } = await call(agent, 'get-promise', {
      name: 'object-bucket',
    });
    expect(fromCluster.specSchema.properties.team.minLength).toBe(2);

    const rehearsed = await call(agent, 'create-request', {
      ...photos,
      spec: { team: 'media' },
    });
    expect(rehearsed).toMatchObject({ dryRun: true, operation: 'created' });
    expect(await call(agent, 'get-request', photos)).toEqual({
      error: expect.stringMatching(/^NotFoundError: .*Code: not-found\.$/),
    });

    const created = await call(agent, 'create-request', {
      ...photos,
      spec: { team: 'media' },
      dryRun: false,
    });
    expect(created).toMatchObject({ dryRun: false, operation: 'created' });
    expect(
      await call(agent, 'create-request', {
        ...photos,
        spec: { team: 'other' },
        dryRun: false,
      }),
    ).toEqual({ error: expect.stringContaining('Code: already-exists.') });

    const change = { ...photos, spec: { team: 'media', sizeGiB: 20 } };
    expect(
      await call(agent, 'update-request', { ...change, dryRun: false }),
    ).toEqual({ error: expect.stringContaining('dryRun: true first') });
    const changed = await until(
      async () => {
        // Kratix may add its finalizers between the dry run and the write. The resourceVersion of the dry run is then a conflict, so each attempt begins with a dry run.
        const rehearsal = await call(agent, 'update-request', change);
        if (rehearsal.error) {
          return rehearsal;
        }
        expect(rehearsal.fromCluster.changes).toContainEqual(
          expect.objectContaining({ field: 'spec.sizeGiB', after: '20' }),
        );
        return call(agent, 'update-request', {
          ...change,
          dryRun: false,
          resourceVersion: rehearsal.resourceVersion,
        });
      },
      answer => !answer.error?.includes('Code: conflict.'),
    );
    expect(changed).toMatchObject({ operation: 'updated' });

    const { uid, runsDeletePipeline } = await call(
      agent,
      'delete-request',
      photos,
    );
    expect(uid).toBe(created.uid);
    expect(typeof runsDeletePipeline).toBe('boolean');
    expect(
      await call(agent, 'delete-request', {
        ...photos,
        dryRun: false,
        uid: randomUUID(),
      }),
    ).toEqual({ error: expect.stringContaining('Code: conflict.') });
    await call(agent, 'delete-request', { ...photos, dryRun: false, uid });
    await until(
      () => call(agent, 'get-request', photos),
      answer => answer.error?.includes('Code: not-found.'),
    );

    const writes = (await platform.current.readAuditLog()).filter(
      ({ verb, requestURI }) =>
        ['create', 'patch', 'update', 'delete'].includes(verb) &&
        requestURI.includes(`${namespace}/objectbuckets`),
    );
    const byPortal = writes.filter(
      ({ userAgent }) => userAgent === 'kratix-portal',
    );
    expect(byPortal.length).toBeGreaterThan(3);
    expect(new Set(byPortal.map(({ user }) => user.username))).toEqual(
      new Set(['user-admin@example.com']),
    );
  });

  it('says what the user may do, and returns the refusal of the cluster for other actions', async () => {
    const agent = await connect('user-dev');

    const { user, access } = await call(agent, 'check-access', {
      promise: 'object-bucket',
      namespace,
    });
    expect(user.fromCluster.username).toBe('user-dev@example.com');
    expect(access[0].denied).toContain('create');
    expect(
      await call(agent, 'create-request', {
        ...photos,
        spec: { team: 'media' },
      }),
    ).toEqual({
      error: expect.stringMatching(/^NotAllowedError: .*Code: forbidden\.$/),
    });
  });

  it('returns the refusal of the cluster for a dry run of a deletion', async () => {
    await createBucket('kept');
    const kept = { promise: 'object-bucket', namespace, name: 'kept' };
    const developer = await connect('user-dev');
    const admin = await connect('user-admin');

    expect(await call(developer, 'delete-request', kept)).toEqual({
      error: expect.stringMatching(
        /^NotAllowedError: The user may not delete ObjectBucket kept in namespace .* Code: forbidden\.$/,
      ),
    });
    expect(await call(admin, 'delete-request', kept)).toMatchObject({
      dryRun: true,
      name: 'kept',
    });
    expect(await call(developer, 'get-request', kept)).toMatchObject({
      name: 'kept',
      namespace,
    });
  });

  it('lists requests page by page', async () => {
    const agent = await connect('user-dev');
    const created = ['page-a', 'page-b', 'page-c'];
    for (const name of created) {
      await createBucket(name);
    }
    const query = { promise: 'object-bucket', namespace, limit: 2 };

    const names: string[] = [];
    let next: string | undefined;
    do {
      const page = await call(agent, 'list-requests', {
        ...query,
        ...(next && { continue: next }),
      });
      expect(page.requests.length).toBeLessThanOrEqual(2);
      expect(page.more).toBe(page.continue !== undefined);
      names.push(...page.requests.map(({ name }: { name: string }) => name));
      next = page.continue;
    } while (next);

    expect(names).toEqual(expect.arrayContaining(created));
    expect(new Set(names).size).toBe(names.length);
  });

  it('says what to do if the user has no session, also between a dry run and the write', async () => {
    const agent = await connect('user-admin');
    await createBucket('unchanged');
    const request = { promise: 'object-bucket', namespace, name: 'unchanged' };
    const changed = { ...request, spec: { team: 'other' } };
    const { resourceVersion, uid } = await call(
      agent,
      'update-request',
      changed,
    );
    agents.endSessions();

    for (const [action, write] of [
      ['update-request', { ...changed, resourceVersion }],
      ['delete-request', { ...request, uid }],
    ] as const) {
      expect(await call(agent, action, { ...write, dryRun: false })).toEqual({
        error: expect.stringContaining('Code: session-ended.'),
      });
    }
    expect(
      await platform.kubectl([
        ...['get', 'objectbuckets.storage.demo.kratix-portal.io', 'unchanged'],
        ...['-n', namespace, '-o', 'jsonpath={.spec.team}'],
      ]),
    ).toBe('media');

    expect(await call(agent, 'list-promises')).toEqual({
      error:
        'AuthenticationError: Your session has ended. Sign in again. Code: session-ended.',
    });
  });

  it('diagnoses as the user', async () => {
    const agent = await connect('user-dev');

    const { outcome, code, fromCluster } = await call(agent, 'diagnose');

    // The configuration of this test has no sign-in provider.
    expect({ outcome, code }).toEqual({
      outcome: 'failed',
      code: 'provider-not-configured',
    });
    expect(fromCluster.checks).toContainEqual(
      expect.objectContaining({ code, remedy: expect.any(Array) }),
    );
  });
});
