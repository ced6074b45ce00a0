export type { ConfigureResult, RequestCaller } from './ResourceRequestService';
export { ResourceRequestService } from './ResourceRequestService';
