import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import { useTabInView } from './useTabInView';

/** The header of Backstage with two tabs. */
function Page() {
  useTabInView();
  return (
    <div
      className="bui-PluginHeaderTabsWrapper"
      role="tablist"
      data-testid="tabs"
    >
      <a role="tab" href="/kratix/services">
        Services
      </a>
      <a role="tab" href="/kratix/diagnosis">
        Diagnosis
      </a>
    </div>
  );
}

/** jsdom has no layout: the window is 300 px wide, and the last tab ends at 400 px. */
function layOut(this: Element): DOMRect {
  const isLast = this.getAttribute('href') === '/kratix/diagnosis';
  return { left: isLast ? 320 : 0, right: isLast ? 400 : 300 } as DOMRect;
}

describe('useTabInView', () => {
  beforeEach(() =>
    jest
      .spyOn(Element.prototype, 'getBoundingClientRect')
      .mockImplementation(layOut),
  );
  afterEach(() => jest.restoreAllMocks());

  it.each([
    ['/kratix/diagnosis', 100],
    ['/kratix/services/redis/api', 0],
    ['/elsewhere', 0],
  ])('scrolls the tabs of %s by %d px', async (address, scrolled) => {
    await renderInTestApp(<Page />, { initialRouteEntries: [address] });

    const tabs = await screen.findByTestId('tabs');
    await waitFor(() => expect(tabs.scrollLeft).toBe(scrolled));
  });
});
