import { Link } from '@backstage/ui';
import { resourceTabs, type ResourceTab } from '../routes';
import { useWords } from '../words';
import styles from './ResourceTabs.module.css';

/** The tabs of the page. Each is a page of its own with a URL, so they are links. */
export function ResourceTabs(props: {
  tab: ResourceTab;
  linkTo(tab: ResourceTab): string;
}) {
  const { tab, linkTo } = props;
  const t = useWords();
  return (
    <nav className={styles.tabs} aria-label={t('resource.tabs')}>
      <ul>
        {resourceTabs.map(each => (
          <li key={each}>
            <Link
              standalone
              className={styles.tab}
              href={linkTo(each)}
              aria-current={each === tab ? 'page' : undefined}
            >
              {t(`resource.tab.${each}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
