export { PlacementTab } from './PlacementTab';
export { listWorks, type PlacedWork } from './listWorks';
export { usePlacement } from './usePlacement';
