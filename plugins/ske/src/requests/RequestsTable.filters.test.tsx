import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { requestObject } from './__testUtils__/objects';
import { renderPage, storedIn } from './__testUtils__/renderPage';
import {
  address,
  cache,
  names,
  orders,
  platformWith,
  rowOf,
  sees,
} from './__testUtils__/requestsTable';
import { RequestsTable } from './RequestsTable';

describe('RequestsTable, filters', () => {
  it('searches, writes the text into the URL, and restores it with the back button', async () => {
    await renderPage(<RequestsTable />, {
      platform: platformWith(cache, orders),
    });
    await sees('orders', 'cache');

    await userEvent.type(screen.getByRole('searchbox'), 'team-b');

    await sees('orders');
    await waitFor(() => expect(address()).toBe('/?q=team-b'));
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

  it('restores the text of the search with the back button while it is being typed', async () => {
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

  it('filters by a state when the user presses its count', async () => {
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

    expect(await screen.findByText('No request matches')).toBeVisible();
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
    await waitFor(() => expect(names()).toHaveLength(50));

    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));

    await waitFor(() => expect(names()).toHaveLength(10));
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
        matches: media === '(max-width: 639px)',
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

    const link = await screen.findByRole('link', { name: 'cache' });
    expect(link).toHaveAttribute(
      'href',
      '/kratix/resources/demo.example.com/v1/Redis/team-a/cache',
    );
    expect(screen.queryByRole('row')).not.toBeInTheDocument();
  });
});
