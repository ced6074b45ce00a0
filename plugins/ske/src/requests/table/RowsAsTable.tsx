import { Column, Table, type ColumnConfig } from '@backstage/ui';
import { useMemo } from 'react';
import { useLinks } from '../../routes';
import { useWords } from '../../words';
import type { RequestSort, SortColumn } from '../filters';
import type { RequestRow } from '../rows';
import { renderCell } from './cells';
import styles from './RowsAsTable.module.css';

/**
 * The rows of a page as a table. A row is a link: a click and the Enter key open the page of the request. The table caches rows by identity, so
 * only rows that changed are drawn again.
 */
export function RowsAsTable(props: {
  rows: readonly RequestRow[];
  columns: readonly SortColumn[];
  sort: RequestSort;
  onSort(sort: RequestSort): void;
}) {
  const t = useWords();
  const links = useLinks();
  const { rows, columns, sort, onSort } = props;
  const columnConfig = useMemo(
    () =>
      columns.map((id): ColumnConfig<RequestRow> => {
        const label = t(`requests.column.${id}`);
        return {
          id,
          label,
          header: () => (
            <Column
              id={id}
              isRowHeader={id === 'name'}
              allowsSorting
              className={styles[id]}
            >
              {label}
            </Column>
          ),
          cell: row => renderCell(id, row),
        };
      }),
    [columns, t],
  );
  const data = useMemo(() => [...rows], [rows]);
  const rowConfig = useMemo(
    () => ({
      getHref: ({ ref, deletedAt }: RequestRow) =>
        deletedAt === undefined ? links.resource(ref) : undefined,
    }),
    [links],
  );
  return (
    <Table
      className={styles.table}
      columnConfig={columnConfig}
      data={data}
      rowConfig={rowConfig}
      pagination={{ type: 'none' }}
      sort={{
        descriptor: {
          column: sort.column,
          direction: sort.isDescending ? 'descending' : 'ascending',
        },
        onSortChange: ({ column, direction }) =>
          onSort({
            column: column as SortColumn,
            isDescending: direction === 'descending',
          }),
      }}
    />
  );
}
