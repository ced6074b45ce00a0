import type { ReactNode } from 'react';
import styles from './RowsTable.module.css';

/** One column of a {@link RowsTable}. */
export interface RowsColumn<Row> {
  id: string;
  title: string;
  cell(row: Row): ReactNode;
  /** The cell is the heading of its row. Exactly one column sets this. */
  isRowHeader?: boolean;
  /** CSS width, such as `8rem`. */
  width?: string;
}

/**
 * A short table without sorting and pages: conditions, events, placements. Where there is less room than 600 px, each row becomes a card whose lines have
 * the titles of the columns. The list of requests uses the table of `@backstage/ui`.
 */
export function RowsTable<Row>(props: {
  /** Names the table for screen readers. */
  'aria-label': string;
  columns: readonly RowsColumn<Row>[];
  rows: readonly Row[];
  rowKey(row: Row): string;
  /** Marks a row with a line at its side. Say in words what the mark means. */
  isMarked?(row: Row): boolean;
}) {
  return (
    <div className={styles.container}>
      {/* CSS can show the rows as cards. With these roles, screen readers still treat the element as a table. */}
      {/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role */}
      <table
        role="table"
        aria-label={props['aria-label']}
        className={styles.table}
      >
        <thead role="rowgroup">
          <tr role="row">
            {props.columns.map(({ id, title, width }) => (
              <th
                key={id}
                role="columnheader"
                scope="col"
                style={width ? { width } : undefined}
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {props.rows.map(row => (
            <tr
              key={props.rowKey(row)}
              role="row"
              data-marked={props.isMarked?.(row) || undefined}
            >
              {props.columns.map(({ id, title, cell, isRowHeader }) =>
                isRowHeader ? (
                  <th key={id} role="rowheader" scope="row" data-label={title}>
                    <div>{cell(row)}</div>
                  </th>
                ) : (
                  <td key={id} role="cell" data-label={title}>
                    <div>{cell(row)}</div>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {/* eslint-enable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role */}
    </div>
  );
}
