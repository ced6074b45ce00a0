import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakePlatform } from '../live/__testUtils__';
import {
  promiseObject,
  requestObject,
  statuses,
} from '../requests/__testUtils__/objects';
import { change, renderPage } from '../requests/__testUtils__/renderPage';
import { ServicesPage } from './ServicesPage';

function platformWithPromises() {
  const platform = new FakePlatform();
  platform.put(promiseObject({ description: 'Caches for teams.' }));
  platform.put(
    promiseObject({
      name: 'database',
      kind: 'Database',
      annotations: { 'ske.backstage.template/owner': 'group:data' },
    }),
  );
  platform.put(requestObject({ name: 'one' }));
  platform.put(requestObject({ name: 'two', status: statuses.failed }));
  return platform;
}

const card = async (title: string) =>
  screen.findByRole('article', { name: title });
const titles = () =>
  screen.queryAllByRole('heading', { level: 2 }).map(each => each.textContent);
const address = () => screen.getByTestId('address').textContent;

describe('ServicesPage', () => {
  it('says what each Promise is, whether it is available, and which requests the user has', async () => {
    await renderPage(<ServicesPage />, { platform: platformWithPromises() });

    const redis = within(await card('Redis'));
    expect(redis.getByText('Available')).toBeVisible();
    expect(redis.getByText('The Promise can fulfil requests.')).toBeVisible();
    expect(redis.getByText('Caches for teams.')).toBeVisible();
    expect(redis.getByRole('link', { name: 'Redis' })).toHaveAttribute(
      'href',
      '/kratix/services/redis',
    );
    expect(
      await redis.findByRole('link', { name: '2 requests' }),
    ).toHaveAttribute('href', '/kratix/resources?promise=redis');
    expect(redis.getByRole('link', { name: 'Failed: 1' })).toHaveAttribute(
      'href',
      '/kratix/resources?promise=redis&state=failed',
    );
    expect(
      within(await card('Database')).getByText('No requests yet.'),
    ).toBeVisible();
  });

  it('links to the form of each Promise', async () => {
    await renderPage(<ServicesPage />, { platform: platformWithPromises() });

    const redis = within(await card('Redis'));
    expect(redis.getByRole('link', { name: 'Request Redis' })).toHaveAttribute(
      'href',
      '/kratix/services/redis/new',
    );
  });

  it('offers the form if there are more namespaces than the page has checked', async () => {
    const platform = platformWithPromises();
    Array.from({ length: 302 }, (_, index) =>
      platform.put({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: `ns-${index}` },
      }),
    );
    platform.access = ({ verb }) => ({ allowed: verb !== 'create' });
    await renderPage(<ServicesPage />, { platform });

    const redis = within(await card('Redis'));
    // Two services share the 300 questions.
    expect(
      await redis.findByText(/in the 150 namespaces that were checked/),
    ).toBeVisible();
    expect(redis.getByRole('link', { name: 'Request Redis' })).toBeVisible();
  });

  it('names the namespaces in which the user may request something', async () => {
    const platform = platformWithPromises();
    ['team-a', 'team-b'].forEach(name =>
      platform.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }),
    );
    platform.access = ({ verb, namespace }) => ({
      allowed: verb !== 'create' || namespace === 'team-b',
    });
    await renderPage(<ServicesPage />, { platform });

    const redis = within(await card('Redis'));
    expect(
      await redis.findByText('You may request it in team-b.'),
    ).toBeVisible();
  });

  it('keeps the button reachable by keyboard if the user may not request, with the reason', async () => {
    const platform = platformWithPromises();
    platform.put({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'team-a' },
    });
    platform.access = ({ verb, kind }) => ({
      allowed: verb !== 'create' || kind !== 'Database',
    });
    await renderPage(<ServicesPage />, { platform });

    const database = within(await card('Database'));
    const button = await database.findByRole('button');
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription(
      'You may create databases.demo.example.com neither in all namespaces nor in the one that was checked. Ask the owner of the Promise, group:data, for the right.',
    );
    button.focus();
    expect(button).toHaveFocus();
  });

  it.each([
    [
      'kind-not-served' as const,
      /^The cluster does not serve databases\.demo\.example\.com\./,
    ],
    [
      'kind-not-allowed' as const,
      /^A rule of the portal excludes databases\.demo\.example\.com/,
    ],
    [
      'forbidden' as const,
      /^The permission policy of the portal does not allow/,
    ],
  ])(
    'does not say that a role is missing if the reason is %s',
    async (code, reason) => {
      const platform = platformWithPromises();
      platform.access = ({ verb, kind }) =>
        verb === 'create' && kind === 'Database'
          ? { allowed: false, code }
          : { allowed: true };
      await renderPage(<ServicesPage />, { platform });

      const database = within(await card('Database'));
      expect(
        await database.findByRole('button', { description: reason }),
      ).toHaveAttribute('aria-disabled', 'true');
      expect(database.queryByText(/Ask the owner/)).not.toBeInTheDocument();
    },
  );

  it('offers the form when Kratix has installed the kind, without a reload', async () => {
    const platform = platformWithPromises();
    platform.access = ({ kind }) =>
      kind === 'Database'
        ? { allowed: false, code: 'kind-not-served' }
        : { allowed: true };
    await renderPage(<ServicesPage />, { platform });
    const database = within(await card('Database'));
    await database.findByRole('button', { name: 'Request' });

    platform.access = () => ({ allowed: true });
    await change(() => {
      platform.put(promiseObject({ name: 'database', kind: 'Database' }));
    });
    expect(
      await database.findByRole('link', { name: 'Request Database' }),
    ).toBeVisible();
  });

  it('says that nothing can be requested from a Promise without an API, or while it is deleted', async () => {
    const platform = new FakePlatform();
    platform.put(promiseObject({ name: 'tools', hasApi: false }));
    const deleted = promiseObject();
    platform.put({
      ...deleted,
      metadata: {
        ...deleted.metadata,
        deletionTimestamp: '2026-11-29T10:00:00Z',
      },
    });
    await renderPage(<ServicesPage />, { platform });

    const tools = within(await card('tools'));
    expect(tools.getByText(/the Promise has no API/)).toBeVisible();
    expect(tools.queryByRole('button')).not.toBeInTheDocument();
    const redis = within(await card('Redis'));
    expect(redis.getByRole('button', { name: 'Request' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
  });

  it('shows a new Promise without a reload', async () => {
    const platform = platformWithPromises();
    await renderPage(<ServicesPage />, { platform });
    await card('Redis');

    await change(() => {
      platform.put(promiseObject({ name: 'bucket', kind: 'Bucket' }));
    });

    expect(await card('Bucket')).toBeVisible();
  });

  it('says that no Promise is installed yet', async () => {
    await renderPage(<ServicesPage />, { platform: new FakePlatform() });

    expect(
      await screen.findByText('The platform offers nothing yet'),
    ).toBeVisible();
  });

  it('names the missing right if the user may not list Promises', async () => {
    const platform = platformWithPromises();
    platform.refuse({ kind: 'Promise' });
    await renderPage(<ServicesPage />, { platform });

    expect(
      await screen.findByRole('heading', { name: /list Promise/ }),
    ).toBeVisible();
  });

  it('shows the Promises to a user who may not list requests, and asks for a namespace', async () => {
    const platform = platformWithPromises();
    platform.refuse({ kind: 'Namespace' });
    platform.access = ({ namespace }) => ({ allowed: namespace === 'team-a' });
    await renderPage(<ServicesPage />, { platform });
    const redis = within(await card('Redis'));
    expect(
      await redis.findByText('You may not list its requests.'),
    ).toBeVisible();

    await userEvent.type(
      await screen.findByRole('textbox', { name: 'Namespace' }),
      'team-a{Enter}',
    );

    expect(
      await redis.findByText('You may request it in team-a.'),
    ).toBeVisible();
    expect(
      await redis.findByRole('link', { name: '2 requests' }),
    ).toBeVisible();
  });

  it('searches and filters, and writes both into the URL', async () => {
    await renderPage(<ServicesPage />, { platform: platformWithPromises() });
    await card('Redis');

    await userEvent.type(screen.getByRole('searchbox'), 'cach');

    await waitFor(() => expect(titles()).toEqual(['Redis']));
    expect(address()).toBe('/?q=cach');
    expect(screen.getByText('1 of 2 services')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear all filters' }),
    );
    await waitFor(() => expect(titles()).toEqual(['Database', 'Redis']));
  });

  it('reads the filters of a link', async () => {
    await renderPage(<ServicesPage />, {
      platform: platformWithPromises(),
      search: '?availability=unavailable',
    });

    expect(await screen.findByText('No service matches')).toBeVisible();
  });
});
