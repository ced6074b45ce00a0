import { SkeError } from '@kratix-portal/plugin-ske-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakePlatform } from '../live/__testUtils__';
import {
  promiseObject,
  requestObject,
  statuses,
} from './__testUtils__/objects';
import { change, renderPage, storedIn } from './__testUtils__/renderPage';
import { RequestsTable } from './RequestsTable';

jest.setTimeout(60_000);
const LIMIT = { timeout: 20_000 };

function platformWith(...objects: ReturnType<typeof requestObject>[]) {
  const platform = new FakePlatform();
  platform.put(promiseObject());
  platform.put(promiseObject({ name: 'database', kind: 'Database' }));
  objects.forEach(object => platform.put(object));
  return platform;
}

/** The user may list requests in one namespace only. */
function restrictTo(platform: FakePlatform, namespace: string) {
  platform.access = question => ({ allowed: question.namespace === namespace });
}

function putNamespaces(platform: FakePlatform, ...names: string[]) {
  names.forEach(name =>
    platform.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }),
  );
}

const cache = requestObject({ name: 'cache' });
const orders = requestObject({
  name: 'orders',
  namespace: 'team-b',
  kind: 'Database',
  status: statuses.failed,
  annotations: { 'kratix-portal.io/requested-by': 'user:default/ada' },
});

const address = () => screen.getByTestId('address').textContent;
/** The names in the order of the rows. */
const names = () =>
  screen.queryAllByRole('rowheader').map(cell => cell.textContent);
const rowOf = (name: string) => screen.getByRole('row', { name: RegExp(name) });
const sees = (...expected: string[]) =>
  waitFor(() => expect(names()).toEqual(expected), LIMIT);

