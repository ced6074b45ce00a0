import { renderInTestApp } from '@backstage/frontend-test-utils';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useCollection, type LiveConnection } from '../live';
import { FakeEnvironment, fakeApis, FakePlatform } from '../live/__testUtils__';
import { ConnectionNotice } from './ConnectionNotice';
import { LiveMark } from './LiveMark';
import { formatClock } from './times';

const query = { apiVersion: 'v1', kind: 'ConfigMap' };

function Page() {
  const { items } = useCollection(query);
  return (
    <>
      <ConnectionNotice>
        <LiveMark />
      </ConnectionNotice>
      <p>{items.map(({ metadata }) => metadata.name).join(' ')}</p>
    </>
  );
}

function WatchedSecrets() {
  useCollection({ ...query, kind: 'Secret' });
  return null;
}

async function open() {
  const platform = new FakePlatform();
  platform.put({ ...query, metadata: { name: 'settings', namespace: 'a' } });
  renderInTestApp(<Page />, { apis: [...fakeApis(platform)] });
  expect(await screen.findByText('Live')).toBeInTheDocument();
  // The store commits received changes a moment later.
  expect(await screen.findByText('settings')).toBeInTheDocument();
  return platform;
}

describe('ConnectionNotice', () => {
  it('says that the connection was lost, keeps the data, and reconnects when the user presses the button', async () => {
    const platform = await open();
    act(() => platform.goDown());

    expect(
      await screen.findByText(/The connection was lost. What you see is from/),
    ).toBeInTheDocument();
    expect(screen.getByText('settings')).toBeInTheDocument();

    platform.comeBack();
    await userEvent.click(screen.getByRole('button', { name: 'Try now' }));
    expect(await screen.findByText('Live')).toBeInTheDocument();
  });

  it('names no time if nothing has been read', async () => {
    const platform = new FakePlatform();
    platform.goDown();
    renderInTestApp(<Page />, { apis: [...fakeApis(platform)] });

    expect(
      await screen.findByText(
        /^There is no connection to the cluster at the moment\./,
        {},
        { timeout: 10_000 },
      ),
    ).toBeVisible();
    expect(screen.queryByText(/What you see is from/)).not.toBeInTheDocument();
  });

  it('says that parts of the page are older while the user may list something but not watch it', async () => {
    const environment = new FakeEnvironment();
    const platform = new FakePlatform();
    platform.put({ ...query, metadata: { name: 'settings', namespace: 'a' } });
    platform.refuseVerbs({ kind: 'ConfigMap' }, ['watch']);
    renderInTestApp(
      <>
        <Page />
        <WatchedSecrets />
      </>,
      { apis: [...fakeApis(platform, environment)] },
    );

    await waitFor(async () => {
      await act(() => environment.advance(1_000));
      expect(
        screen.getByText('Live, but parts of this page are older'),
      ).toBeInTheDocument();
    });
    expect(screen.getByText('settings')).toBeInTheDocument();
  });

  it('shows the time of the data, not the time when the session ended', async () => {
    const hour = 3_600_000;
    const environment = new FakeEnvironment(Date.now() - 3 * hour);
    const platform = new FakePlatform();
    renderInTestApp(<Page />, { apis: [...fakeApis(platform, environment)] });
    await waitFor(async () => {
      await act(() => environment.advance(1_000));
      expect(screen.getByText('Live')).toBeInTheDocument();
    });
    act(() => environment.setHidden(true));
    await act(() => environment.advance(31_000));
    const hidden = environment.now();
    platform.endSession();
    await act(() => environment.advance(2 * hour));
    act(() => environment.setHidden(false));
    await act(() => environment.advance(1_000));

    const shown = [hidden, hidden - 60_000].map(
      time =>
        `You are signed out. What you see is from ${formatClock(time, Date.now(), 'en')}`,
    );
    const notice = await screen.findByText(/You are signed out. What/);
    expect(shown.some(text => notice.textContent?.includes(text))).toBe(true);
  });

  it.each([
    [
      new SkeError({
        code: 'identity-rejected',
        message: 'The cluster rejected the token.',
        hint: 'Compare the audience.',
      }),
      /^The cluster does not accept your sign-in\. Compare the audience\. What you see is from/,
      true,
    ],
    [
      new SkeError({
        code: 'session-ended',
        message:
          'You signed in as user:default/b, but this page belongs to user:default/a. Reload the page.',
      }),
      /^You are signed out\. You signed in as user:default\/b, but this page belongs to user:default\/a\. Reload the page\. What you see is from/,
      false,
    ],
  ])('says why the page cannot continue: %s', async (error, text, hasLink) => {
    const platform = new FakePlatform();
    platform.put({ ...query, metadata: { name: 'settings', namespace: 'a' } });
    const [skeApi, [ref, liveApi]] = fakeApis(platform);
    const apis = [skeApi, [ref, liveApi]] as const;
    renderInTestApp(<Page />, { apis: [...apis] });
    expect(await screen.findByText('settings')).toBeInTheDocument();
    act(() => liveApi.store.reportSignedOut(error));

    expect(await screen.findByText(text)).toBeInTheDocument();
    expect(
      screen.queryAllByRole('link', { name: 'Find out why' }),
    ).toHaveLength(hasLink ? 1 : 0);
  });

  it.each([
    ['everything is current', { live: 'all' as const }],
    ['a part of the page is polled', { asOf: 1, live: 'some' as const }],
  ])(
    'announces that the page is live again only when the cluster has answered: %s',
    async (_, now) => {
      // The announcer outlives a test.
      document.querySelector('[data-ske-announcer]')?.replaceChildren();
      const [skeApi, [ref, liveApi]] = fakeApis(new FakePlatform());
      const { store } = liveApi;
      const listeners = new Set<() => void>();
      let connection = store.connection;
      jest
        .spyOn(store, 'connection', 'get')
        .mockImplementation(() => connection);
      store.subscribeConnection = listener => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      };
      const change = (next: Omit<LiveConnection, 'since' | 'retry'>) =>
        act(() => {
          connection = { since: Date.now(), retry: () => {}, ...next };
          listeners.forEach(listener => listener());
        });
      const spoken = () =>
        document.querySelector('[data-ske-announcer]')?.textContent;
      renderInTestApp(<ConnectionNotice>Connected</ConnectionNotice>, {
        apis: [skeApi, [ref, liveApi]],
      });
      expect(await screen.findByText('Connected')).toBeVisible();
      change({ status: 'live', live: 'all' });
      change({ status: 'reconnecting', asOf: 1 });
      await waitFor(() => expect(spoken()).toMatch(/^The connection was lost/));

      // The stream is open, and the lists are still those from before.
      change({ status: 'live', asOf: 1 });
      expect(spoken()).not.toMatch(/live again/);
      change({ status: 'live', ...now });
      expect(spoken()).toMatch(/live again/);
    },
  );

  it('offers to sign in again after the session has ended, and announces it once', async () => {
    const platform = await open();
    act(() => platform.endSession());

    expect(
      await screen.findByText(/You are signed out. What you see is from/),
    ).toBeInTheDocument();
    expect(screen.getByText('settings')).toBeInTheDocument();
    await waitFor(() =>
      expect(document.querySelector('[data-ske-announcer]')).toHaveTextContent(
        'You are signed out.',
      ),
    );

    await userEvent.click(
      screen.getByRole('button', { name: 'Sign in again' }),
    );
    expect(await screen.findByText('Live')).toBeInTheDocument();
  });
});
