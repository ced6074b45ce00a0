import type { Entity } from '@backstage/catalog-model';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import skePlugin from '../index';
import { fakeApis, FakePlatform } from '../live/__testUtils__';
import { platformWithOrders } from '../requests/__testUtils__/orders';
// Loaded before the test, so that a content opens at once.
import '../promise';
import '../resource';
import './EntityOverview';
import './EntityTab';

const annotations = {
  'kratix.io/type': 'resource',
  'kratix.io/group': 'demo.example.com',
  'kratix.io/version': 'v1',
  'kratix.io/kind': 'Database',
  'kratix.io/name': 'orders',
  'kratix.io/namespace': 'team-orders',
  'kratix.io/status': '{not json',
  'kratix.io/promise-summary': 'Databases for **every** team',
};

function component(more: object = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'one', namespace: 'default', annotations },
    spec: { type: 'service', lifecycle: 'production', owner: 'team-a' },
    ...more,
  };
}

function annotated(values: Record<string, string>): Entity {
  return component({
    metadata: { ...component().metadata, annotations: values },
  });
}

/** Stands for the cards of other plugins, such as the graph of relations. */
const otherCard = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    EntityCardBlueprint.make({
      name: 'other',
      params: { loader: async () => <p>a card of another plugin</p> },
    }),
  ],
});

function open(entity: Entity, platform: FakePlatform, tab = '') {
  renderTestApp({
    features: [skePlugin, catalogPlugin, otherCard],
    initialRouteEntries: [`/catalog/default/component/one${tab}`],
    apis: [...fakeApis(platform), catalogApiMock({ entities: [entity] })],
    config: {
      app: { baseUrl: 'http://localhost' },
      backend: { baseUrl: 'http://localhost' },
    },
  });
}

/** The title and the path of each tab that the catalog shows. */
function tabs(): string[] {
  const root = '/catalog/default/component/one';
  // It takes long to compute whether each of many links is visible, and this does not matter here.
  return screen.queryAllByRole('link', { hidden: true }).flatMap(link => {
    const href = link.getAttribute('href') ?? '';
    return href.startsWith(`${root}/`)
      ? [`${link.textContent} ${href.slice(root.length)}`]
      : [];
  });
}

