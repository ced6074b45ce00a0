export { FamilyCard } from './FamilyCard';
export { useChildren, type Children } from './useChildren';
