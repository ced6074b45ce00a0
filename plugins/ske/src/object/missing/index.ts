export { MissingLists, type MissingList } from './MissingLists';
export { MissingPart } from './MissingPart';
