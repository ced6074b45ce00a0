import { storageApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { BackendStorage } from './__testUtils__/BackendStorage';
import { readTexts, useRemembered } from './useRemembered';

function Names({ label }: { label: string }) {
  const [names, setNames, isKnown] = useRemembered('names', readTexts);
  return (
    <section aria-label={label}>
      <p>{isKnown ? `known: ${names.join(' ')}` : 'unknown'}</p>
      <button onClick={() => setNames([...names, 'added'])}>
        Add to {label}
      </button>
    </section>
  );
}

async function show(storage: BackendStorage) {
  await renderInTestApp(
    <>
      <Names label="one" />
      <Names label="other" />
    </>,
    { apis: [[storageApiRef, storage]] },
  );
}

describe('useRemembered', () => {
  it('shows the value as soon as an asynchronous storage returns it', async () => {
    const storage = new BackendStorage({ names: ['stored'] });
    await show(storage);
    expect(screen.getAllByText('unknown')).toHaveLength(2);

    await act(async () => storage.answer());

    expect(screen.getAllByText('known: stored')).toHaveLength(2);
  });

  it('shows a change in all components before the storage has stored it', async () => {
    const storage = new BackendStorage({ names: ['stored'] });
    await show(storage);
    await act(async () => storage.answer());

    await userEvent.click(screen.getByRole('button', { name: 'Add to one' }));
    expect(screen.getAllByText('known: stored added')).toHaveLength(2);
    await act(async () => storage.answer());

    expect(screen.getAllByText('known: stored added')).toHaveLength(2);
    expect(storage.stored('names')).toEqual(['stored', 'added']);
  });

  it('keeps a change that was made before the first value arrived', async () => {
    const storage = new BackendStorage({ names: ['stored'] });
    await show(storage);

    await userEvent.click(screen.getByRole('button', { name: 'Add to one' }));
    await act(async () => storage.answer());

    expect(screen.getAllByText('known: added')).toHaveLength(2);
  });

  it('keeps a change until the page is closed if it cannot be stored', async () => {
    const storage = new BackendStorage({});
    await show(storage);
    await act(async () => storage.answer());
    storage.isBroken = true;

    await userEvent.click(screen.getByRole('button', { name: 'Add to one' }));
    await act(async () => storage.answer());

    expect(screen.getAllByText('known: added')).toHaveLength(2);
  });

  it('shows the value of a synchronous storage in the first rendering', async () => {
    const storage = mockApis.storage();
    await storage.forBucket('kratix-portal').set('names', ['stored']);
    await renderInTestApp(<Names label="one" />, {
      apis: [[storageApiRef, storage]],
    });
    expect(screen.getByText('known: stored')).toBeVisible();
  });
});
