import { memo } from 'react';
import { useWords, type Words } from '../../words';
import type { RequestRow } from '../rows';
import styles from './selection.module.css';

/** The checkbox of a row. It is a plain checkbox, because the table is plain too: see `RowsAsTable`. */
export const SelectBox = memo(function Box(props: {
  row: RequestRow;
  isSelected: boolean;
  onToggle(id: string): void;
}) {
  const { row, isSelected, onToggle } = props;
  const t = useWords();
  const { id, name, namespace, deletedAt } = row;
  return deletedAt === undefined ? (
    <label className={styles.target}>
      <input
        type="checkbox"
        className={styles.box}
        aria-label={labelOf(t, name, namespace)}
        checked={isSelected}
        onChange={() => onToggle(id)}
      />
    </label>
  ) : null;
});

/** i18next takes long for a text, and one letter in the search can replace all rows, so they share one text. */
function labelOf(t: Words, name: string, namespace: string): string {
  const values = { name: '{name}', namespace: '{namespace}' };
  return t('actions.bulk.select', values)
    .replace(values.namespace, namespace)
    .replace(values.name, name);
}

/** The checkbox for all rows of the page. */
export function SelectAllBox(props: {
  isAll: boolean;
  isSome: boolean;
  onToggle(): void;
  /** The text next to the box, if the box is not in the header of a table. */
  label?: string;
}) {
  const { isAll, isSome, onToggle, label } = props;
  const t = useWords();
  return (
    <label className={styles.target}>
      <input
        type="checkbox"
        className={styles.box}
        aria-label={label === undefined ? t('actions.bulk.selectPage') : label}
        checked={isAll}
        ref={element => {
          if (element) {
            element.indeterminate = isSome && !isAll;
          }
        }}
        onChange={onToggle}
      />
      {label}
    </label>
  );
}
