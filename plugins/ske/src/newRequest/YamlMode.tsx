import { Button, TextAreaField } from '@backstage/ui';
import { CauseList, type PlacedCause } from '../form';
import { DisabledReason, ToneNotice } from '../parts';
import { useWords } from '../words';
import styles from './NewRequest.module.css';

const FEWEST_ROWS = 16;
const MOST_ROWS = 40;

/** The request as a text that the user edits. */
export function YamlMode(props: {
  text: string;
  problem: string | undefined;
  causes: readonly PlacedCause[];
  isBusy: boolean;
  onChange(text: string): void;
  onDone(): void;
}) {
  const { text, problem, causes, isBusy, onChange, onDone } = props;
  const t = useWords();
  const rows = Math.min(
    MOST_ROWS,
    Math.max(FEWEST_ROWS, text.split('\n').length + 1),
  );
  return (
    <div className={styles.review}>
      <CauseList causes={causes} />
      <TextAreaField
        label={t('newRequest.yaml.title')}
        className={styles.editor}
        value={text}
        onChange={onChange}
        rows={rows}
        spellCheck="false"
        isInvalid={problem !== undefined}
      />
      <div role="status">
        {problem !== undefined && (
          <ToneNotice tone="negative">{problem}</ToneNotice>
        )}
      </div>
      <div className={styles.buttons}>
        {problem === undefined ? (
          <Button variant="primary" loading={isBusy} onPress={onDone}>
            {t('newRequest.review')}
          </Button>
        ) : (
          <DisabledReason
            label={t('newRequest.review')}
            reason={t('newRequest.yaml.blocked')}
          />
        )}
      </div>
    </div>
  );
}
