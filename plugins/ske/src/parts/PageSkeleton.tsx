import { Skeleton, VisuallyHidden } from '@backstage/ui';
import { useWords } from '../words';
import styles from './PageSkeleton.module.css';

/** Takes the place of a page, a table or a section until its data is read. The placeholder appears after 300 ms, so that nothing flickers if data arrives fast. */
export function PageSkeleton(props: {
  /** `page`: a heading and sections. `rows`: lines of the height of table rows. */
  shape: 'page' | 'rows';
  /** How many sections or rows. */
  count?: number;
}) {
  const t = useWords();
  const count = props.count ?? (props.shape === 'page' ? 3 : 6);
  return (
    <div className={styles.skeleton} aria-busy="true">
      <VisuallyHidden>
        <span role="status">{t('parts.loading')}</span>
      </VisuallyHidden>
      {props.shape === 'page' && <Skeleton width="40%" height="2rem" />}
      {Array.from({ length: count }, (_, index) => (
        <Skeleton
          key={index}
          width="100%"
          height={props.shape === 'page' ? '8rem' : '2.5rem'}
        />
      ))}
    </div>
  );
}