describe('RequestsTable', () => {
  it('lists the requests of all Promises with the trouble first', async () => {
    await renderPage(<RequestsTable />, {
      platform: platformWith(cache, orders),
    });

    await sees('orders', 'cache');
    expect(screen.getByText('2 requests')).toBeVisible();
    expect(within(rowOf('orders')).getByText('Failed')).toBeVisible();
    expect(within(rowOf('orders')).getByText('ada')).toBeVisible();
  });

  it('lists the requests of one Promise without its column', async () => {
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

  it('leads to the services where there are no requests', async () => {
    await renderPage(<RequestsTable />, { platform: platformWith() });

    expect(
      await screen.findByText('You have no requests yet', {}, LIMIT),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'See what the platform offers' }),
    ).toHaveAttribute('href', '/kratix/services');
  });

  it('says that a Promise without an API has no requests', async () => {
    const platform = new FakePlatform();
    platform.put(promiseObject({ hasApi: false }));
    await renderPage(<RequestsTable promise="redis" />, { platform });

    expect(
      await screen.findByText('This Promise has no API', {}, LIMIT),
    ).toBeVisible();
  });

  it('names the missing right where the user may not list Promises', async () => {
    const platform = platformWith(cache);
    platform.refuse({ kind: 'Promise' });
    await renderPage(<RequestsTable />, { platform });

    expect(
      await screen.findByRole('heading', { name: /list Promise/ }, LIMIT),
    ).toBeVisible();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('shows the other requests where one Promise is refused', async () => {
    const platform = platformWith(cache, orders);
    platform.refuse({ kind: 'Database' });
    platform.access = ({ kind }) => ({ allowed: kind !== 'Database' });
    await renderPage(<RequestsTable />, { platform });

    await sees('cache');
    expect(
      await screen.findByText(
        '1 Promise could not be listed: not allowed.',
        {},
        LIMIT,
      ),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Details' }));
    expect(
      screen.getAllByText(/list Database objects in all namespaces/)[0],
    ).toBeVisible();
  });

  it('tells an error from a missing right', async () => {
    const platform = platformWith(cache, orders);
    platform.refuse(
      { kind: 'Database' },
      new SkeError({ code: 'kind-not-served', message: 'No such kind.' }),
    );
    await renderPage(<RequestsTable />, { platform });

    await sees('cache');
    expect(
      screen.getByText('1 Promise could not be listed because of an error.'),
    ).toBeVisible();
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
        {},
        LIMIT,
      ),
    ).toBeVisible();
  });

  it('asks for the namespace of a person who may not list namespaces, and remembers it', async () => {
    const platform = platformWith(cache, orders);
    platform.refuse({ kind: 'Namespace' });
    restrictTo(platform, 'team-b');
    const { apis } = await renderPage(<RequestsTable />, { platform });
    await screen.findByText('Which namespace do you work in?', {}, LIMIT);

    const field = screen.getByRole('textbox', { name: 'Namespace' });
    await userEvent.type(field, 'Team B{Enter}');
    expect(screen.getByRole('alert')).toHaveTextContent(/lower-case letters/);
    await userEvent.clear(field);
    await userEvent.type(field, 'team-b{Enter}');

    await sees('orders');
    expect(storedIn(apis, 'namespaces')).toEqual(['team-b']);
  });

  it('asks about the namespace in the filter', async () => {
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
  it('changes a row in its place, keeps the other rows, and sorts on demand', async () => {
    const platform = platformWith(cache, orders);
    const database = { ...orders, status: statuses.ready };
    platform.put(database);
    await renderPage(<RequestsTable />, { platform });
    await sees('cache', 'orders');
    const row = rowOf('cache');

    await change(() => {
      platform.put(orders);
    });

    await waitFor(
      () => expect(within(rowOf('orders')).getByText('Failed')).toBeVisible(),
      LIMIT,
    );
    expect(names()).toEqual(['cache', 'orders']);
    expect(rowOf('cache')).toBe(row);
    expect(screen.getByText(/1 request has changed/)).toBeVisible();

    await userEvent.click(screen.getByRole('button', { name: 'Sort again' }));

    await sees('orders', 'cache');
    expect(screen.queryByText(/has changed/)).not.toBeInTheDocument();
  });

  it('adds a new request at the end and keeps a deleted one until it sorts', async () => {
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
      (await screen.findAllByText(/You may not list Promise/, {}, LIMIT))[0],
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

describe('RequestsTable, filters', () => {
  it('searches, writes the text into the URL, and takes it back', async () => {
    await renderPage(<RequestsTable />, {
      platform: platformWith(cache, orders),
    });
    await sees('orders', 'cache');

    await userEvent.type(screen.getByRole('searchbox'), 'team-b');

    await sees('orders');
    await waitFor(() => expect(address()).toBe('/?q=team-b'), LIMIT);
    expect(screen.getByText('1 of 2 requests')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear all filters' }),
    );
    await sees('orders', 'cache');
    expect(address()).toBe('/');
  });

  it('keeps the text that is being typed when another filter is chosen', async () => {
    await renderPage(<RequestsTable />, {
      platform: platformWith(cache, orders),
    });
    await sees('orders', 'cache');

    const chip = screen.getByRole('button', { name: /^Ready\s*1$/ });
    fireEvent.change(screen.getByRole('searchbox'), {
      target: { value: 'c' },
    });
    expect(address()).toBe('/');
    fireEvent.click(chip);

    await sees('cache');
    expect(address()).toBe('/?q=c&state=ready');
    expect(screen.getByRole('searchbox')).toHaveValue('c');
  });

  it('takes back the text of the search while it is being typed', async () => {
    await renderPage(<RequestsTable />, {
      platform: platformWith(cache, orders),
    });
    await sees('orders', 'cache');

    const search = screen.getByRole('searchbox');
    fireEvent.change(search, { target: { value: 'cach' } });
    fireEvent.click(
      await screen.findByRole('button', { name: 'Clear all filters' }),
    );

    await sees('orders', 'cache');
    expect(search).toHaveValue('');
    expect(address()).toBe('/');
  });

  it('filters by a count of states', async () => {
    await renderPage(<RequestsTable />, {
      platform: platformWith(cache, orders),
    });
    await sees('orders', 'cache');

    const chip = screen.getByRole('button', { name: /^Ready\s*1$/ });
    await userEvent.click(chip);

    await sees('cache');
    expect(address()).toBe('/?state=ready');
    expect(screen.getByRole('button', { name: /^Ready\s*1$/ })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  });

  it('reads the filters of a link, and says that nothing matches', async () => {
    await renderPage(<RequestsTable />, {
      platform: platformWith(cache, orders),
      search: '?promise=redis&state=failed',
    });

    expect(
      await screen.findByText('No request matches', {}, LIMIT),
    ).toBeVisible();
  });

  it('sorts by a column and writes it into the URL', async () => {
    await renderPage(<RequestsTable />, {
      platform: platformWith(cache, orders),
    });
    await sees('orders', 'cache');

    await userEvent.click(screen.getByRole('button', { name: 'Name' }));

    await sees('cache', 'orders');
    expect(address()).toBe('/?sort=name');
  });

  it('goes from page to page', async () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      requestObject({ name: `cache-${index + 1}` }),
    );
    await renderPage(<RequestsTable />, { platform: platformWith(...many) });
    await waitFor(() => expect(names()).toHaveLength(50), LIMIT);

    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));

    await waitFor(() => expect(names()).toHaveLength(10), LIMIT);
    expect(names()[0]).toBe('cache-51');
    expect(screen.getByText('51 to 60 of 60')).toBeVisible();
    expect(address()).toBe('/?page=2');
  });

  it('hides the columns that the user chose, and remembers them', async () => {
    const { apis } = await renderPage(<RequestsTable />, {
      platform: platformWith(cache),
      stored: { 'hidden-columns': ['version', 'unknown'] },
    });
    await sees('cache');
    expect(
      screen.queryByRole('columnheader', { name: 'Version' }),
    ).not.toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Columns' }));
    await userEvent.click(
      await screen.findByRole('menuitemcheckbox', { name: 'Age' }),
    );

    await waitFor(() =>
      expect(storedIn(apis, 'hidden-columns')).toEqual(['version', 'age']),
    );
  });
});

describe('RequestsTable by keyboard', () => {
  it('opens the page of the request with Enter', async () => {
    await renderPage(<RequestsTable />, {
      platform: platformWith(cache, orders),
    });
    await sees('orders', 'cache');

    screen.getByRole('link', { name: 'orders' }).focus();
    await userEvent.keyboard('{ArrowDown}{Enter}');

    await waitFor(() =>
      expect(address()).toBe(
        '/kratix/resources/demo.example.com/v1/Redis/team-a/cache',
      ),
    );
  });
});

describe('RequestsTable by mouse', () => {
  it('opens the page of the request with a click anywhere in the row', async () => {
    await renderPage(<RequestsTable />, { platform: platformWith(cache) });
    await sees('cache');

    await userEvent.click(within(rowOf('cache')).getByText('team-a'));

    await waitFor(() =>
      expect(address()).toBe(
        '/kratix/resources/demo.example.com/v1/Redis/team-a/cache',
      ),
    );
  });
});

describe('RequestsTable on a narrow screen', () => {
  beforeEach(() => {
    window.matchMedia = (media: string) =>
      ({
        media,
        matches: media === '(max-width: 599px)',
        addListener: () => {},
        removeListener: () => {},
        addEventListener: () => {},
        removeEventListener: () => {},
      }) as unknown as MediaQueryList;
  });
  afterEach(() => {
    Reflect.deleteProperty(window, 'matchMedia');
  });

  it('shows cards with a link each', async () => {
    await renderPage(<RequestsTable />, { platform: platformWith(cache) });

    const link = await screen.findByRole('link', { name: 'cache' }, LIMIT);
    expect(link).toHaveAttribute(
      'href',
      '/kratix/resources/demo.example.com/v1/Redis/team-a/cache',
    );
    expect(screen.queryByRole('row')).not.toBeInTheDocument();
  });
});
