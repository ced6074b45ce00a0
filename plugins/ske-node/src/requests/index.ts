export type { RequestCaller } from './ResourceRequestService';
export type { ConfigureResult } from './ResourceWriter';
export { ResourceRequestService } from './ResourceRequestService';
