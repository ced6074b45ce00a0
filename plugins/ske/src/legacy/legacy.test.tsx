import type { Entity } from '@backstage/catalog-model';
import { EntityLayout } from '@backstage/plugin-catalog';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import {
  KratixAboutCard,
  KratixManageTab,
  KratixOverviewTab,
  KratixPlatformPage,
  KratixPromiseEntityPage,
  KratixResourceEntityPage,
  KratixResourceManageContent,
  skeFrontendPlugin,
  Stage,
} from '../index';
import { fakeApis, FakePlatform } from '../live/__testUtils__';
import { platformWithOrders } from '../requests/__testUtils__/orders';
import { renderOnEntity, resourceEntity } from './__testUtils__/renderOnEntity';
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

jest.setTimeout(120_000);

const promiseEntity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'database-promise',
    namespace: 'default',
    // The pages say what the entity stands for, because it has no type.
    annotations: { 'kratix.io/promise-name': 'database' },
  },
  spec: { type: 'service', owner: 'team-a' },
};

describe('F2: the exports for the old frontend system', () => {
  it('shows a resource with its tabs, and the tabs that the app adds', async () => {
    await renderOnEntity(
      platformWithOrders(),
      resourceEntity,
      <KratixResourceEntityPage>
        <EntityLayout.Route path="/more" title="More">
          <p>more</p>
        </EntityLayout.Route>
      </KratixResourceEntityPage>,
    );
    expect(await screen.findByText('orders', { selector: 'h2' })).toBeVisible();
    const tabs = (await screen.findAllByRole('tab')).map(
      tab => tab.textContent,
    );
    expect(tabs).toEqual(
      expect.arrayContaining(['Overview', 'Manage', 'Pipelines', 'More']),
    );
  });

  it('shows a Promise whose entity has no type', async () => {
    const platform = new FakePlatform();
    platform.put({
      apiVersion: 'platform.kratix.io/v1alpha1',
      kind: 'Promise',
      metadata: { name: 'database' },
      spec: {},
    });
    await renderOnEntity(platform, promiseEntity, <KratixPromiseEntityPage />);
    expect(
      await screen.findByText('database', { selector: 'h2' }),
    ).toBeVisible();
  });

  it('shows the cards of the app below the live state', async () => {
    await renderOnEntity(
      platformWithOrders(),
      resourceEntity,
      <KratixOverviewTab resourceType="resource">
        <p>a card of the app</p>
      </KratixOverviewTab>,
    );
    expect(await screen.findByText('a card of the app')).toBeVisible();
    expect(await screen.findByText('orders', { selector: 'h2' })).toBeVisible();
  });

  it('shows the form of a resource', async () => {
    await renderOnEntity(
      platformWithOrders(),
      resourceEntity,
      <KratixManageTab resourceType="resource" />,
    );
    expect(await screen.findByText('orders', { selector: 'h2' })).toBeVisible();
  });

  it('shows the form of the resource that the app passes as a property', async () => {
    await renderOnEntity(
      platformWithOrders(),
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
    expect(await screen.findByText('orders', { selector: 'h2' })).toBeVisible();
  });

  it('shows the namespace and the description that the catalog has', async () => {
    await renderOnEntity(
      new FakePlatform(),
      resourceEntity,
      <KratixAboutCard entity={resourceEntity} entityType="resource" />,
    );
    const card = await screen.findByRole('region', { name: 'About Resource' });
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
      await screen.findByRole('tab', { name: 'My resources' }),
    ).toHaveAttribute('aria-selected', 'true');
    expect(screen.getByRole('tab', { name: 'Services' })).toBeVisible();
    // The page of Backstage is the landmark.
    expect(screen.getAllByRole('main')).toHaveLength(1);
  });

  it('has the id of SKE’s plugin', () => {
    expect(skeFrontendPlugin.getId()).toBe('ske-frontend');
    const ids = [...skeFrontendPlugin.getApis()].map(({ api }) => api.id);
    expect(ids).toContain('plugin.ske-frontend');
    // An app does not start if a plugin has an API that the app has already.
    expect(ids.filter(id => id.startsWith('core.'))).toEqual([]);
  });
});
