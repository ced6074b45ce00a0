import { createContext, useContext, useEffect, type RefObject } from 'react';
import { useNavigationType } from 'react-router-dom';
import { announce } from '../parts';

/** The element around the body of the page. */
export const PageStart = createContext<RefObject<HTMLElement>>({
  current: null,
});

/** The title of the last page. Undefined before the first page, and empty after the user has left it. */
let lastTitle: string | undefined;

/**
 * Tells users of a screen reader that they have arrived at another page, which Backstage does not do. The title is announced. If the link that led here
 * was removed together with its page, and the focus with it, the focus moves to the start of the page. Otherwise the focus stays, because the user may be
 * in the menu or in a field.
 *
 * Nothing happens when the app is loaded, because the browser announces that, nor when only the tab or the query changes.
 */
export function usePageArrival(title: string): void {
  const start = useContext(PageStart);
  const navigation = useNavigationType();
  useEffect(() => {
    const isFirst = lastTitle === undefined && navigation !== 'PUSH';
    const isArrival = !isFirst && lastTitle !== title;
    lastTitle = title;
    if (isArrival) {
      announce(title);
      if (document.activeElement === document.body) {
        focusOnce(start.current);
      }
    }
  }, [title, navigation, start]);
  useEffect(
    () => () => {
      lastTitle = '';
    },
    [],
  );
}

/** Focuses an element that clicks and the Tab key do not focus. The position of the page stays as the browser has restored it. */
function focusOnce(element: HTMLElement | null): void {
  element?.setAttribute('tabindex', '-1');
  element?.addEventListener('blur', () => element.removeAttribute('tabindex'), {
    once: true,
  });
  element?.focus({ preventScroll: true });
}
