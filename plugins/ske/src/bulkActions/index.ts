export { BulkDialog } from './BulkDialog';
export type { BulkItem } from './BulkItem';
