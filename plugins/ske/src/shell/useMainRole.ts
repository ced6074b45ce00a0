import { useLayoutEffect, useState, type RefObject } from 'react';

/**
 * The role with which a page is the main landmark, so that users of a screen reader can jump over the navigation of the app. The new frontend system leaves the
 * landmark to the pages. The old one and some apps have a landmark around the pages, and there must not be two.
 *
 * A role, because the styles of some apps expect that each element `main` is the layout of a page.
 */
export function useMainRole(page: RefObject<HTMLElement>): 'main' | undefined {
  const [role, setRole] = useState<'main'>();
  useLayoutEffect(() => {
    const around = page.current?.parentElement?.closest('main, [role="main"]');
    setRole(around ? undefined : 'main');
  }, [page]);
  return role;
}
