import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Link, Route, Routes } from 'react-router-dom';
import { fakeApis, FakePlatform } from '../live/__testUtils__';
import { announce } from '../parts';
import { PageFrame } from './PageFrame';
import { PageName } from './PageName';

async function open() {
  await renderInTestApp(
    <>
      <Link to="/other">Menu</Link>
      <PageFrame>
        <Routes>
          <Route
            path="/"
            element={
              <PageName title="My resources">
                <Link to="/orders">orders</Link>
                <Link to="/empty" onClick={() => announce('It is installed.')}>
                  Install
                </Link>
                <Link to="?state=failed">Failed</Link>
              </PageName>
            }
          />
          <Route
            path="/orders"
            element={
              <PageName title="orders · Database">
                <h2>orders</h2>
              </PageName>
            }
          />
          <Route
            path="/empty"
            element={<PageName title="Empty">{null}</PageName>}
          />
          <Route
            path="/other"
            element={<PageName title="Services">{null}</PageName>}
          />
        </Routes>
      </PageFrame>
    </>,
    { apis: [...fakeApis(new FakePlatform())] },
  );
}

const spoken = () =>
  document.querySelector('[data-ske-announcer]')?.textContent;
const pressEnterOn = async (name: string) => {
  screen.getByRole('link', { name }).focus();
  await userEvent.keyboard('{Enter}');
};

describe('usePageArrival', () => {
  it('says nothing when the app is loaded, or when only the query changes, but prepares the region', async () => {
    await open();
    expect(spoken()).toBe('');
    await pressEnterOn('Failed');
    expect(spoken()).toBe('');
    expect(screen.getByRole('link', { name: 'Failed' })).toHaveFocus();
  });

  it('announces the page, and moves the focus to its heading if the link is gone', async () => {
    await open();
    await pressEnterOn('orders');
    expect(spoken()).toMatch(/orders · Database$/);
    const heading = screen.getByRole('heading', { name: 'orders' });
    expect(heading).toHaveFocus();
    // A click does not focus the heading.
    await userEvent.tab();
    expect(heading).not.toHaveAttribute('tabindex');
  });

  it('announces the page after the result that led there, and moves the focus to its start if there is no heading', async () => {
    await open();
    await pressEnterOn('Install');
    expect(spoken()).toMatch(/It is installed\. Empty$/);
    expect(document.body).not.toHaveFocus();
    expect(document.activeElement).toHaveAttribute('tabindex', '-1');
  });

  it('leaves the focus on a link that is still there', async () => {
    await open();
    await pressEnterOn('Menu');
    expect(spoken()).toMatch(/Services$/);
    expect(screen.getByRole('link', { name: 'Menu' })).toHaveFocus();
  });
});
