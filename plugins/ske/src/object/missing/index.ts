export { MissingLists } from './MissingLists';
export { MissingPart } from './MissingPart';
