import { useEffect } from 'react';
import { useLocation } from 'react-router-dom';

/** Scrolls the tabs of the header until the tab of the page is visible, where the window is too narrow for all tabs. */
export function useTabInView(): void {
  const { pathname } = useLocation();
  useEffect(() => {
    const tabs = document.querySelector('.bui-PluginHeaderTabsWrapper');
    const tab = [...(tabs?.querySelectorAll('[role="tab"]') ?? [])].find(each =>
      isTabOf(pathname, each.getAttribute('href')),
    );
    if (tabs && tab) {
      const frame = tabs.getBoundingClientRect();
      const { left, right } = tab.getBoundingClientRect();
      tabs.scrollLeft +=
        Math.max(0, right - frame.right) - Math.max(0, frame.left - left);
    }
  }, [pathname]);
}

function isTabOf(pathname: string, href: string | null): boolean {
  return (
    href !== null && (pathname === href || pathname.startsWith(`${href}/`))
  );
}
