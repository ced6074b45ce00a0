import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { createBackendModule } from '@backstage/backend-plugin-api';
import permissionPlugin from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  createSkeResourceConditionalDecision,
  skeResourceConditions,
} from '@kratix-portal/plugin-ske-node';
import { platformConfig } from './__testUtils__/platformConfig';
import { startSkeBackend } from './__testUtils__/startSkeBackend';
import { unsignedJwt } from './__testUtils__/unsignedJwt';
import { useSkeBackend } from './__testUtils__/useSkeBackend';

const tok = unsignedJwt({ sub: 'jane' });
const ALLOW = { result: AuthorizeResult.ALLOW } as const;
const DENY = { result: AuthorizeResult.DENY } as const;

type Policy = (query: PolicyQuery, user?: PolicyQueryUser) => PolicyDecision;

/** A real permission plugin with a policy that each test sets. */
describe('Backstage permissions', () => {
  let policy: Policy;
  let asked: Array<{ permission: string; user?: string }>;
  let users = 0;

  const policyModule = createBackendModule({
    pluginId: 'permission',
    moduleId: 'test-policy',
    register(env) {
      env.registerInit({
        deps: { extension: policyExtensionPoint },
        async init({ extension }) {
          extension.setPolicy({
            async handle(query, user) {
              asked.push({
                permission: query.permission.name,
                user: user?.info.userEntityRef,
              });
              return policy(query, user);
            },
          });
        },
      });
    },
  });

  const features = [
    permissionPlugin,
    policyModule,
    permissionsServiceFactory,
    permissionsRegistryServiceFactory,
  ];
  const api = useSkeBackend({
    config: { permission: { enabled: true } },
    features,
  });

  beforeEach(() => {
    asked = [];
    policy = () => ALLOW;
  });

  /** A user without cached decisions. */
  async function newToken(name: string = `user${(users += 1)}`) {
    return api.backend.userTokens.sign({
      userEntityRef: `user:default/${name}`,
      claims: { tok },
      withIdentityProof: true,
    });
  }

  const read = (token: string, namespace = 'team-a', kind = 'ConfigMap') =>
    api.backend.request({
      path: `/api/ske/resource?apiVersion=v1&kind=${kind}&namespace=${namespace}&name=settings`,
      token,
    });
  const configure = (token: string, namespace = 'team-a') =>
    api.backend.request({
      method: 'POST',
      path: '/api/ske/configure-resource',
      token,
      body: {
        manifest: JSON.stringify({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'settings', namespace },
          data: { at: String(Math.random()) },
        }),
      },
    });

  it('S2: responds to a denial with 403 forbidden and the portal as the reason, and sends nothing to the cluster', async () => {
    policy = () => DENY;
    const token = await newToken('denied');
    const requests: Array<[string, ReturnType<typeof read>]> = [
      ['ske.resource.read', read(token)],
      ['ske.resource.create', configure(token)],
      [
        'ske.resource.delete',
        api.backend.request({
          method: 'POST',
          path: '/api/ske/delete-resource',
          token,
          body: { apiVersion: 'v1', kind: 'ConfigMap', name: 'settings' },
        }),
      ],
    ];
    for (const [permission, request] of requests) {
      const { status, body } = await request;
      expect(status).toBe(403);
      expect(body.error).toMatchObject({
        name: 'NotAllowedError',
        code: 'forbidden',
      });
      expect(body.error.message).toContain('permission policy of this portal');
      expect(body.error.message).toContain(permission);
      expect(body.error.hint).toContain('the platform cluster was not called');
    }
    expect(api.apiServer.requests).toEqual([]);
  });

  it('S2: requests a decision with the caller’s own credentials once, and caches it for a moment', async () => {
    const token = await newToken('asked');
    await read(token);
    await read(token);
    expect(asked).toEqual([
      { permission: 'ske.resource.read', user: 'user:default/asked' },
    ]);
    await configure(token);
    expect(asked.slice(1).map(one => one.permission)).toEqual([
      'ske.resource.create',
      'ske.resource.update',
    ]);
  });

  it('S5: caches the decision for one user only', async () => {
    policy = (_query, user) =>
      user?.info.userEntityRef === 'user:default/allowed' ? ALLOW : DENY;
    const allowed = await newToken('allowed');
    const other = await newToken('other');
    await configure(allowed);
    expect((await read(allowed)).status).toBe(200);
    expect((await read(other)).status).toBe(403);
    expect((await read(allowed)).status).toBe(200);
  });

  it('applies a condition to kind and namespace', async () => {
    policy = ({ permission }) =>
      createSkeResourceConditionalDecision(permission as any, {
        allOf: [
          skeResourceConditions.hasKind({ kinds: ['ConfigMap'], group: '' }),
          skeResourceConditions.inNamespace({ namespaces: ['team-a'] }),
        ],
      });
    const token = await newToken();
    expect((await configure(token, 'team-a')).status).toBe(200);
    expect((await read(token, 'team-a')).status).toBe(200);
    api.apiServer.clear();
    expect((await read(token, 'team-b')).status).toBe(403);
    expect((await read(token, 'team-a', 'Service')).status).toBe(403);
    expect((await configure(token, 'team-b')).status).toBe(403);
    expect(api.apiServer.requests).toEqual([]);
  });

  it('applies a condition to the default namespace when the manifest has none', async () => {
    policy = ({ permission }) =>
      createSkeResourceConditionalDecision(
        permission as any,
        skeResourceConditions.inNamespace({ namespaces: ['team-a'] }),
      );
    const token = await newToken();
    const path = '/api/ske/resource?apiVersion=v1&kind=ConfigMap&name=settings';
    expect((await api.backend.request({ path, token })).status).toBe(403);
    expect(
      api.apiServer.requests.filter(one => one.path.includes('settings')),
    ).toEqual([]);
  });

  it('configure: checks the permissions to create and to update separately', async () => {
    policy = ({ permission }) =>
      permission.name.endsWith('.create') ? ALLOW : DENY;
    const creator = await newToken();
    expect((await configure(creator, 'team-c')).body.operation).toBe('created');
    const refused = await configure(creator, 'team-c');
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain(
      'does not allow you to change',
    );

    policy = ({ permission }) =>
      permission.name.endsWith('.update') ? ALLOW : DENY;
    const changer = await newToken();
    expect((await configure(changer, 'team-c')).body.operation).toBe('updated');
    expect((await configure(changer, 'team-d')).status).toBe(403);
  });

  it('publishes its permissions and rules for policy editors', async () => {
    const path = '/api/ske/.well-known/backstage/permissions/metadata';
    const { body } = await api.backend.request({
      path,
      token: await newToken(),
    });
    expect(body.permissions.map((one: { name: string }) => one.name)).toEqual([
      'ske.resource.read',
      'ske.resource.create',
      'ske.resource.update',
      'ske.resource.delete',
      'ske.resource.logs.read',
      'ske.resource.actions.execute',
    ]);
    expect(body.rules.map((one: { name: string }) => one.name)).toEqual([
      'HAS_KIND',
      'IN_NAMESPACE',
    ]);
    expect((await api.backend.request({ path })).status).toBe(401);
  });

  it('applies the rules to an object for another plugin', async () => {
    policy = ({ permission }) =>
      createSkeResourceConditionalDecision(
        permission as any,
        skeResourceConditions.inNamespace({ namespaces: ['team-a'] }),
      );
    const token = await newToken();
    const ask = (resourceRef: string) =>
      api.backend.request({
        method: 'POST',
        path: '/api/permission/authorize',
        token,
        body: {
          items: [
            {
              id: '1',
              resourceRef,
              permission: {
                type: 'resource',
                name: 'ske.resource.read',
                attributes: { action: 'read' },
                resourceType: 'ske-resource',
              },
            },
          ],
        },
      });
    const allowed = await ask('v1/ConfigMap/team-a/settings');
    expect(allowed.body.items[0].result).toBe('ALLOW');
    const denied = await ask('v1/ConfigMap/team-b/settings');
    expect(denied.body.items[0].result).toBe('DENY');
  });

  it('B4: with a service account, only the permission policy limits the users', async () => {
    const service = await startSkeBackend({
      config: {
        ...platformConfig({
          url: api.apiServer.url,
          authProvider: 'serviceAccount',
          serviceAccountToken: 'shared',
        }),
        permission: { enabled: true },
      },
      features,
    });
    policy = () => DENY;
    const token = await service.userTokens.sign({
      userEntityRef: 'user:default/jane',
      withIdentityProof: true,
    });
    const { status } = await service.request({
      path: '/api/ske/resource?apiVersion=v1&kind=ConfigMap&name=settings',
      token,
    });
    expect(status).toBe(403);
    expect(api.apiServer.requests).toEqual([]);
    await service.stop();
  });

  it('requests no decision with permission.enabled: false', async () => {
    const open = await startSkeBackend({
      config: {
        ...platformConfig({ url: api.apiServer.url }),
        permission: { enabled: false },
      },
      features,
    });
    policy = () => DENY;
    const token = await open.userTokens.sign({
      userEntityRef: 'user:default/jane',
      claims: { tok },
      withIdentityProof: true,
    });
    const { status } = await open.request({
      path: '/api/ske/resource?apiVersion=v1&kind=ConfigMap&name=absent',
      token,
    });
    expect(status).toBe(404);
    expect(asked).toEqual([]);
    await open.stop();
  });
});
