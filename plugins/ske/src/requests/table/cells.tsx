import { RelativeTime, StateBadge, ToneBadge } from '../../parts';
import { stateWords, useWords } from '../../words';
import { shortRequester, type SortColumn } from '../filters';
import type { RequestRow } from '../rows';
import styles from './cells.module.css';

/** The state in a word and a sentence. A deleted request stays at its position until the list is sorted again. */
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

/** When it was requested, by which the list can be sorted. */
export function RowAge({ row }: { row: RequestRow }) {
  const { createdAt } = row;
  return createdAt === undefined ? null : (
    <RelativeTime at={createdAt} inTable />
  );
}

/** The applied version, and the version to which the request can be upgraded. */
export function RowVersion({ row }: { row: RequestRow }) {
  const t = useWords();
  return (
    <div className={styles.lines}>
      <span className={styles.line}>{row.version ?? '–'}</span>
      {row.upgradeTo !== undefined && (
        <span className={styles.reason}>
          {t('requests.upgradeTo', { version: row.upgradeTo })}
        </span>
      )}
    </div>
  );
}

/** What a column shows of a row, except for the name. */
export function RowCell(props: {
  column: Exclude<SortColumn, 'name'>;
  row: RequestRow;
}) {
  const { column, row } = props;
  switch (column) {
    case 'trouble':
      return <RowState row={row} />;
    case 'version':
      return <RowVersion row={row} />;
    case 'age':
      return <RowAge row={row} />;
    default:
      return <Line text={textOf(column, row)} />;
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
