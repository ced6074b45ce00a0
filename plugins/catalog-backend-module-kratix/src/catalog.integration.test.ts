import { randomUUID } from 'node:crypto';
import { useTestPlatform } from '@kratix-portal/test-cluster';
import { parse } from 'yaml';
import { eventually } from './__testUtils__/eventually';
import { platformCatalogConfig } from './__testUtils__/platformCatalogConfig';
import {
  startCatalogBackend,
  type CatalogBackend,
} from './__testUtils__/startCatalogBackend';

jest.setTimeout(240_000);

/** Unique for this run, because other tests use the same platform. */
const id = `c${randomUUID().slice(0, 6)}`;
const namespace = `catalog-${id}`;
const other = `catalog-other-${id}`;
const group = `${id}.example.com`;

function promise(name: string, kind: string, promiseGroup = group) {
  const plural = `${kind.toLowerCase()}s`;
  return {
    apiVersion: 'platform.kratix.io/v1alpha1',
    kind: 'Promise',
    metadata: {
      name,
      annotations: {
        'ske.backstage.component/summary': 'A **queue** for messages.',
      },
    },
    spec: {
      api: {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: `${plural}.${promiseGroup}` },
        spec: {
          group: promiseGroup,
          scope: 'Namespaced',
          names: { kind, plural, singular: kind.toLowerCase() },
          versions: [
            {
              name: 'v1',
              served: true,
              storage: true,
              schema: {
                openAPIV3Schema: {
                  type: 'object',
                  properties: {
                    spec: {
                      type: 'object',
                      properties: {
                        size: { type: 'integer' },
                        password: { type: 'string' },
                      },
                    },
                  },
                },
              },
            },
          ],
        },
      },
      workflows: { config: {} },
    },
  };
}

function request(kind: string, name: string, more: object = {}) {
  return {
    apiVersion: `${group}/v1`,
    kind,
    metadata: { name, namespace, ...more },
    spec: { size: 3, password: 'hunter2-of-the-spec' },
  };
}

