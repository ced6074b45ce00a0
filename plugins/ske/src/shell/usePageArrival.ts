import { createContext, useContext, useEffect, type RefObject } from 'react';
import { useLocation } from 'react-router-dom';
import { announce, prepareAnnouncer } from '../parts';
import { isAtLoadedPath } from './loadedPath';
import { PageVisits, type NamedPage } from './PageVisits';

/** The element around the body of the page. */
export const PageStart = createContext<RefObject<HTMLElement>>({
  current: null,
});

const visits = new PageVisits();

/**
 * Tells users of a screen reader that they have arrived at another page, which Backstage does not do. The title is announced, or the name of the tab if only
 * the tab has changed. If the link that led here was removed together with its page, and the focus with it, the focus moves to the heading of the page, or to
 * its start while there is no heading. Otherwise the focus stays, because the user may be in the menu or in a field.
 *
 * Nothing is announced when only the query changes. Nothing is announced when the app is loaded either, because the browser does that.
 */
export function usePageArrival({ title, tab, href }: NamedPage): void {
  const start = useContext(PageStart);
  const { pathname: path } = useLocation();
  useEffect(() => {
    // Screen readers announce changes of an existing region.
    prepareAnnouncer();
    const message = visits.show(
      { title, tab, href },
      { path, isLoad: isAtLoadedPath() },
    );
    if (message !== undefined) {
      announce(message);
      if (document.activeElement === document.body) {
        focusOnce(
          start.current?.querySelector<HTMLElement>('h1, h2') ?? start.current,
        );
      }
    }
  }, [path, href, title, tab, start]);
  useEffect(() => () => visits.leave(), []);
}

/** Focuses an element that cannot be focused with a click or the Tab key, and keeps the scroll position that the browser has restored. */
function focusOnce(element: HTMLElement | null): void {
  element?.setAttribute('tabindex', '-1');
  element?.addEventListener('blur', () => element.removeAttribute('tabindex'), {
    once: true,
  });
  element?.focus({ preventScroll: true });
}
