import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { FakePlatform } from '../live/__testUtils__';
import {
  promiseObject,
  requestObject,
} from '../requests/__testUtils__/objects';
import { renderPage } from '../requests/__testUtils__/renderPage';
import { PromiseActions } from './PromiseActions';

function setUp() {
  const platform = new FakePlatform();
  const calls: unknown[] = [];
  platform.write = async (method, input) => {
    calls.push({ method, input });
    return {} as never;
  };
  const promise = platform.put(promiseObject());
  platform.put(requestObject({ name: 'one' }));
  platform.put({
    ...promiseObject({ name: 'shop', kind: 'Shop' }),
    spec: { requiredPromises: [{ name: 'redis', version: 'v1' }] },
  });
  return { platform, promise, calls };
}

describe('PromiseActions', () => {
  it('lists what is deleted with the Promise, and deletes after the name was typed', async () => {
    const { platform, promise, calls } = setUp();
    await renderPage(<PromiseActions object={promise} />, { platform });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Delete' }),
    );
    expect(
      await screen.findByText(/1 request, with everything it made/),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'team-a/one' })).toBeVisible();
    expect(
      await screen.findByText(/require it and stop working: shop/),
    ).toBeVisible();
    expect(screen.getByText(/The kind Redis/)).toBeVisible();
    const confirm = screen.getByRole('textbox', { name: /Type “redis”/ });
    await userEvent.type(confirm, 'wrong{Enter}');
    expect(calls).toEqual([]);
    await userEvent.clear(confirm);
    await userEvent.type(confirm, 'redis{Enter}');

    await waitFor(() =>
      expect(calls).toEqual([
        {
          method: 'deleteResource',
          input: expect.objectContaining({
            kind: 'Promise',
            name: 'redis',
            uid: 'promise-redis',
          }),
        },
      ]),
    );
  });

  it('leads to the upgrade, or says why the user may not upgrade', async () => {
    const { platform, promise } = setUp();
    const { unmount } = await renderPage(<PromiseActions object={promise} />, {
      platform,
    });
    expect(
      await screen.findByRole('link', { name: 'Upgrade' }),
    ).toHaveAttribute('href', expect.stringContaining('redis'));
    unmount();

    platform.access = ({ verb }) => ({ allowed: verb !== 'patch' });
    await renderPage(<PromiseActions object={promise} />, { platform });
    const button = await screen.findByRole('button', { name: 'Upgrade' });
    await userEvent.click(button);
    expect(button).toHaveAccessibleDescription(
      /do not have the right to change this Promise/,
    );
  });

  it('does not delete another Promise that takes the name while the dialog is open', async () => {
    const { platform, promise, calls } = setUp();
    const other = {
      ...promise,
      metadata: { ...promise.metadata, uid: 'another' },
    };
    let replace = () => {};
    function Page() {
      const [object, setObject] = useState(promise);
      replace = () => setObject(other);
      return <PromiseActions object={object} />;
    }
    await renderPage(<Page />, { platform });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Delete' }),
    );
    await userEvent.type(
      await screen.findByRole('textbox', { name: /Type “redis”/ }),
      'redis',
    );
    act(() => replace());

    expect(
      await screen.findByText(/redis was deleted meanwhile/),
    ).toBeVisible();
    await userEvent.keyboard('{Enter}');
    expect(calls).toEqual([]);
  });

  it('offers an upgrade, but not while the Promise is being deleted', async () => {
    const { platform, promise } = setUp();
    const { metadata } = promise;
    const deletionTimestamp = '2026-11-29T10:00:00Z';
    const deleted = {
      ...promise,
      metadata: { ...metadata, deletionTimestamp },
    };
    const upgrades = () => screen.queryAllByRole('link', { name: 'Upgrade' });
    await renderPage(
      <>
        <PromiseActions object={promise} />
        <PromiseActions object={deleted} />
      </>,
      { platform },
    );

    expect(await screen.findAllByText('Re-run')).not.toHaveLength(0);
    expect(upgrades()).toHaveLength(1);
  });

  it('says that the Promise may have requests that the user cannot list', async () => {
    const { platform, promise } = setUp();
    platform.access = ({ verb, kind }) => ({
      allowed: !(verb === 'list' && kind === 'Redis'),
    });
    platform.refuse({ kind: 'Redis' });
    await renderPage(<PromiseActions object={promise} />, { platform });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Delete' }),
    );

    expect(await screen.findByText(/there may be more/)).toBeVisible();
  });

  it('says nothing about Works and other Promises until it has read them', async () => {
    const { platform, promise } = setUp();
    platform.goSilent();
    await renderPage(<PromiseActions object={promise} />, { platform });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Delete' }),
    );

    expect(screen.getByText('Its Works are being counted.')).toBeVisible();
    expect(
      screen.getByText('The Promises that require it are being searched for.'),
    ).toBeVisible();
    expect(screen.queryByText(/0 Works|No Works/)).toBeNull();
    expect(screen.queryByText(/No other Promise/)).toBeNull();
  });

  it('names the Destinations of the Promise', async () => {
    const { platform, promise } = setUp();
    const namespace = 'kratix-platform-system';
    platform.put({
      apiVersion: 'platform.kratix.io/v1alpha1',
      kind: 'Work',
      metadata: {
        name: 'redis-dependencies',
        namespace,
        labels: {
          'kratix.io/promise-name': 'redis',
          'kratix.io/work-type': 'promise',
        },
      },
      spec: { workloadGroups: [{ id: 'g', workloads: [{ filepath: 'a' }] }] },
    });
    platform.put({
      apiVersion: 'platform.kratix.io/v1alpha1',
      kind: 'WorkPlacement',
      metadata: {
        name: 'redis-dependencies.worker',
        namespace,
        labels: {
          'kratix.io/work': 'redis-dependencies',
          'kratix.io/workload-group-id': 'g',
        },
      },
      spec: { targetDestinationName: 'worker-1' },
    });
    await renderPage(<PromiseActions object={promise} />, { platform });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Delete' }),
    );

    expect(await screen.findByText(/^1 Work of the Promise/)).toBeVisible();
    expect(await screen.findByText('1 file at worker-1')).toBeVisible();
  });

  it('says that Works and other Promises could not be listed', async () => {
    const { platform, promise } = setUp();
    platform.refuse({ kind: 'Work' });
    platform.refuse({ kind: 'Promise' });
    await renderPage(<PromiseActions object={promise} />, { platform });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Delete' }),
    );

    expect(
      await screen.findByText(/it is not known what it placed/),
    ).toBeVisible();
    expect(
      await screen.findByText(/it is not known whether others require it/),
    ).toBeVisible();
    expect(screen.queryByText(/No other Promise/)).toBeNull();
  });

  it('opens the upgrade page', async () => {
    const { platform, promise } = setUp();
    await renderPage(<PromiseActions object={promise} />, { platform });

    expect(
      await screen.findByRole('link', { name: 'Upgrade' }),
    ).toHaveAttribute('href', '/kratix/services/-/install?promise=redis');
  });
});
