import { renderInTestApp } from '@backstage/frontend-test-utils';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeApis, FakeEnvironment, FakePlatform } from '../live/__testUtils__';
import { rootRouteRef, type PromiseTab } from '../routes';
import { PromisePage } from './PromisePage';

const KRATIX = 'platform.kratix.io/v1alpha1';

function databasePromise(more: object = {}) {
  return {
    apiVersion: KRATIX,
    kind: 'Promise',
    metadata: {
      name: 'database',
      labels: { 'kratix.io/promise-version': 'v1.2.0' },
    },
    spec: {
      requiredPromises: [{ name: 'storage', version: 'v2' }],
      api: {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'databases.demo.example.com' },
        spec: {
          group: 'demo.example.com',
          names: { kind: 'Database', plural: 'databases' },
          versions: [
            {
              name: 'v1',
              storage: true,
              served: true,
              schema: {
                openAPIV3Schema: {
                  type: 'object',
                  description: 'A database for one team',
                  properties: {
                    spec: {
                      type: 'object',
                      required: ['size'],
                      properties: {
                        size: {
                          type: 'string',
                          enum: ['small', 'large'],
                          description: 'How much it holds',
                        },
                      },
                    },
                  },
                },
              },
            },
          ],
        },
      },
    },
    status: {
      conditions: [
        { type: 'Available', status: 'False', reason: 'PromiseUnavailable' },
        {
          type: 'RequirementsFulfilled',
          status: 'False',
          reason: 'RequirementsNotInstalled',
        },
      ],
      requiredPromises: [
        { name: 'storage', version: 'v2', state: 'Requirement not installed' },
      ],
    },
    ...more,
  };
}

async function show(
  platform: FakePlatform,
  tab: PromiseTab = 'overview',
  environment = new FakeEnvironment(),
) {
  renderInTestApp(<PromisePage name="database" tab={tab} />, {
    apis: [...fakeApis(platform, environment)],
    mountedRoutes: { '/kratix': rootRouteRef },
  });
  await act(async () => environment.advance(500));
  return {
    advance: (milliseconds: number) =>
      act(async () => environment.advance(milliseconds)),
  };
}

afterEach(() => jest.restoreAllMocks());

