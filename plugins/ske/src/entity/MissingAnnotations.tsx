import { EmptyState } from '../parts';
import { useWords } from '../words';
import styles from './entity.module.css';

/** Says that an entity does not name its object, and which annotations it lacks. */
export function MissingAnnotations(props: { missing: readonly string[] }) {
  const t = useWords();
  return (
    <EmptyState title={t('entity.missing.title')}>
      <p>{t('entity.missing.text')}</p>
      <ul className={styles.annotations}>
        {props.missing.map(name => (
          <li key={name}>
            <code>{name}</code>
          </li>
        ))}
      </ul>
      <p>{t('entity.missing.next')}</p>
    </EmptyState>
  );
}
