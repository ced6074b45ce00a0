import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { KubernetesApi } from '@kratix-portal/kratix-stand-in';
import { connectPlatform } from './connectPlatform';
import { writeEndpoints } from '../endpoints/Endpoints';
import type { Platform } from './Platform';
import { type TestPlatform, useTestPlatform } from '../testing/useTestPlatform';
import { signForeignToken, type TokenDefect } from '../tokens/signForeignToken';

jest.setTimeout(180_000);

/** Whether the API server accepts a token, or a request without one. It rejects them with 401. */
async function isAccepted({ endpoints }: Platform, token = '') {
  const admin = await KubernetesApi.fromKubeconfig(
    endpoints.kubeconfigs.admin,
    'test',
  );
  const user = await admin.as({ name: 'user', token });
  try {
    return (await user.whoAmI()) !== undefined;
  } finally {
    await Promise.all([admin.close(), user.close()]);
  }
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

/** Tests which tokens of a user the API server accepts. */
function testTokens(platform: TestPlatform, username: string) {
  it.each<[TokenDefect, boolean]>([
    ['none', true],
    ['another-key', false],
    ['wrong-audience', false],
    ['wrong-issuer', false],
    ['expired', false],
  ])(
    'tells whether a token with the defect %s is accepted: %s',
    async (defect, expected) => {
      const token = await signForeignToken({
        endpoints: platform.current.endpoints,
        username,
        defect,
      });

      expect(await isAccepted(platform.current, token)).toBe(expected);
    },
  );

  it('rejects a request without credentials', async () => {
    expect(await isAccepted(platform.current)).toBe(false);
  });
}

describe('a platform', () => {
  const platform = useTestPlatform();
  const kubectl = (as: string | undefined, command: string) =>
    platform.current.kubectl(command.split(' '), { as });
  let namespace: string;

  beforeEach(async () => {
    namespace = `test-${randomUUID().slice(0, 8)}`;
    await platform.kubectl(['create', 'ns', namespace]);
  });

  afterEach(() => kubectl(undefined, `delete ns ${namespace} --wait=false`));

  it.each([
    ['user-admin', 'user-admin@example.com', 'kube-admin'],
    ['user-dev', 'user-dev@example.com', 'kube-dev'],
  ])('identifies %s by e-mail and groups', async (username, email, group) => {
    expect(await whoami(platform.current, username)).toMatchObject({
      username: email,
      groups: [group, 'system:authenticated'],
    });
    const token = await platform.current.accessToken(username);
    expect(await isAccepted(platform.current, token)).toBe(true);
  });

  it('allows the administrator to create and refuses the developer', async () => {
    const create = `create configmap sample -n ${namespace}`;

    expect(await kubectl('user-dev', create)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /forbidden: User "user-dev@example.com" cannot create resource "configmaps"/,
      ),
    });
    expect(await kubectl('user-admin', create)).toMatchObject({ code: 0 });
    expect(
      await kubectl('user-dev', `delete configmap sample -n ${namespace}`),
    ).toMatchObject({ code: 1, stderr: expect.stringContaining('Forbidden') });
  });

  /** What `kubectl auth can-i` responds to the developer. */
  const canI = async (verb: string, resource: string) => {
    const command = `auth can-i ${verb} ${resource} -n ${namespace}`;
    return (await kubectl('user-dev', command)).stdout;
  };

  it.each([
    'pods',
    'pods/log',
    'configmaps',
    'services',
    'events',
    'jobs.batch',
    'customresourcedefinitions.apiextensions.k8s.io',
    'promises.platform.kratix.io',
  ])('allows the developer to read %s', async resource => {
    for (const verb of resource === 'pods/log' ? ['get'] : ['get', 'list']) {
      expect(await canI(verb, resource)).toBe('yes\n');
    }
  });

  it.each(['get', 'list', 'watch'])(
    'does not allow the developer to %s Secrets',
    async verb => expect(await canI(verb, 'secrets')).toBe('no\n'),
  );

  it('allows both to discover resources', async () => {
    for (const user of ['user-admin', 'user-dev']) {
      const { code, stdout } = await kubectl(user, 'api-resources');
      expect(code).toBe(0);
      expect(stdout).toContain('configmaps');
    }
  });

  it('allows the developer to read kinds that are defined later, but not to write them', async () => {
    const group = `${namespace}.example.com`;
    const definition = {
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
    };
    await platform.kubectl(['create', '-f', '-'], definition);
    await kubectl(
      undefined,
      `wait crd/samples.${group} --for=condition=Established`,
    );

    expect(
      await kubectl('user-dev', `get samples.${group} -n ${namespace}`),
    ).toMatchObject({ code: 0 });
    expect(await canI('create', `samples.${group}`)).toBe('no\n');
    await kubectl(undefined, `delete crd samples.${group}`);
  });

  it('finishes deleting a namespace that is not empty', async () => {
    await kubectl(undefined, `create configmap sample -n ${namespace}`);

    expect(
      await kubectl(undefined, `delete ns ${namespace} --timeout=150s`),
    ).toMatchObject({ code: 0 });
    expect(await kubectl(undefined, `get ns ${namespace}`)).toMatchObject({
      stderr: expect.stringContaining('NotFound'),
    });
  });

  testTokens(platform, 'user-admin');

  it('records user, verb, object and status code of requests', async () => {
    await kubectl('user-dev', `create configmap no -n ${namespace}`);
    await kubectl('user-admin', `create configmap yes -n ${namespace}`);
    await kubectl('user-dev', `get configmaps -n ${namespace}`);
    // The API server ends this watch after a second.
    await kubectl(
      'user-dev',
      `get --raw /api/v1/namespaces/${namespace}/configmaps?watch=true&timeoutSeconds=1`,
    );

    const events = await platform.current.readAuditLog();

    const ofConfigMaps = events
      .filter(
        ({ objectRef, user }) =>
          objectRef?.namespace === namespace &&
          user.username?.endsWith('@example.com'),
      )
      .map(({ user, verb, objectRef, responseStatus, stage }) =>
        [
          user.username,
          verb,
          objectRef?.resource,
          responseStatus?.code,
          stage,
        ].join(' '),
      );
    expect(ofConfigMaps).toEqual(
      expect.arrayContaining([
        'user-dev@example.com create configmaps 403 ResponseComplete',
        'user-admin@example.com create configmaps 201 ResponseComplete',
        'user-dev@example.com list configmaps 200 ResponseComplete',
        'user-dev@example.com watch configmaps 200 ResponseStarted',
      ]),
    );
  });

  it('rejects an unknown user', async () => {
    await expect(platform.current.accessToken('unknown')).rejects.toMatchObject(
      {
        code: 'unknown-user',
      },
    );
    await expect(
      platform.current.kubectl(['version'], { as: 'unknown' }),
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

  it('accepts tokens of the OIDC provider, with name and groups', async () => {
    expect(await whoami(platform.current, 'grace')).toMatchObject({
      username: 'grace@example.org',
      groups: ['kube-dev', 'team-a', 'system:authenticated'],
    });
  });

  testTokens(platform, 'grace');

  it('stays running when another process has connected through its endpoints.json', async () => {
    const file = await writeEndpoints(platform.current.endpoints);
    const connected = await connectPlatform(file);

    expect((await stat(file)).mode % 0o1000).toBe(0o600);
    expect(connected.endpoints).toEqual(platform.current.endpoints);
    expect((await connected.readAuditLog()).length).toBeGreaterThan(0);
    await connected.stop();
    expect(await whoami(platform.current, 'grace')).toBeDefined();
  });
});
