import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useCollection } from '../live';
import { fakeApis, FakePlatform } from '../live/__testUtils__';
import { ConnectionNotice } from './ConnectionNotice';
import { LiveMark } from './LiveMark';

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

async function open() {
  const platform = new FakePlatform();
  platform.put({ ...query, metadata: { name: 'settings', namespace: 'a' } });
  renderInTestApp(<Page />, { apis: [...fakeApis(platform)] });
  expect(await screen.findByText('Live')).toBeInTheDocument();
  // The store commits what it has received a moment later.
  expect(await screen.findByText('settings')).toBeInTheDocument();
  return platform;
}

describe('ConnectionNotice', () => {
  it('says that the connection was lost, keeps the data, and tries again at a press', async () => {
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

  it('offers to sign in again after the session has ended, and speaks it once', async () => {
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
