export { DeletionCard } from './DeletionCard';
