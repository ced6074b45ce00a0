export { EmptyList } from './EmptyList';
export { ChangesNote, ListHead } from './ListHead';
export { Pager } from './Pager';
export { RowsAsCards } from './RowsAsCards';
export { RowsAsTable } from './RowsAsTable';
export { useColumns } from './useColumns';
