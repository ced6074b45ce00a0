import type { Entity } from '@backstage/catalog-model';
import { catalogPlugin, EntityLayout } from '@backstage/plugin-catalog';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
  starredEntitiesApiRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  ScaffolderFieldExtensions,
  useCustomFieldExtensions,
} from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { createApiRef } from '@backstage/core-plugin-api';
import {
  MockPermissionApi,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { createPromiseTemplate } from '@kratix-portal/plugin-ske-common';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { Route, Routes } from 'react-router-dom';
import { promiseWith } from '../formFields/__testUtils__/promiseWith';
import {
  kratixFormFields,
  KratixAboutCard,
  KratixManageTab,
  KratixOverviewTab,
  KratixPlatformPage,
  KratixPromiseEntityPage,
  KratixResourceEntityPage,
  KratixResourceManageContent,
  skeFrontendPlugin,
  Stage,
  useKratixResourceFetcher,
  type KratixResourceResult,
} from '../index';
import { fakeApis, FakePlatform } from '../live/__testUtils__';
import { legacyRootRouteRef } from './skeFrontendPlugin';
// Loaded before the test, so that a content opens at once.
import '../promise';
import '../resource';
import '../resource/edit';
import './AboutCard';
import './entityPages';
import './ManageContent';
import './PlatformPage';
import './tabs';

const LIMIT = { timeout: 30_000 };
jest.setTimeout(120_000);

const resourceEntity: Entity = {
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

const promiseEntity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'database-promise',
    namespace: 'default',
    // The pages say what the entity stands for.
    annotations: { 'kratix.io/promise-name': 'database' },
  },
  spec: { type: 'service', owner: 'team-a' },
};

const orders = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  metadata: {
    name: 'orders',
    namespace: 'team-orders',
    generation: 1,
    creationTimestamp: '2026-11-29T09:00:00Z',
    labels: { 'kratix.io/promise-name': 'database' },
  },
  spec: { size: 'small' },
};

