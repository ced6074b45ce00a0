import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
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
  it('lists what a deletion takes along, and deletes after the name was typed', async () => {
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
    const confirm = screen.getByRole('textbox', { name: /Type redis/ });
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

  it('says that there may be requests that the user cannot list', async () => {
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

  it('leads to the upgrade', async () => {
    const { platform, promise } = setUp();
    await renderPage(<PromiseActions object={promise} />, { platform });

    expect(
      await screen.findByRole('link', { name: 'Upgrade' }),
    ).toHaveAttribute('href', '/kratix/services/-/install?promise=redis');
  });
});
