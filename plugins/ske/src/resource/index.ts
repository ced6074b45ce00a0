export { ResourceView } from './ResourceView';
export type { Submission } from './request/Submission';
