import { Checkbox } from '@backstage/ui';
import { useWords } from '../../words';
import styles from './textField.module.css';

/** Sets a text to the empty text, which Kubernetes distinguishes from an absent text. */
export function EmptyTextCheckbox(props: {
  label: string;
  value: unknown;
  onChange(value: '' | undefined): void;
  isDisabled?: boolean;
  isReadOnly?: boolean;
}) {
  const t = useWords();
  return (
    <Checkbox
      className={styles.empty}
      isSelected={props.value === ''}
      onChange={on => props.onChange(on ? '' : undefined)}
      isDisabled={props.isDisabled}
      isReadOnly={props.isReadOnly}
      aria-label={t('form.emptyText.of', { field: props.label })}
    >
      {t('form.emptyText')}
    </Checkbox>
  );
}
