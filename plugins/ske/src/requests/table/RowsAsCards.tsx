import { Link } from '@backstage/ui';
import { useLinks } from '../../routes';
import { useWords } from '../../words';
import {
  SelectAllBox,
  SelectBox,
  areAllSelected,
  type Selection,
} from '../selection';
import { shortRequester, type SortColumn } from '../filters';
import type { RequestRow } from '../rows';
import { RowAge, RowState } from './cells';
import styles from './RowsAsCards.module.css';

/** The rows of a page on a narrow screen. */
export function RowsAsCards(props: {
  rows: readonly RequestRow[];
  columns: readonly SortColumn[];
  selected: ReadonlySet<string>;
  onToggle: Selection['toggle'];
  onToggleAll: Selection['toggleAll'];
}) {
  const t = useWords();
  const { rows, columns, selected, onToggle, onToggleAll } = props;
  return (
    <>
      <SelectAllBox
        label={t('actions.bulk.selectPage')}
        isAll={areAllSelected(rows, selected)}
        isSome={rows.some(({ id }) => selected.has(id))}
        onToggle={() => onToggleAll(rows)}
      />
      <ul className={styles.cards} aria-label={t('requests.list')}>
        {rows.map(row => (
          <li key={row.id} className={styles.card}>
            <div className={styles.head}>
              <span className={styles.select}>
                <SelectBox
                  row={row}
                  isSelected={selected.has(row.id)}
                  onToggle={onToggle}
                />
              </span>
              <RowName row={row} />
            </div>
            <RowState row={row} />
            <dl className={styles.facts}>
              {columns
                .filter(column => hasFact(column, row))
                .map(column => (
                  <div key={column} className={styles.fact}>
                    <dt>{t(`requests.column.${column}`)}</dt>
                    <dd>
                      <Fact column={column} row={row} />
                    </dd>
                  </div>
                ))}
            </dl>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The link covers the card, so the card is one target without a link inside a link. */
function RowName({ row }: { row: RequestRow }) {
  const links = useLinks();
  return row.deletedAt === undefined ? (
    <Link className={styles.name} href={links.resource(row.ref)}>
      {row.name}
    </Link>
  ) : (
    <span className={styles.name}>{row.name}</span>
  );
}

function hasFact(column: SortColumn, row: RequestRow): boolean {
  switch (column) {
    case 'name':
    case 'trouble':
      return false;
    case 'version':
      return row.version !== undefined;
    case 'requester':
      return row.requestedBy !== undefined;
    default:
      return true;
  }
}

function Version({ row }: { row: RequestRow }) {
  const t = useWords();
  const { version, upgradeTo } = row;
  return (
    <>
      {upgradeTo === undefined
        ? version
        : `${version} (${t('requests.upgradeTo', { version: upgradeTo })})`}
    </>
  );
}

function Fact({ column, row }: { column: SortColumn; row: RequestRow }) {
  switch (column) {
    case 'promise':
      return <>{row.promiseTitle}</>;
    case 'namespace':
      return <>{row.namespace}</>;
    case 'version':
      return <Version row={row} />;
    case 'requester':
      return <>{shortRequester(row.requestedBy ?? '')}</>;
    default:
      return <RowAge row={row} />;
  }
}