describe('the entity page', () => {
  it('shows the live state of a resource, then the summary and the cards of the catalog', async () => {
    open(component(), platformWithOrders());

    expect(await screen.findByText('orders', { selector: 'h2' })).toBeVisible();
    expect(
      screen.getByText('Open the page on the platform', { selector: 'a' }),
    ).toHaveAttribute(
      'href',
      '/kratix/resources/demo.example.com/v1/Database/team-orders/orders',
    );
    const catalog = screen.getByRole('region', {
      hidden: true,
      name: 'In the catalog',
    });
    expect(
      await within(catalog).findByText('a card of another plugin'),
    ).toBeVisible();
    const summary = screen.getByRole('region', {
      hidden: true,
      name: 'About the Promise',
    });
    expect(summary).toHaveTextContent('Databases for every team');
    await waitFor(() =>
      expect(tabs()).toEqual(
        expect.arrayContaining([
          'Pipelines /pipelines',
          'Placement /placement',
          'Events /events',
          'YAML /yaml',
          'Graph /graph',
          'Manage /manage',
        ]),
      ),
    );
    expect(tabs()).not.toContain('Requests /requests');
  }, 120_000);

  it('opens a tab by its address', async () => {
    open(component(), platformWithOrders(), '/yaml');

    const found = await screen.findAllByText(/size/);
    expect(found).not.toHaveLength(0);
    expect(screen.getByText('orders', { selector: 'h2' })).toBeVisible();
  }, 120_000);

  it('F6: changes a resource on the tab Manage, with its actions above', async () => {
    open(component(), platformWithOrders(), '/manage');

    const found = await screen.findAllByText(/size/);
    expect(found).not.toHaveLength(0);
    expect(
      await screen.findByRole('button', { name: 'Review', hidden: true }),
    ).toBeInTheDocument();
    expect(screen.getByText('orders', { selector: 'h2' })).toBeVisible();
  }, 120_000);

  it('shows a Promise even if only its `spec.type` says so', async () => {
    const platform = new FakePlatform();
    platform.put({
      apiVersion: 'platform.kratix.io/v1alpha1',
      kind: 'Promise',
      metadata: { name: 'database' },
      spec: {},
      status: {
        conditions: [
          { type: 'Available', status: 'True', reason: 'PromiseAvailable' },
        ],
      },
    });
    open(
      component({
        metadata: {
          ...component().metadata,
          annotations: { 'kratix.io/promise-name': 'database' },
        },
        spec: { ...component().spec, type: 'kratix-promise' },
      }),
      platform,
    );

    expect(await screen.findByText('Promise database')).toBeVisible();
    await waitFor(() => expect(tabs()).toContain('API /api'));
    expect(tabs()).toContain('Requests /requests');
    expect(tabs()).not.toContain('Placement /placement');
    expect(
      screen.getByText('Open the page on the platform', { selector: 'a' }),
    ).toHaveAttribute('href', '/kratix/services/database');
  }, 120_000);

  it('names the annotations that are missing, and reads nothing', async () => {
    const { 'kratix.io/version': _, ...others } = annotations;
    open(annotated(others), new FakePlatform());

    expect(
      await screen.findByText(
        'The entity does not name its object in the platform',
      ),
    ).toBeVisible();
    expect(screen.getByText('kratix.io/version')).toBeVisible();
    expect(screen.queryByText('kratix.io/group')).toBeNull();
    expect(await screen.findByText('a card of another plugin')).toBeVisible();
  }, 120_000);

  it('says that a pull request waits while the request does not exist', async () => {
    const url = 'https://git.example.com/pulls/7';
    open(
      annotated({
        ...annotations,
        'kratix.io/phase': 'pending-review',
        'kratix.io/pull-request-url': url,
      }),
      new FakePlatform(),
    );

    expect(
      await screen.findByRole('link', { name: /^Open the pull request/ }),
    ).toHaveAttribute('href', url);
  }, 120_000);

  it('P2: says that a recorded request was never created, why, and how to request it again', async () => {
    open(
      annotated({
        ...annotations,
        'kratix.io/promise-name': 'database',
        'kratix-portal.io/state': 'never-created',
        'kratix-portal.io/requested-by': 'user:default/jane',
        'kratix-portal.io/requested-at': '2026-11-29T09:00:00Z',
        'kratix-portal.io/last-failure':
          'The cluster rejected these fields: spec.size.',
      }),
      new FakePlatform(),
    );

    expect(
      await screen.findByText('Database orders was never created'),
    ).toBeVisible();
    expect(
      screen.getByText(
        'The last attempt failed: The cluster rejected these fields: spec.size.',
      ),
    ).toBeVisible();
    expect(screen.getByText(/Requested by user:default\/jane/)).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Request it again', hidden: true }),
    ).toHaveAttribute('href', '/kratix/services/database/new');
  }, 120_000);

  it('P1: says that the create of a recorded request has failed, and does not say that the request waits', async () => {
    open(
      annotated({
        ...annotations,
        'kratix.io/phase': 'pending-creation',
        'kratix.io/promise-name': 'database',
        'kratix-portal.io/state': 'requested',
        'kratix-portal.io/last-failure':
          'The scaffolder task failed in the step "Publish" (publish:git). Its log says why.',
      }),
      new FakePlatform(),
    );

    expect(
      await screen.findByText(/the attempt to create it failed/),
    ).toBeVisible();
    expect(screen.getByText(/failed in the step "Publish"/)).toBeVisible();
    expect(screen.queryByText('The platform applies the change')).toBeNull();
    expect(
      screen.getByRole('link', { name: 'Request it again', hidden: true }),
    ).toHaveAttribute('href', '/kratix/services/database/new');
  }, 120_000);

  it('F9: shows a deletion that waits in a pull request before the refusal of the cluster', async () => {
    const platform = platformWithOrders();
    platform.refuse({ kind: 'Database' });
    open(
      annotated({
        ...annotations,
        'kratix.io/phase': 'pending-deletion',
        'kratix.io/status': JSON.stringify({ message: 'as recorded' }),
      }),
      platform,
    );

    expect(
      await screen.findByText('The platform deletes the resource'),
    ).toBeVisible();
    expect(screen.getByText('Approval of the pull request')).toBeVisible();
    expect(screen.getByText(/may not.*Database orders/)).toBeVisible();
    expect(screen.getByText('as recorded')).toBeVisible();
  }, 120_000);

  it('F5: says that a recorded status is not JSON, if the user may not read the cluster', async () => {
    const platform = platformWithOrders();
    platform.refuse({ kind: 'Database' });
    open(component(), platform);

    expect(
      await screen.findByText(
        'The annotation kratix.io/status of the entity does not contain a JSON object.',
      ),
    ).toBeVisible();
  }, 120_000);

  it('F4: shows the recorded status of a Promise if the user may not read the cluster', async () => {
    const platform = new FakePlatform();
    platform.refuse({ kind: 'Promise' });
    open(
      annotated({
        'kratix.io/type': 'promise',
        'kratix.io/promise-name': 'database',
        'kratix.io/status': JSON.stringify({ kind: 'as recorded' }),
      }),
      platform,
    );

    expect(await screen.findByText('as recorded')).toBeVisible();
  }, 120_000);

  it('leaves the pages of other entities as they are', async () => {
    open(annotated({}), new FakePlatform());

    expect(await screen.findByText('a card of another plugin')).toBeVisible();
    expect(tabs()).not.toContain('YAML /yaml');
    expect(
      screen.queryByRole('region', { hidden: true, name: 'In the catalog' }),
    ).toBeNull();
  }, 120_000);
});
