export { ResourceView, type ResourceViewProps } from './ResourceView';
export type { Submission } from './Submission';
