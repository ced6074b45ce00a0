import { Button } from '@backstage/ui';
import { useWords } from '../words';
import type { FormPosition, PageSchema } from './FormValues';
import styles from './PageList.module.css';

/** The pages as steps. A page that the user has not reached yet is text and not a button. */
export function PageList(props: {
  pages: readonly PageSchema[];
  position: FormPosition;
  onOpen(page: number): void;
}) {
  const { pages, position, onOpen } = props;
  const t = useWords();
  if (pages.length < 2) {
    return null;
  }
  return (
    <nav aria-label={t('form.pages')}>
      <ol className={styles.pages}>
        {pages.map(({ title }, index) => {
          const text = `${index + 1}. ${String(title ?? '')}`;
          return (
            <li key={`${index}-${String(title)}`}>
              {index <= position.reached ? (
                <Button
                  size="small"
                  variant={index === position.page ? 'secondary' : 'tertiary'}
                  aria-current={index === position.page ? 'step' : undefined}
                  onPress={() => onOpen(index)}
                >
                  {text}
                </Button>
              ) : (
                <span className={styles.later}>{text}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
