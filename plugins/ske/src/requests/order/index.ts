export { createRowComparison } from './compareRows';
export {
  arrangeRows,
  keepOrder,
  type ArrangedRows,
  type KeptOrder,
} from './keepOrder';
