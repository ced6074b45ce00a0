import { Link } from '@backstage/ui';
import { useEffect, useRef } from 'react';
import styles from './TabLinks.module.css';

/** One tab of a page. */
export interface TabLink {
  readonly id: string;
  readonly title: string;
  readonly href: string;
}

/** The tabs of a page. Each is a page of its own with a URL, so they are links. */
export function TabLinks(props: {
  /** Names the tabs for screen readers. */
  label: string;
  tabs: readonly TabLink[];
  current: string;
}) {
  const { label, tabs, current } = props;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // On a narrow screen the tabs scroll sideways. The page itself must not move.
    const tab = list.current?.querySelector('[aria-current]')?.parentElement;
    if (list.current && tab) {
      list.current.scrollLeft =
        tab.offsetLeft - (list.current.clientWidth - tab.offsetWidth) / 2;
    }
  }, [current]);
  return (
    <nav className={styles.tabs} aria-label={label}>
      <ul ref={list}>
        {tabs.map(({ id, title, href }) => (
          <li key={id}>
            <Link
              standalone
              className={styles.tab}
              href={href}
              aria-current={id === current ? 'page' : undefined}
            >
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
