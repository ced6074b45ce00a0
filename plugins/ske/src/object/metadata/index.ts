export { MetadataCard } from './MetadataCard';
