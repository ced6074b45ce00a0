export { FamilyCard } from './FamilyCard';
export { useChildren, type Children } from './useChildren';
export { useParent } from './useParent';
