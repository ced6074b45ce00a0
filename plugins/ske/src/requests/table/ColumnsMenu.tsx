import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiLayoutColumnLine } from '@remixicon/react';
import { memo } from 'react';
import { useWords } from '../../words';
import { optionalColumns, type OptionalColumn } from './columns';

/** Chooses the columns of the list. */
export const ColumnsMenu = memo(function Columns(props: {
  /** The columns that can be chosen. */
  offered: readonly OptionalColumn[];
  hidden: readonly OptionalColumn[];
  onChange(hidden: OptionalColumn[]): void;
}) {
  const t = useWords();
  const { offered, hidden, onChange } = props;
  const shown = offered.filter(column => !hidden.includes(column));
  return (
    <MenuTrigger>
      <Button
        variant="secondary"
        size="small"
        iconStart={<RiLayoutColumnLine aria-hidden="true" />}
      >
        {t('requests.columns')}
      </Button>
      <Menu
        aria-label={t('requests.columns.menu')}
        selectionMode="multiple"
        selectedKeys={shown}
        onSelectionChange={selection => {
          const isShown = (column: OptionalColumn) =>
            selection === 'all' || selection.has(column);
          onChange(
            optionalColumns.filter(column =>
              offered.includes(column)
                ? !isShown(column)
                : hidden.includes(column),
            ),
          );
        }}
      >
        {offered.map(column => (
          <MenuItem key={column} id={column}>
            {t(`requests.column.${column}`)}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
});
