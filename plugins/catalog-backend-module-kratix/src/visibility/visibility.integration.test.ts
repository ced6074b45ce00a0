import { randomUUID } from 'node:crypto';
import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { useTestPlatform } from '@kratix-portal/test-cluster';
import { platformCatalogConfig } from '../__testUtils__/platformCatalogConfig';
import { startCatalogBackend } from '../__testUtils__/startCatalogBackend';
import { hasPlatformAccessCondition } from '../index';

jest.setTimeout(120_000);

describe('hasPlatformAccess in a real catalog', () => {
  const platform = useTestPlatform();
  const id = randomUUID().slice(0, 6);
  const seen = `seen-${id}`;
  const hidden = `hidden-${id}`;

  it('shows a user the resources of their namespaces and all other entities', async () => {
    for (const namespace of [seen, hidden]) {
      await platform.current.kubectl(['create', 'namespace', namespace]);
      await platform.current.kubectl(['apply', '-f', '-'], {
        input: JSON.stringify({
          apiVersion: 'storage.demo.kratix-portal.io/v1alpha1',
          kind: 'ObjectBucket',
          metadata: { name: `in-${namespace}`, namespace },
          spec: { team: 'payments' },
        }),
      });
    }
    const permissions = mockServices.permissions.mock({
      authorizeConditional: async requests =>
        requests.map(() => ({
          result: 'CONDITIONAL' as never,
          pluginId: 'catalog',
          resourceType: 'catalog-entity',
          conditions: hasPlatformAccessCondition({ namespaces: [seen] }),
        })),
    });
    const backend = await startCatalogBackend({
      config: platformCatalogConfig(platform.current.endpoints),
      features: [
        permissionsRegistryServiceFactory,
        createServiceFactory({
          service: coreServices.permissions,
          deps: {},
          factory: () => permissions,
        }),
      ],
    });
    try {
      await backend.eventually(`component:default/in-${seen}-objectbucket`);
      await backend.eventually('component:default/objectbucket-promise');
      await backend.eventually(
        'template:default/objectbucket-promise-template',
      );
      const names = (await backend.entities('kind=component')).map(
        ({ metadata }) => metadata.name,
      );
      expect(names).toContain(`in-${seen}-objectbucket`);
      expect(names).not.toContain(`in-${hidden}-objectbucket`);
      // The catalog has the entity, but hides it from this user.
      expect(
        await backend.entity(`component:default/in-${hidden}-objectbucket`),
      ).toBeUndefined();
      expect(backend.logs.join('\n')).toMatch(/[2-9]\d* resource requests/);
    } finally {
      await backend.stop();
    }
  });
});
