import { Button } from '@backstage/ui';
import { memo } from 'react';
import { useWords } from '../../words';
import styles from './RunLog.module.css';

/** Goes to the end of a log, and says how many lines have arrived there. */
export const ToEnd = memo(function GoToEnd(props: {
  newLines: number;
  onPress(): void;
}) {
  const t = useWords();
  return (
    <div className={styles.toEnd}>
      <Button size="small" variant="primary" onPress={props.onPress}>
        {props.newLines > 0
          ? t('logs.follow.newLines', { count: props.newLines })
          : t('logs.follow.toEnd')}
      </Button>
    </div>
  );
});
