export type { RequestCaller } from './RequestCaller';
export type { ConfigureResult } from './ResourceWriter';
export { ResourceRequestService } from './ResourceRequestService';
