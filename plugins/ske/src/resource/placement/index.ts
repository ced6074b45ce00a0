export { PlacementTab } from './PlacementTab';
export { usePlacement } from './usePlacement';
