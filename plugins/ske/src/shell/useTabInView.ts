import { useEffect } from 'react';
import { useHref, useLocation } from 'react-router-dom';

/** Scrolls the tabs of the header until the tab of the page is visible, if the window is too narrow for all tabs. */
export function useTabInView(): void {
  // The path begins with the path of the app, as the addresses of the tabs do, if the app is not at the root of its host.
  const address = useHref(useLocation().pathname);
  useEffect(() => {
    // React Aria adds the tabs to the document after the first effects of the page.
    const frame = requestAnimationFrame(() => showTab(address));
    return () => cancelAnimationFrame(frame);
  }, [address]);
}

function showTab(address: string): void {
  const tabs = document.querySelector('.bui-PluginHeaderTabsWrapper');
  const tab = [...(tabs?.querySelectorAll('[role="tab"]') ?? [])].find(each =>
    isTabOf(address, each.getAttribute('href')),
  );
  if (tabs && tab) {
    const frame = tabs.getBoundingClientRect();
    const { left, right } = tab.getBoundingClientRect();
    tabs.scrollLeft +=
      Math.max(0, right - frame.right) - Math.max(0, frame.left - left);
  }
}

function isTabOf(address: string, href: string | null): boolean {
  return href !== null && (address === href || address.startsWith(`${href}/`));
}
