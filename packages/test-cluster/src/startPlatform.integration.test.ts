import { randomUUID } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { request } from 'node:https';
import { connectPlatform } from './connectPlatform';
import { writeEndpoints } from './endpointsFile';
import type { Platform } from './Platform';
import { useTestPlatform } from './testing/useTestPlatform';
import { signForeignToken, type TokenDefect } from './tokens/signForeignToken';

jest.setTimeout(60_000);

/** The status of a SelfSubjectReview with a token, or without any. */
async function reviewStatus(
  { endpoints }: Platform,
  token?: string,
): Promise<number> {
  const ca = await readFile(endpoints.apiServer.caFile);
  const body = JSON.stringify({
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'SelfSubjectReview',
  });
  return new Promise((resolve, reject) => {
    const sent = request(
      `${endpoints.apiServer.url}/apis/authentication.k8s.io/v1/selfsubjectreviews`,
      {
        method: 'POST',
        ca,
        agent: false,
        headers: {
          'content-type': 'application/json',
          ...(token && { authorization: `Bearer ${token}` }),
        },
      },
      response => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

async function whoami(platform: Platform, as: string) {
  const { stdout, stderr } = await platform.kubectl(
    ['auth', 'whoami', '-o', 'json'],
    { as },
  );
  if (stdout === '') {
    throw new Error(stderr);
  }
  return JSON.parse(stdout).status.userInfo;
}

describe('a platform', () => {
  const platform = useTestPlatform();
  const kubectl = (as: string | undefined, ...args: string[]) =>
    platform.current.kubectl(args, { as });
  let namespace: string;

  beforeEach(async () => {
    namespace = `test-${randomUUID().slice(0, 8)}`;
    const { code, stderr } = await kubectl(
      undefined,
      'create',
      'ns',
      namespace,
    );
    if (code !== 0) {
      throw new Error(stderr);
    }
  });

  afterEach(async () => {
    await kubectl(undefined, 'delete', 'ns', namespace, '--wait=false');
  });

  it.each([
    ['user-admin', 'user-admin@example.com', 'kube-admin'],
    ['user-dev', 'user-dev@example.com', 'kube-dev'],
  ])('knows %s by e-mail and groups', async (username, email, group) => {
    expect(await whoami(platform.current, username)).toMatchObject({
      username: email,
      groups: [group, 'system:authenticated'],
    });
    expect(
      await reviewStatus(
        platform.current,
        await platform.current.accessToken(username),
      ),
    ).toBe(201);
  });

  it('lets the administrator create and refuses the developer', async () => {
    const create = ['create', 'configmap', 'sample', '-n', namespace];

    expect(await kubectl('user-dev', ...create)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /forbidden: User "user-dev@example.com" cannot create resource "configmaps"/,
      ),
    });
    expect(await kubectl('user-admin', ...create)).toMatchObject({ code: 0 });
    expect(
      await kubectl(
        'user-dev',
        'delete',
        'configmap',
        'sample',
        '-n',
        namespace,
      ),
    ).toMatchObject({ code: 1, stderr: expect.stringContaining('Forbidden') });
  });

  it.each([
    'pods',
    'pods/log',
    'configmaps',
    'services',
    'events',
    'jobs.batch',
    'customresourcedefinitions.apiextensions.k8s.io',
    'promises.platform.kratix.io',
  ])('lets the developer read %s', async resource => {
    for (const verb of resource === 'pods/log' ? ['get'] : ['get', 'list']) {
      expect(
        await kubectl(
          'user-dev',
          'auth',
          'can-i',
          verb,
          resource,
          '-n',
          namespace,
        ),
      ).toMatchObject({ stdout: 'yes\n' });
    }
  });

  it.each(['get', 'list', 'watch'])(
    'does not let the developer %s Secrets',
    async verb => {
      expect(
        await kubectl(
          'user-dev',
          'auth',
          'can-i',
          verb,
          'secrets',
          '-n',
          namespace,
        ),
      ).toMatchObject({ stdout: 'no\n' });
    },
  );

  it('lets both discover what there is', async () => {
    for (const user of ['user-admin', 'user-dev']) {
      const { code, stdout } = await kubectl(user, 'api-resources');
      expect(code).toBe(0);
      expect(stdout).toContain('configmaps');
    }
  });

  it('lets the developer read kinds that are defined later, and not write them', async () => {
    const group = `${namespace}.example.com`;
    const definition = JSON.stringify({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `samples.${group}` },
      spec: {
        group,
        scope: 'Namespaced',
        names: { plural: 'samples', singular: 'sample', kind: 'Sample' },
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                type: 'object',
                'x-kubernetes-preserve-unknown-fields': true,
              },
            },
          },
        ],
      },
    });
    await platform.current.kubectl(['create', '-f', '-'], {
      input: definition,
    });
    await kubectl(
      undefined,
      'wait',
      `crd/samples.${group}`,
      '--for=condition=Established',
    );

    expect(
      await kubectl('user-dev', 'get', `samples.${group}`, '-n', namespace),
    ).toMatchObject({ code: 0 });
    expect(
      await kubectl(
        'user-dev',
        'auth',
        'can-i',
        'create',
        `samples.${group}`,
        '-n',
        namespace,
      ),
    ).toMatchObject({ stdout: 'no\n' });
    await kubectl(undefined, 'delete', 'crd', `samples.${group}`);
  });

  it('finishes deleting a namespace with something in it', async () => {
    await kubectl(undefined, 'create', 'configmap', 'sample', '-n', namespace);

    const deleted = await kubectl(
      undefined,
      'delete',
      'ns',
      namespace,
      '--timeout=40s',
    );

    expect(deleted).toMatchObject({ code: 0 });
    expect(await kubectl(undefined, 'get', 'ns', namespace)).toMatchObject({
      stderr: expect.stringContaining('NotFound'),
    });
  });

  it.each<[TokenDefect, number]>([
    ['none', 201],
    ['another-key', 401],
    ['wrong-audience', 401],
    ['wrong-issuer', 401],
    ['expired', 401],
  ])('answers a token with the defect %s with %s', async (defect, status) => {
    const token = await signForeignToken({
      endpoints: platform.current.endpoints,
      username: 'user-admin',
      defect,
    });

    expect(await reviewStatus(platform.current, token)).toBe(status);
  });

  it('answers a request without credentials with 401', async () => {
    expect(await reviewStatus(platform.current)).toBe(401);
  });

  it('records who asked what and how it ended', async () => {
    await kubectl('user-dev', 'create', 'configmap', 'no', '-n', namespace);
    await kubectl('user-admin', 'create', 'configmap', 'yes', '-n', namespace);
    await kubectl(
      'user-dev',
      'get',
      'configmaps',
      '-n',
      namespace,
      '--watch',
      '--request-timeout=1s',
    );

    const events = await platform.current.readAuditLog();

    const ofConfigMaps = events
      .filter(
        event =>
          event.objectRef?.namespace === namespace &&
          event.user.username?.endsWith('@example.com'),
      )
      .map(event => [
        event.user.username,
        event.verb,
        event.objectRef?.resource,
        event.responseStatus?.code,
        event.stage,
      ]);
    const DEV = 'user-dev@example.com';
    expect(ofConfigMaps).toEqual(
      expect.arrayContaining([
        [DEV, 'create', 'configmaps', 403, 'ResponseComplete'],
        [
          'user-admin@example.com',
          'create',
          'configmaps',
          201,
          'ResponseComplete',
        ],
        [DEV, 'list', 'configmaps', 200, 'ResponseComplete'],
        [DEV, 'watch', 'configmaps', 200, 'ResponseStarted'],
      ]),
    );
  });

  it('refuses to be somebody who is not there', async () => {
    await expect(platform.current.accessToken('nobody')).rejects.toMatchObject({
      code: 'unknown-user',
    });
    await expect(
      platform.current.kubectl(['version'], { as: 'nobody' }),
    ).rejects.toMatchObject({ code: 'unknown-user' });
  });
});