function platformWithRequest(): FakePlatform {
  const platform = new FakePlatform();
  platform.put(orders);
  return platform;
}

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
async function renderOnEntity(
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

describe('F2: the exports for the old frontend system', () => {
  it('shows a resource with its tabs, and the tabs that the app adds', async () => {
    await renderOnEntity(
      platformWithRequest(),
      resourceEntity,
      <KratixResourceEntityPage>
        <EntityLayout.Route path="/more" title="More">
          <p>more</p>
        </EntityLayout.Route>
      </KratixResourceEntityPage>,
    );
    expect(
      await screen.findByText('orders', { selector: 'h2' }, LIMIT),
    ).toBeVisible();
    const tabs = (await screen.findAllByRole('tab')).map(
      tab => tab.textContent,
    );
    expect(tabs).toEqual(
      expect.arrayContaining(['Overview', 'Manage', 'Pipelines', 'More']),
    );
  });

  it('shows a Promise whose entity does not say what it is', async () => {
    const platform = new FakePlatform();
    platform.put({
      apiVersion: 'platform.kratix.io/v1alpha1',
      kind: 'Promise',
      metadata: { name: 'database' },
      spec: {},
    });
    await renderOnEntity(platform, promiseEntity, <KratixPromiseEntityPage />);
    expect(
      await screen.findByText('database', { selector: 'h2' }, LIMIT),
    ).toBeVisible();
  });

  it('shows the cards of the app below the live state', async () => {
    await renderOnEntity(
      platformWithRequest(),
      resourceEntity,
      <KratixOverviewTab resourceType="resource">
        <p>a card of the app</p>
      </KratixOverviewTab>,
    );
    expect(
      await screen.findByText('a card of the app', {}, LIMIT),
    ).toBeVisible();
    expect(
      await screen.findByText('orders', { selector: 'h2' }, LIMIT),
    ).toBeVisible();
  });

  it('shows the form of a resource', async () => {
    await renderOnEntity(
      platformWithRequest(),
      resourceEntity,
      <KratixManageTab resourceType="resource" />,
    );
    expect(
      await screen.findByText('orders', { selector: 'h2' }, LIMIT),
    ).toBeVisible();
  });

  it('shows the form of a resource that the app names', async () => {
    await renderOnEntity(
      platformWithRequest(),
      resourceEntity,
      <KratixResourceManageContent
        entityIdentifier={{
          apiVersion: 'demo.example.com/v1',
          kind: 'Database',
          namespace: 'team-orders',
          name: 'orders',
          templateName: '',
        }}
        entityState={Stage.READY}
        kratixResource={null}
        setCurrentStage={() => {}}
      />,
    );
    expect(
      await screen.findByText('orders', { selector: 'h2' }, LIMIT),
    ).toBeVisible();
  });

  it('shows what the catalog knows', async () => {
    await renderOnEntity(
      new FakePlatform(),
      resourceEntity,
      <KratixAboutCard entity={resourceEntity} entityType="resource" />,
    );
    const card = await screen.findByRole(
      'region',
      { name: 'About Resource' },
      LIMIT,
    );
    expect(card).toHaveTextContent('Namespaceteam-orders');
    expect(card).toHaveTextContent('The orders.');
  });

  it('shows the pages of the plugin with their tabs', async () => {
    await renderInTestApp(
      <TestApiProvider apis={fakeApis(new FakePlatform())}>
        <Routes>
          <Route path="/kratix/*" element={<KratixPlatformPage />} />
        </Routes>
      </TestApiProvider>,
      {
        routeEntries: ['/kratix/resources'],
        mountedRoutes: { '/kratix-page': legacyRootRouteRef },
      },
    );
    expect(
      await screen.findByRole('tab', { name: 'My resources' }, LIMIT),
    ).toHaveAttribute('aria-selected', 'true');
    expect(screen.getByRole('tab', { name: 'Services' })).toBeVisible();
  });

  it('has the id of SKE’s plugin', () => {
    expect(skeFrontendPlugin.getId()).toBe('ske-frontend');
    const ids = [...skeFrontendPlugin.getApis()].map(({ api }) => api.id);
    expect(ids).toContain('plugin.ske-frontend');
    // An app does not start if a plugin has an API that the app has already.
    expect(ids.filter(id => id.startsWith('core.'))).toEqual([]);
  });
});

describe('F3: useKratixResourceFetcher', () => {
  let result: KratixResourceResult;
  function Probe() {
    result = useKratixResourceFetcher({});
    return (
      <>
        <p>stage {result.currentStage}</p>
        {result.banner}
      </>
    );
  }

  it('F7: follows the object from the first read to its deletion', async () => {
    const platform = platformWithRequest();
    await renderOnEntity(platform, resourceEntity, <Probe />);
    expect(await screen.findByText('stage ready', {}, LIMIT)).toBeVisible();
    expect(result).toMatchObject({
      resource: { metadata: { name: 'orders' }, spec: { size: 'small' } },
      bannerMessage: '',
      showBanner: false,
      showDeletionBanner: false,
      resourceType: 'resource',
      missingKratixAnnotations: [],
      entityIdentifier: {
        apiVersion: 'demo.example.com/v1',
        kind: 'Database',
        namespace: 'team-orders',
        name: 'orders',
        templateName: 'database-promise-template',
        requestsRepoUrl: 'github.com?owner=o&repo=r',
      },
    });

    act(() => {
      platform.put({
        ...orders,
        metadata: {
          ...orders.metadata,
          deletionTimestamp: '2026-11-29T10:00:00Z',
        },
      });
    });
    expect(await screen.findByText('stage deleting', {}, LIMIT)).toBeVisible();
    expect(screen.getByText('Database orders is being deleted.')).toBeVisible();
    // W8: the manifest stays.
    expect(result.resource).toMatchObject({ spec: { size: 'small' } });
  });

  it('shows the stage that a call sets', async () => {
    await renderOnEntity(platformWithRequest(), resourceEntity, <Probe />);
    await screen.findByText('stage ready', {}, LIMIT);
    act(() => result.setStage(Stage.DELETING));
    expect(screen.getByText('stage deleting')).toBeVisible();
    expect(result.bannerMessage).toBe('Database orders is being deleted.');
    act(() => result.setStage(Stage.READY));
    expect(screen.getByText('stage ready')).toBeVisible();
  });

  it('W7: says that an object does not exist, instead of that it is being deleted', async () => {
    await renderOnEntity(new FakePlatform(), resourceEntity, <Probe />);
    expect(await screen.findByText('stage error', {}, LIMIT)).toBeVisible();
    expect(screen.getByText('Database orders does not exist.')).toBeVisible();
    expect(result.resource).toBeNull();
  });

  it('W3: names missing annotations, and sends no incomplete request', async () => {
    const { 'kratix.io/group': _, ...annotations } =
      resourceEntity.metadata.annotations!;
    await renderOnEntity(
      platformWithRequest(),
      {
        ...resourceEntity,
        metadata: { ...resourceEntity.metadata, annotations },
      },
      <Probe />,
    );
    expect(await screen.findByText('stage error', {}, LIMIT)).toBeVisible();
    expect(result.missingKratixAnnotations).toEqual(['kratix.io/group']);
    expect(result.bannerMessage).toContain('kratix.io/group');
  });
});

describe('the fields of a Promise’s form', () => {
  const { template } = createPromiseTemplate({
    promise: promiseWith({
      type: 'object',
      properties: {
        tls: {
          type: 'object',
          required: ['secretName'],
          properties: { secretName: { type: 'string' } },
        },
      },
    }),
    settings: { singleSpecPage: true },
  });
  const steps = template!.spec.parameters.map(({ title, ...schema }) => ({
    title: title as string,
    schema: { title, ...schema },
  }));

  function Form(props: {
    fields: ReactNode;
    onCreate: (spec: unknown) => void;
  }) {
    const found = useCustomFieldExtensions(props.fields);
    return (
      <Stepper
        manifest={{ title: 'Thing', steps }}
        extensions={found as []}
        initialState={{ objname: 'one', objnamespace: 'default' }}
        onCreate={async ({ spec }) => props.onCreate(spec)}
      />
    );
  }

  const press = async (name: string) =>
    userEvent.click(await screen.findByRole('button', { name }, LIMIT));

  async function openSpec(fields: ReactNode, onCreate = jest.fn()) {
    await renderInTestApp(
      <TestApiProvider apis={fakeApis(new FakePlatform())}>
        <Form fields={fields} onCreate={onCreate} />
      </TestApiProvider>,
    );
    await press('Next');
    return onCreate;
  }

  it('are field extensions, with which an optional object can be left out', async () => {
    const onCreate = await openSpec(
      <ScaffolderFieldExtensions>{kratixFormFields}</ScaffolderFieldExtensions>,
    );
    expect(
      await screen.findByRole('checkbox', { name: 'TLS' }, LIMIT),
    ).not.toBeChecked();
    await press('Review');
    await press('Create');
    expect(onCreate).toHaveBeenCalledWith({});
    expect(screen.queryByText(/lacks the fields/)).not.toBeInTheDocument();
  });

  it('are named as missing by a form that does not find them', async () => {
    await openSpec(null);
    expect(
      await screen.findByText(
        /portal lacks the fields of this form/,
        {},
        LIMIT,
      ),
    ).toBeVisible();
  });
});
