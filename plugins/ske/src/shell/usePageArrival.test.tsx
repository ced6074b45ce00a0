import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useRef, type ReactNode } from 'react';
import { Link, MemoryRouter, Route, Routes } from 'react-router-dom';
import { PageStart, usePageArrival } from './usePageArrival';

function Frame({ children }: { children: ReactNode }) {
  const ref = useRef<HTMLElement>(null);
  return (
    <PageStart.Provider value={ref}>
      <main ref={ref}>{children}</main>
    </PageStart.Provider>
  );
}

function Page({ title, children }: { title: string; children?: ReactNode }) {
  usePageArrival(title);
  return <>{children}</>;
}

const open = () =>
  render(
    <MemoryRouter initialEntries={['/list']}>
      <Link to="/other">Menu</Link>
      <Frame>
        <Routes>
          <Route
            path="/list"
            element={
              <Page title="My resources">
                <Link to="/orders">orders</Link>
                <Link to="?state=failed">Failed</Link>
              </Page>
            }
          />
          <Route path="/orders" element={<Page title="orders · Database" />} />
          <Route path="/other" element={<Page title="Services" />} />
        </Routes>
      </Frame>
    </MemoryRouter>,
  );

const spoken = () =>
  document.querySelector('[data-ske-announcer]')?.textContent;
const pressEnterOn = async (name: string) => {
  screen.getByRole('link', { name }).focus();
  await userEvent.keyboard('{Enter}');
};

describe('usePageArrival', () => {
  it('says nothing when the app is loaded, or when only the query changes', async () => {
    open();
    await pressEnterOn('Failed');
    expect(spoken() ?? '').toBe('');
    expect(screen.getByRole('link', { name: 'Failed' })).toHaveFocus();
  });

  it('announces the page, and moves the focus to its start if the link is gone', async () => {
    open();
    await pressEnterOn('orders');
    expect(spoken()).toBe('orders · Database');
    expect(screen.getByRole('main')).toHaveFocus();
    // The start of the page is not a place that clicks focus.
    await userEvent.tab();
    expect(screen.getByRole('main')).not.toHaveAttribute('tabindex');
  });

  it('leaves the focus on a link that is still there', async () => {
    open();
    await pressEnterOn('Menu');
    expect(spoken()).toBe('Services');
    expect(screen.getByRole('link', { name: 'Menu' })).toHaveFocus();
  });
});
