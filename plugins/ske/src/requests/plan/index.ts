export {
  MOST_COLLECTIONS,
  MOST_QUESTIONS,
  planEverywhere,
  planInNamespaces,
  type CollectionPlan,
  type PlannedCollection,
  type PlannedKind,
} from './planCollections';
export { rankNamespaces } from './rankNamespaces';
