import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import skePlugin from '../index';
import { fakeApis, FakePlatform } from '../live/__testUtils__';

function open(path: string, app = {}) {
  return renderTestApp({
    features: [skePlugin],
    initialRouteEntries: [path],
    apis: [...fakeApis(new FakePlatform())],
    config: { app: { baseUrl: 'http://localhost', ...app } },
  });
}

describe('the pages of the plugin', () => {
  it('opens Services at the root path, and shows the sub-pages as tabs', async () => {
    open('/kratix');

    expect(
      await screen.findByRole('heading', { level: 1, name: 'Platform' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('tab', { name: 'Services' }),
    ).toHaveAttribute('href', '/kratix/services');
    expect(screen.getByRole('tab', { name: 'My resources' })).toHaveAttribute(
      'href',
      '/kratix/resources',
    );
  });

  it('is the main landmark, so that screen readers can jump to it', async () => {
    open('/kratix/services/s3/nonsense');

    const title = await screen.findByText('This page does not exist');
    expect(screen.getByRole('main')).toContainElement(title);
  });

  it.each([
    '/kratix/services/s3/nonsense',
    '/kratix/resources/demo.example.com',
    '/kratix/resources/demo.example.com/v1/Bucket/default/mine/nonsense',
  ])('shows at %s that the page does not exist', async path => {
    open(path);

    expect(
      await screen.findByRole('heading', { name: 'This page does not exist' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Services' })).toHaveAttribute(
      'href',
      '/kratix/services',
    );
  });

  it('uses the configured path', async () => {
    open('/shop/services/s3/nonsense', {
      extensions: [
        { 'page:ske-frontend': { config: { path: '/shop', title: 'Shop' } } },
      ],
    });

    expect(
      await screen.findByRole('link', { name: 'Services' }),
    ).toHaveAttribute('href', '/shop/services');
    expect(
      screen.getByRole('heading', { level: 1, name: 'Shop' }),
    ).toBeInTheDocument();
  });

  it.each([
    ['/kratix/services', 'Services | Shop'],
    ['/kratix/services/s3', 's3 · Promise | Shop'],
    ['/kratix/resources', 'My resources | Shop'],
    [
      '/kratix/resources/demo.example.com/v1/Bucket/default/mine',
      'mine · Bucket | Shop',
    ],
  ])(
    'names the object of %s in the title of the document',
    async (path, title) => {
      document.title = 'Shop';
      const { unmount } = open(path, { title: 'Shop' });

      await waitFor(() => expect(document.title).toBe(title));

      unmount();
      expect(document.title).toBe('Shop');
    },
  );

  it('names the object at the end of the breadcrumbs', async () => {
    open('/kratix/resources/demo.example.com/v1/Bucket/default/mine');

    const breadcrumbs = await screen.findByRole('list', {
      name: /breadcrumb/i,
    });
    await within(breadcrumbs).findByText('mine');
    expect(
      within(breadcrumbs).getByRole('link', { name: 'My resources' }),
    ).toHaveAttribute('href', '/kratix/resources');
  });

  it('does not name the object in the breadcrumbs of a narrow window, where breadcrumbs do not wrap', async () => {
    const { matchMedia } = window;
    window.matchMedia = query =>
      ({
        matches: query === '(max-width: 639px)',
        addEventListener: () => {},
        removeEventListener: () => {},
        addListener: () => {},
        removeListener: () => {},
      }) as unknown as MediaQueryList;
    try {
      open('/kratix/resources/demo.example.com/v1/Bucket/default/mine');

      const breadcrumbs = await screen.findByRole('list', {
        name: /breadcrumb/i,
      });
      await waitFor(() => expect(document.title).toMatch(/^mine/));
      expect(within(breadcrumbs).queryByText('mine')).not.toBeInTheDocument();
    } finally {
      window.matchMedia = matchMedia;
    }
  });
});
