export type { RequestCaller } from './ResourceRequestService';
export { ResourceRequestService } from './ResourceRequestService';
