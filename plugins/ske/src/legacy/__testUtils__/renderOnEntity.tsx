import type { Entity } from '@backstage/catalog-model';
import { createApiRef } from '@backstage/core-plugin-api';
import { catalogPlugin } from '@backstage/plugin-catalog';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
  starredEntitiesApiRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  MockPermissionApi,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import type { ReactNode } from 'react';
import { Route, Routes } from 'react-router-dom';
import { fakeApis, type FakePlatform } from '../../live/__testUtils__';
import { legacyRootRouteRef } from '../skeFrontendPlugin';

export const resourceEntity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'orders-database',
    namespace: 'default',
    description: 'The orders.',
    annotations: {
      'kratix.io/type': 'resource',
      'kratix.io/group': 'demo.example.com',
      'kratix.io/version': 'v1',
      'kratix.io/kind': 'Database',
      'kratix.io/name': 'orders',
      'kratix.io/namespace': 'team-orders',
      'kratix.io/promise-name': 'database',
      'kratix.io/backstage-promise-template': 'database-promise-template',
      'kratix.io/requests-repo-url': 'github.com?owner=o&repo=r',
    },
  },
  spec: { type: 'kratix-resource', owner: 'team-a' },
};

/** The API of `@backstage/plugin-permission-react`, which this package does not need otherwise. */
const permissionApiRef = createApiRef<MockPermissionApi>({
  id: 'plugin.permission.api',
});

/** The header of the entity page asks whether the user has starred the entity. */
const noStars = {
  starredEntitie$: () => ({
    subscribe: () => ({ unsubscribe: () => {}, closed: false }),
  }),
  toggleStarred: async () => {},
} as unknown as typeof starredEntitiesApiRef.T;

/** Shows something on an entity page of an app that `createApp` of `@backstage/app-defaults` makes. */
export async function renderOnEntity(
  platform: FakePlatform,
  entity: Entity,
  content: ReactNode,
  tab = '',
) {
  const base = `/catalog/default/component/${entity.metadata.name}`;
  return renderInTestApp(
    <TestApiProvider
      apis={[
        ...fakeApis(platform),
        [catalogApiRef, catalogApiMock({ entities: [entity] })],
        [starredEntitiesApiRef, noStars],
        [permissionApiRef, new MockPermissionApi()],
      ]}
    >
      <Routes>
        <Route
          path="/catalog/:namespace/:kind/:name/*"
          element={<EntityProvider entity={entity}>{content}</EntityProvider>}
        />
      </Routes>
    </TestApiProvider>,
    {
      routeEntries: [`${base}${tab}`],
      mountedRoutes: {
        '/kratix': legacyRootRouteRef,
        '/catalog': catalogPlugin.routes.catalogIndex,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
}
