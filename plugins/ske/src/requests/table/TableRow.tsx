import { memo, type MouseEvent } from 'react';
import { Link } from 'react-router-dom';
import type { Links } from '../../routes';
import type { SortColumn } from '../filters';
import type { RequestRow } from '../rows';
import { SelectBox } from '../selection';
import { RowCell } from './cells';
import styles from './RowsAsTable.module.css';

/** One row, which is drawn again only if its request has changed. */
export const TableRow = memo(function Row(props: {
  row: RequestRow;
  columns: readonly SortColumn[];
  isSelected: boolean;
  /** The table creates the links once for all rows, because resolving the routes takes time. */
  links: Pick<Links, 'resource'>;
  onOpen(href: string): void;
  onToggle(id: string): void;
}) {
  const { row, columns, isSelected, links, onOpen, onToggle } = props;
  const href =
    row.deletedAt === undefined ? links.resource(row.ref) : undefined;
  const open = (event: MouseEvent) => {
    // The link handles its own clicks, and a click that selects text must not leave the page.
    const isSelecting = window.getSelection()?.isCollapsed === false;
    if (href !== undefined && !event.defaultPrevented && !isSelecting) {
      onOpen(href);
    }
  };
  return (
    // The link in the row is for the keyboard. A click elsewhere in the row is a shortcut.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <tr
      className={styles.row}
      data-link={href !== undefined || undefined}
      data-selected={isSelected || undefined}
      onClick={open}
    >
      {/* A click beside the box must not open the request. */}
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions */}
      <td className={styles.select} onClick={event => event.stopPropagation()}>
        <SelectBox row={row} isSelected={isSelected} onToggle={onToggle} />
      </td>
      {columns.map(column =>
        column === 'name' ? (
          <th key={column} scope="row" className={styles.cell}>
            <span className={styles.rowName} title={row.name}>
              {href === undefined ? (
                row.name
              ) : (
                <Link
                  to={href}
                  className={styles.link}
                  onClick={event => event.stopPropagation()}
                >
                  {row.name}
                </Link>
              )}
            </span>
          </th>
        ) : (
          <td key={column} data-column={column} className={styles.cell}>
            <RowCell column={column} row={row} />
          </td>
        ),
      )}
    </tr>
  );
});
