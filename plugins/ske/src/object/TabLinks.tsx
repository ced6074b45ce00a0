import { Link } from '@backstage/ui';
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
  return (
    <nav className={styles.tabs} aria-label={label}>
      <ul>
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