describe('the catalog module on a real API server and a real catalog', () => {
  const platform = useTestPlatform();
  let catalog: CatalogBackend;

  const { kubectl } = platform;
  const apply = (object: object) => kubectl(['apply', '-f', '-'], object);
  /** The API server serves the kind of a Promise a moment after the Promise exists. */
  const applyRequest = (object: object) =>
    eventually('the kind to be served', async () => {
      const result = await platform.current.kubectl(['apply', '-f', '-'], {
        input: JSON.stringify(object),
      });
      return result.code === 0 ? true : undefined;
    });

  beforeAll(async () => {
    for (const name of [namespace, other]) {
      await kubectl(['create', 'namespace', name]);
    }
    catalog = await startCatalogBackend({
      config: platformCatalogConfig(platform.current.endpoints),
    });
  });

  afterAll(async () => {
    await catalog?.stop();
  });

  it('W19 G1 G3: adds Component, Template and API of an applied Promise within seconds', async () => {
    const kind = `Queue${id}`;
    await apply(promise(`queue-${id}`, kind));
    const name = `queue${id}`;
    const component = await catalog.eventually(
      `component:default/${name}-promise`,
      entity =>
        entity.metadata.annotations?.['kratix-portal.io/state'] === 'available',
    );
    expect(component).toMatchObject({
      metadata: {
        title: `${kind} Promise`,
        description: `${kind} as a Service`,
        tags: ['kratix'],
        annotations: {
          'kratix.io/type': 'promise',
          'kratix.io/promise-name': `queue-${id}`,
          'kratix.io/api-name': kind,
          'kratix.io/api-group': group,
          'kratix.io/backstage-promise-template': `${name}-promise-template`,
          'backstage.io/kubernetes-id': `queue-${id}`,
        },
      },
      spec: {
        type: 'kratix-promise',
        lifecycle: 'production',
        owner: 'kratix-platform',
        providesApis: [`api:default/${name}s.${group}`],
      },
    });
    const template = await catalog.eventually(
      `template:default/${name}-promise-template`,
    );
    expect(template.spec).toMatchObject({ type: 'kratix-resource' });
    const api = await catalog.eventually(`api:default/${name}s.${group}`);
    expect(
      parse(String(api.spec?.definition)).components.schemas,
    ).toHaveProperty(kind);
  });

  it('G2 F11: adds the Component of a request that kubectl created, without its spec, and removes it after the deletion', async () => {
    const kind = `Queue${id}`;
    await applyRequest(request(kind, 'orders'));
    const ref = `component:default/orders-queue${id}`;
    const entity = await catalog.eventually(
      ref,
      found =>
        found.metadata.annotations?.['kratix-portal.io/state'] === 'ready',
    );
    expect(entity).toMatchObject({
      metadata: {
        title: `orders ${kind}`,
        description: `orders ${kind} created via queue-${id} Promise`,
        annotations: {
          'kratix.io/type': 'resource',
          'kratix.io/group': group,
          'kratix.io/version': 'v1',
          'kratix.io/kind': kind,
          'kratix.io/name': 'orders',
          'kratix.io/namespace': namespace,
          'kratix.io/promise-name': `queue-${id}`,
          'kratix.io/promise-summary': 'A **queue** for messages.',
          'kratix.io/backstage-promise-template': `queue${id}-promise-template`,
          'backstage.io/kubernetes-label-selector': `queue-${id}-cr=orders`,
        },
      },
      spec: {
        type: 'kratix-resource',
        dependsOn: [`component:default/queue${id}-promise`],
      },
    });
    expect(
      JSON.parse(entity.metadata.annotations?.['kratix.io/status'] ?? '')
        .conditions,
    ).toBeUndefined();
    expect(JSON.stringify(entity)).not.toContain('hunter2');
    expect(entity.relations).toContainEqual({
      type: 'dependsOn',
      targetRef: `component:default/queue${id}-promise`,
    });

    await kubectl([
      'delete',
      `queue${id}s.${group}`,
      'orders',
      '-n',
      namespace,
    ]);
    await catalog.eventuallyGone(ref);
  });

  it('W20: adds one entity each for two requests with the same name in two namespaces', async () => {
    const kind = `Queue${id}`;
    await applyRequest(request(kind, 'twin'));
    await catalog.eventually(`component:default/twin-queue${id}`);
    await applyRequest(request(kind, 'twin', { namespace: other }));
    const twins = await eventually('both twins', async () => {
      const found = await catalog.entities(
        `metadata.annotations.kratix.io/name=twin,metadata.annotations.kratix.io/kind=${kind}`,
      );
      return found.length === 2 ? found : undefined;
    });
    const name = (of: string) =>
      twins.find(
        each => each.metadata.annotations?.['kratix.io/namespace'] === of,
      )?.metadata.name;
    expect(name(namespace)).toBe(`twin-queue${id}`);
    expect(name(other)).toMatch(new RegExp(`^twin-queue${id}_[a-z2-7]{10}$`));
  });

  it('relates a part of a compound request to the compound request, and tags a paused request', async () => {
    const kind = `Queue${id}`;
    await applyRequest(request(kind, 'whole'));
    await applyRequest(
      request(kind, 'part', {
        labels: {
          'kratix.io/parent-promise-name': `queue-${id}`,
          'kratix.io/parent-resource-name': 'whole',
          'kratix.io/parent-resource-namespace': namespace,
          'kratix.io/paused': 'true',
        },
      }),
    );
    const part = await catalog.eventually(
      `component:default/part-queue${id}`,
      found => (found.spec?.dependsOn as string[]).length === 2,
    );
    expect(part.spec?.dependsOn).toEqual([
      `component:default/queue${id}-promise`,
      `component:default/whole-queue${id}`,
    ]);
    expect(part.metadata.tags).toEqual(['kratix', 'paused']);
  });

  it('G9: adds a Component, but no Template and no API entity, for a Promise without an API', async () => {
    await apply({
      apiVersion: 'platform.kratix.io/v1alpha1',
      kind: 'Promise',
      metadata: { name: `nil-${id}` },
      spec: { workflows: { config: {} } },
    });
    const component = await catalog.eventually(
      `component:default/nil-${id}-promise`,
    );
    expect(component.metadata).toMatchObject({
      tags: expect.arrayContaining(['kratix', 'no-api']),
      annotations: {
        'kratix.io/api-name': 'n/a',
        'kratix.io/api-group': 'n/a',
      },
    });
    expect(component.metadata.annotations).not.toHaveProperty(
      'kratix.io/backstage-promise-template',
    );
    await kubectl(['delete', 'promise', `nil-${id}`, '--wait=false']);
    // Kratix may never remove its finalizer. Until it does, the entity must show that the Promise cannot be used.
    await eventually('the entity to be tagged or removed', async () => {
      const found = await catalog.entity(`component:default/nil-${id}-promise`);
      return !found || (found.metadata.tags ?? []).includes('deleting')
        ? true
        : undefined;
    });
  });

  it('removes a deleted Promise with its Template, its API and its requests', async () => {
    await kubectl(['delete', 'promise', `queue-${id}`, '--wait=false']);
    for (const ref of [
      `template:default/queue${id}-promise-template`,
      `api:default/queue${id}s.${group}`,
      `component:default/whole-queue${id}`,
      `component:default/queue${id}-promise`,
    ]) {
      await catalog.eventuallyGone(ref);
      expect(await catalog.entity(ref)).toBeUndefined();
    }
  });

  it('reads only with its own account, which has no other permissions', async () => {
    const events = (await platform.current.readAuditLog()).filter(
      ({ userAgent }) => userAgent === 'kratix-portal-catalog',
    );
    expect(events.length).toBeGreaterThan(0);
    expect(new Set(events.map(({ user }) => user.username))).toEqual(
      new Set(['system:serviceaccount:kratix-portal:catalog-reader']),
    );
    expect(new Set(events.map(({ verb }) => verb))).toEqual(
      new Set(['list', 'watch']),
    );
    for (const [verb, what] of [
      ['create', `queue${id}s.${group}`],
      ['delete', 'promises.platform.kratix.io'],
      ['get', 'secrets'],
      ['list', 'pods'],
    ]) {
      const { stdout } = await platform.current.kubectl([
        'auth',
        'can-i',
        verb,
        what,
        '--as=system:serviceaccount:kratix-portal:catalog-reader',
      ]);
      expect(`${verb} ${what}: ${stdout.trim()}`).toBe(`${verb} ${what}: no`);
    }
  });
});