describe('PromisePage', () => {
  it('says that Kratix cannot install a Promise whose name is too long for a label', async () => {
    const name = 'a'.repeat(66);
    const platform = new FakePlatform();
    platform.put(databasePromise({ metadata: { name } }));
    const environment = new FakeEnvironment();
    renderInTestApp(<PromisePage name={name} tab="pipelines" />, {
      apis: [...fakeApis(platform, environment)],
      mountedRoutes: { '/kratix': rootRouteRef },
    });
    await act(async () => environment.advance(500));

    expect(
      await screen.findByText(/name of this Promise has 66 characters/),
    ).toBeVisible();
    expect(
      platform.calls.filter(({ method }) => method === 'watchMany'),
    ).not.toContainEqual(
      expect.objectContaining({
        input: expect.arrayContaining([
          expect.objectContaining({
            labelSelector: expect.stringContaining(name),
          }),
        ]),
      }),
    );
  });

  it('says what the Promise waits for, and links to it', async () => {
    const platform = new FakePlatform();
    platform.put(databasePromise());
    await show(platform);
    expect(
      await screen.findByRole('heading', { name: 'Database', level: 2 }),
    ).toBeVisible();
    expect(screen.getByText('A database for one team')).toBeVisible();
    const requirements = screen.getByRole('region', { name: 'Requirements' });
    expect(
      within(requirements).getByRole('link', { name: 'storage' }),
    ).toHaveAttribute('href', '/kratix/services/storage');
    expect(within(requirements).getByText('Not installed')).toBeVisible();
  });

  it('describes the API in words, and has an example to copy', async () => {
    const platform = new FakePlatform();
    platform.put(databasePromise());
    await show(platform, 'api');
    const table = await screen.findByRole('table', {
      name: 'Fields of a request',
    });
    expect(within(table).getByRole('rowheader')).toHaveTextContent(
      'sizerequired',
    );
    expect(within(table).getByText('One of "small", "large".')).toBeVisible();
    expect(
      screen.getByLabelText('Example', { selector: 'pre' }),
    ).toHaveTextContent('kind: Database');
  });

  it('has a text for a Promise without an API', async () => {
    const platform = new FakePlatform();
    platform.put(databasePromise({ spec: {} }));
    await show(platform, 'api');
    expect(await screen.findByText('The Promise has no API')).toBeVisible();
  });

  it('says that the Promise does not exist', async () => {
    await show(new FakePlatform());
    expect(
      await screen.findByRole('heading', {
        name: 'The Promise database does not exist',
        level: 2,
      }),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'See what the platform offers' }),
    ).toHaveAttribute('href', '/kratix/services');
  });

  it('names the right that is missing', async () => {
    const platform = new FakePlatform();
    platform.refuse({ kind: 'Promise' });
    await show(platform);
    expect(await screen.findAllByText(/may not/)).not.toHaveLength(0);
  });

  it('shows a Promise that the user may read but not watch, and names the missing right', async () => {
    const platform = new FakePlatform();
    platform.put(databasePromise());
    platform.refuseVerbs({ kind: 'Promise' }, ['watch']);
    await show(platform);
    expect(
      await screen.findByRole('heading', { name: 'Database', level: 2 }),
    ).toBeVisible();
    expect(
      screen.getByText(/^This Promise is not live: .* but not watch it/),
    ).toBeVisible();
    expect(
      screen.getByText('You may not watch Promise database.'),
    ).toBeVisible();
  });

  it('keeps saying that the user may watch nothing while it tries the watches again', async () => {
    const platform = new FakePlatform();
    platform.put(databasePromise());
    platform.refuseVerbs({}, ['watch']);
    const { advance } = await show(platform);
    await screen.findByRole('heading', { name: 'Database', level: 2 });
    await advance(5_000);
    platform.goSilent();
    await advance(70_000);
    expect(platform.openStreams).toBe(1);
    expect(
      screen.getByText('You may not watch Promise database.'),
    ).toBeVisible();
  });

  it('says that it is out of date if the Promise cannot be read while the rest of the page is live', async () => {
    const platform = new FakePlatform();
    platform.put(databasePromise());
    const { advance } = await show(platform);
    await screen.findByRole('heading', { name: 'Database', level: 2 });
    platform.refuse(
      { kind: 'Promise' },
      new SkeError({ code: 'cluster-error', message: 'The webhook is down.' }),
    );
    await advance(500);
    expect(await screen.findByText(/It cannot be read now/)).toBeVisible();
    expect(
      screen.getByText('The API server of the cluster has a fault.'),
    ).toBeVisible();
    platform.allowAll();
    await advance(30_000);
    expect(screen.queryByText(/It cannot be read now/)).toBeNull();
  });

  it('stays open when the Promise is deleted', async () => {
    const platform = new FakePlatform();
    platform.put(databasePromise());
    const { advance } = await show(platform);
    await screen.findByRole('heading', { name: 'Database', level: 2 });
    platform.remove(databasePromise());
    await advance(500);
    expect(await screen.findByText(/^Deleted at/)).toBeVisible();
    expect(screen.getByText('A database for one team')).toBeVisible();
  });

  it('says that a deletion takes longer than usual, and then how long it took', async () => {
    const platform = new FakePlatform();
    const environment = new FakeEnvironment();
    jest.spyOn(Date, 'now').mockImplementation(() => environment.now());
    const deleting = {
      ...databasePromise(),
      metadata: {
        ...databasePromise().metadata,
        finalizers: ['kratix.io/dependencies-cleanup'],
        deletionTimestamp: new Date(
          environment.now() - 6 * 60_000,
        ).toISOString(),
      },
    };
    platform.put(deleting);
    const { advance } = await show(platform, 'overview', environment);
    expect(
      await screen.findByText(/takes longer than usual: 6 min so far/),
    ).toBeVisible();
    platform.remove(deleting);
    await advance(500);
    expect(
      await screen.findByText(/^Deleted at .* The deletion took 6 min/),
    ).toBeVisible();
    expect(screen.queryByText(/longer than usual/)).toBeNull();
  });

  it('says that another Promise has taken the name, until the user confirms it', async () => {
    const platform = new FakePlatform();
    const first = platform.put(databasePromise());
    const { advance } = await show(platform);
    await screen.findByRole('heading', { name: 'Database', level: 2 });
    platform.remove(first);
    platform.put({
      ...databasePromise(),
      metadata: { ...databasePromise().metadata, uid: 'another' },
    });
    await advance(500);
    expect(
      await screen.findByText(/This is another one with the same name/),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'OK' }));
    expect(screen.queryByText(/This is another one/)).toBeNull();
  });

  it('shows everything else when the revisions may not be listed', async () => {
    const platform = new FakePlatform();
    platform.put(databasePromise());
    platform.refuse({ kind: 'PromiseRevision' });
    const { advance } = await show(platform);
    const versions = await screen.findByRole('region', { name: 'Versions' });
    await advance(1_000);
    expect(
      within(versions).getByText('You may not list PromiseRevision objects.'),
    ).toBeVisible();
    expect(screen.getByText('A database for one team')).toBeVisible();
  });
});
