export { SelectAllBox, SelectBox } from './SelectBox';
export { SelectionBar } from './SelectionBar';
export { areAllSelected, useSelection, type Selection } from './useSelection';