describe('a platform with an AuthenticationConfiguration and other users', () => {
  const platform = useTestPlatform({
    authentication: 'structured',
    kratix: 'none',
    users: [
      {
        username: 'grace',
        password: 'pass word&1',
        email: 'grace@example.org',
        groups: ['kube-dev', 'team-a'],
      },
    ],
  });

  it('takes the issuer’s tokens with name and groups', async () => {
    expect(await whoami(platform.current, 'grace')).toMatchObject({
      username: 'grace@example.org',
      groups: ['kube-dev', 'team-a', 'system:authenticated'],
    });
  });

  it.each<[TokenDefect, number]>([
    ['none', 201],
    ['another-key', 401],
    ['wrong-audience', 401],
    ['wrong-issuer', 401],
    ['expired', 401],
  ])('answers a token with the defect %s with %s', async (defect, status) => {
    const token = await signForeignToken({
      endpoints: platform.current.endpoints,
      username: 'grace',
      defect,
    });

    expect(await reviewStatus(platform.current, token)).toBe(status);
  });

  it('answers a request without credentials with 401', async () => {
    expect(await reviewStatus(platform.current)).toBe(401);
  });

  it('is used by another process through its endpoints.json, and left running', async () => {
    const file = await writeEndpoints(platform.current.endpoints);
    const connected = await connectPlatform(file);

    expect((await stat(file)).mode % 0o1000).toBe(0o600);
    expect(connected.endpoints).toEqual(platform.current.endpoints);
    expect((await connected.readAuditLog()).length).toBeGreaterThan(0);
    await connected.stop();
    expect(await whoami(platform.current, 'grace')).toBeDefined();
  });
});
