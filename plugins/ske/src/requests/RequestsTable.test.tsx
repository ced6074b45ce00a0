import { SkeError } from '@kratix-portal/plugin-ske-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakePlatform } from '../live/__testUtils__';
import {
  promiseObject,
  requestObject,
  statuses,
} from './__testUtils__/objects';
import { change, renderPage, storedIn } from './__testUtils__/renderPage';
import { runningSince, runWithoutImage } from './__testUtils__/runs';
import {
  cache,
  names,
  orders,
  platformWith,
  putNamespaces,
  restrictTo,
  rowOf,
  sees,
} from './__testUtils__/requestsTable';
import { RequestsTable } from './RequestsTable';

describe('RequestsTable', () => {
  it('lists the requests of all Promises, those that need attention first', async () => {
    await renderPage(<RequestsTable />, {
      platform: platformWith(cache, orders),
    });

    await sees('orders', 'cache');
    expect(screen.getByText('2 requests')).toBeVisible();
    expect(within(rowOf('orders')).getByText('Failed')).toBeVisible();
    expect(within(rowOf('orders')).getByText('ada')).toBeVisible();
  });

  it('shows that the image of a pipeline cannot be pulled, as the page of the request does', async () => {
    const stuck = requestObject({
      name: 'stuck',
      status: runningSince(new Date(Date.now() - 3 * 60_000).toISOString()),
    });
    const platform = platformWith(cache, stuck);
    const { apiVersion, kind, metadata } = stuck;
    const { namespace, name } = metadata;
    platform.setPipelines(
      { apiVersion, kind, namespace, name },
      { runs: [runWithoutImage] },
    );
    await renderPage(<RequestsTable />, { platform });

    await sees('stuck', 'cache');
    expect(
      await within(rowOf('stuck')).findByText(/cannot be pulled/),
    ).toBeInTheDocument();
    expect(
      platform.calls.filter(({ method }) => method === 'getPipelines'),
    ).toHaveLength(1);
  });

  it('says that a step takes long if no other reason is known', async () => {
    const status = runningSince(
      new Date(Date.now() - 11 * 60_000).toISOString(),
    );
    await renderPage(<RequestsTable />, {
      platform: platformWith(cache, requestObject({ name: 'slow', status })),
    });

    await sees('slow', 'cache');
    expect(
      within(rowOf('slow')).getByText(/more than 10 minutes/),
    ).toBeInTheDocument();
  });

  it('lists all requests, even if there are more Promises than the streams have room for', async () => {
    const platform = new FakePlatform();
    for (let index = 0; index < 120; index++) {
      const kind = `Kind${index}`;
      platform.put(promiseObject({ name: `promise-${index}`, kind }));
      platform.put(requestObject({ name: `request-${index}`, kind }));
    }
    await renderPage(<RequestsTable />, { platform });

    expect(await screen.findByText('120 requests')).toBeVisible();
    expect(screen.queryByText(/not listed completely/)).not.toBeInTheDocument();
    expect(await screen.findByText(/Promises are not live/)).toBeVisible();
  });

  it('lists the requests of one Promise without the column Promise', async () => {
    await renderPage(<RequestsTable promise="redis" />, {
      platform: platformWith(cache, orders),
    });

    await sees('cache');
    expect(
      screen.queryByRole('columnheader', { name: 'Promise' }),
    ).not.toBeInTheDocument();
  });

  it('says that it is loading while nothing has been read', async () => {
    const platform = platformWith(cache);
    platform.goSilent();
    await renderPage(<RequestsTable />, { platform });

    expect(await screen.findByText('Loading')).toBeInTheDocument();
    expect(screen.queryByText(/no requests/)).not.toBeInTheDocument();
  });

  it('waits for all lists before it shows rows, so that they do not move', async () => {
    const platform = platformWith(cache, orders);
    platform.access = () => ({ allowed: true });
    await renderPage(<RequestsTable />, { platform });
    const shown: string[][] = [];
    const observer = new MutationObserver(() => {
      shown.push(names().map(String));
    });
    observer.observe(document.body, { childList: true, subtree: true });

    await sees('orders', 'cache');

    observer.disconnect();
    expect(shown).not.toContainEqual(['cache']);
    expect(shown).not.toContainEqual(['orders']);
  });

  it('links to the services if there are no requests', async () => {
    await renderPage(<RequestsTable />, { platform: platformWith() });

    expect(await screen.findByText('You have no requests yet')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'See what the platform offers' }),
    ).toHaveAttribute('href', '/kratix/services');
  });

  it('says that a Promise without an API has no requests', async () => {
    const platform = new FakePlatform();
    platform.put(promiseObject({ hasApi: false }));
    await renderPage(<RequestsTable promise="redis" />, { platform });

    expect(await screen.findByText('This Promise has no API')).toBeVisible();
  });

  it('names the missing right if the user may not list Promises', async () => {
    const platform = platformWith(cache);
    platform.refuse({ kind: 'Promise' });
    await renderPage(<RequestsTable />, { platform });

    expect(
      await screen.findByRole('heading', { name: /list Promise/ }),
    ).toBeVisible();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('shows the other requests if one Promise is refused', async () => {
    const platform = platformWith(cache, orders);
    platform.refuse({ kind: 'Database' });
    platform.access = ({ kind }) => ({ allowed: kind !== 'Database' });
    await renderPage(<RequestsTable />, { platform });

    await sees('cache');
    expect(
      await screen.findByText('1 Promise could not be listed: not allowed.'),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Details' }));
    expect(
      screen.getAllByText(/list Database objects in all namespaces/)[0],
    ).toBeVisible();
  });

  it('shows the requests that the user may list but not watch, and names the missing right', async () => {
    const platform = platformWith(cache, orders);
    platform.refuseVerbs({ kind: 'Database' }, ['watch']);
    platform.refuseVerbs({ kind: 'Promise' }, ['watch']);
    await renderPage(<RequestsTable />, { platform });

    await sees('orders', 'cache');
    expect(
      await screen.findByText(/^1 Promise is not live: you may list/),
    ).toBeVisible();
    expect(screen.getByText(/^You may not watch Promise/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Details' }));
    expect(screen.getByText(/^You may not watch Database/)).toBeVisible();
  });

  it('distinguishes an error from a missing right', async () => {
    const platform = platformWith(cache, orders);
    platform.refuse(
      { kind: 'Database' },
      new SkeError({ code: 'invalid-input', message: 'A bug.' }),
    );
    await renderPage(<RequestsTable />, { platform });

    await sees('cache');
    expect(
      screen.getByText('1 Promise could not be listed because of an error.'),
    ).toBeVisible();
  });

  describe('if the cluster does not serve an API yet', () => {
    const setUp = () => {
      const platform = platformWith(cache, orders);
      platform.refuse(
        { kind: 'Database' },
        new SkeError({ code: 'kind-not-served', message: 'No such kind.' }),
      );
      return platform;
    };

    it('says so above the list, and not that there was an error', async () => {
      await renderPage(<RequestsTable />, { platform: setUp() });

      await sees('cache');
      expect(
        screen.getByText(/does not serve the API of 1 Promise yet/),
      ).toBeVisible();
      expect(screen.queryByText(/because of an error/)).not.toBeInTheDocument();
    });

    it('says so once in the list of its Promise', async () => {
      await renderPage(<RequestsTable promise="database" />, {
        platform: setUp(),
      });

      expect(
        await screen.findByText('The cluster does not serve this API yet'),
      ).toBeVisible();
      expect(
        screen.queryByText(/does not serve the API of 1 Promise/),
      ).not.toBeInTheDocument();
    });
  });

  it('settles if the only list fails with an error that is retried', async () => {
    const platform = platformWith(orders);
    platform.refuse(
      { kind: 'Database' },
      new SkeError({ code: 'cluster-error', message: 'A webhook is down.' }),
    );
    await renderPage(<RequestsTable />, { platform });

    expect(
      await screen.findByText(
        /could not be listed because of an error\.$/,
        {},
        { timeout: 10_000 },
      ),
    ).toBeVisible();
    // Whether there are requests is not known.
    expect(screen.queryByText('You have no requests yet')).toBeNull();
  });

  it('shows the namespaces that the user may list, and says that there may be more', async () => {
    const platform = platformWith(cache, orders);
    putNamespaces(platform, 'team-a', 'team-b');
    restrictTo(platform, 'team-a');
    await renderPage(<RequestsTable />, { platform });

    await sees('cache');
    expect(
      await screen.findByText(
        /Requests in 1 namespace are shown: team-a\. You may not list all namespaces\./,
      ),
    ).toBeVisible();
  });

  it('asks for the namespace of a user who may not list namespaces, and remembers it', async () => {
    const platform = platformWith(cache, orders);
    platform.refuse({ kind: 'Namespace' });
    restrictTo(platform, 'team-b');
    const { apis } = await renderPage(<RequestsTable />, { platform });
    await screen.findByText('Which namespace do you work in?');

    const field = screen.getByRole('textbox', { name: 'Namespace' });
    await userEvent.type(field, 'Team B{Enter}');
    expect(screen.getByRole('alert')).toHaveTextContent(/lower-case letters/);
    await userEvent.clear(field);
    await userEvent.type(field, 'team-b{Enter}');

    await sees('orders');
    expect(storedIn(apis, 'namespaces')).toEqual(['team-b']);
  });

  it('checks the rights in the namespace that the user filters by', async () => {
    const platform = platformWith(cache, orders);
    platform.refuse({ kind: 'Namespace' });
    restrictTo(platform, 'team-a');
    await renderPage(<RequestsTable />, {
      platform,
      search: '?namespace=team-a',
    });

    await sees('cache');
    expect(
      screen.queryByText('Which namespace do you work in?'),
    ).not.toBeInTheDocument();
  });
});

describe('RequestsTable, live', () => {
  it('changes a row in place, does not draw the other rows again, and sorts when the user asks for it', async () => {
    const platform = platformWith(cache, orders);
    const database = { ...orders, status: statuses.ready };
    platform.put(database);
    await renderPage(<RequestsTable />, { platform });
    await sees('cache', 'orders');
    const row = rowOf('cache');

    await change(() => {
      platform.put(orders);
    });

    await waitFor(() =>
      expect(within(rowOf('orders')).getByText('Failed')).toBeVisible(),
    );
    expect(names()).toEqual(['cache', 'orders']);
    expect(rowOf('cache')).toBe(row);
    expect(screen.getByText(/1 request has changed/)).toBeVisible();

    await userEvent.click(screen.getByRole('button', { name: 'Sort again' }));

    await sees('orders', 'cache');
    expect(screen.queryByText(/has changed/)).not.toBeInTheDocument();
  });

  it('adds a new request at the end and keeps a deleted request, until the user sorts again', async () => {
    const platform = platformWith(cache);
    await renderPage(<RequestsTable />, { platform });
    await sees('cache');

    await change(() => {
      platform.put(requestObject({ name: 'alpha', status: null }));
      platform.remove(cache);
    });

    await sees('cache', 'alpha');
    expect(within(rowOf('cache')).getByText('Deleted')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Sort again' }));
    await sees('alpha');
  });

  it('keeps the rows when the right is taken away, and says so', async () => {
    const platform = platformWith(cache);
    await renderPage(<RequestsTable />, { platform });
    await sees('cache');

    await change(() => platform.refuse({ kind: 'Promise' }));

    expect(
      (await screen.findAllByText(/You may not list Promise/))[0],
    ).toBeVisible();
    expect(names()).toEqual(['cache']);
  });

  it('keeps the rows when the connection is lost', async () => {
    const platform = platformWith(cache);
    await renderPage(<RequestsTable />, { platform });
    await sees('cache');

    await change(() => platform.goDown());

    expect(names()).toEqual(['cache']);
  });
});
