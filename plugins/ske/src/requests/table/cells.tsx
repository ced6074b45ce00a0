import { Cell, Text } from '@backstage/ui';
import { RelativeTime, StateBadge, ToneBadge } from '../../parts';
import { stateWords, useWords } from '../../words';
import { shortRequester, type SortColumn } from '../filters';
import type { RequestRow } from '../rows';
import styles from './cells.module.css';

/** The state in a word and a sentence. A deleted request stays in its place until the list is sorted again. */
export function RowState({ row }: { row: RequestRow }) {
  const t = useWords();
  const { state, deletedAt } = row;
  const isDeleted = deletedAt !== undefined;
  const reason = isDeleted
    ? t('requests.deleted.text')
    : stateWords(t).reason(state.parts);
  return (
    <div className={styles.state}>
      {isDeleted ? (
        <ToneBadge tone="neutral">{t('requests.deleted')}</ToneBadge>
      ) : (
        <StateBadge state={state} />
      )}
      <span className={styles.reason} title={reason}>
        {reason}
      </span>
    </div>
  );
}

/** When it was requested, or when it was deleted. */
export function RowAge({ row }: { row: RequestRow }) {
  const at = row.deletedAt ?? row.createdAt;
  return at === undefined ? null : <RelativeTime at={at} inTable />;
}

/** The applied version, and the one that it could have. */
export function RowVersion({ row }: { row: RequestRow }) {
  const t = useWords();
  return (
    <div className={styles.lines}>
      <span className={styles.line}>{row.version ?? '–'}</span>
      {row.upgradeTo !== undefined && (
        <Text variant="body-small" color="secondary" truncate>
          {t('requests.upgradeTo', { version: row.upgradeTo })}
        </Text>
      )}
    </div>
  );
}

/** Makes the cell of a column. It must be a cell component at the top. */
export function renderCell(column: SortColumn, row: RequestRow) {
  switch (column) {
    case 'name':
      return (
        <Cell>
          <span className={styles.name} title={row.name}>
            {row.name}
          </span>
        </Cell>
      );
    case 'trouble':
      return (
        <Cell>
          <RowState row={row} />
        </Cell>
      );
    case 'version':
      return (
        <Cell>
          <RowVersion row={row} />
        </Cell>
      );
    case 'age':
      return (
        <Cell>
          <RowAge row={row} />
        </Cell>
      );
    default:
      return (
        <Cell>
          <Line text={textOf(column, row)} />
        </Cell>
      );
  }
}

function textOf(
  column: 'promise' | 'namespace' | 'requester',
  row: RequestRow,
): string {
  switch (column) {
    case 'promise':
      return row.promiseTitle;
    case 'namespace':
      return row.namespace;
    default:
      return row.requestedBy === undefined
        ? '–'
        : shortRequester(row.requestedBy);
  }
}

function Line({ text }: { text: string }) {
  return (
    <span className={styles.line} title={text}>
      {text}
    </span>
  );
}
