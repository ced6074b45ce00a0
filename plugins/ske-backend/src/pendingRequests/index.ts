export { createProviderRouter } from './createProviderRouter';
export { PendingRequests } from './PendingRequests';
export { readPendingRequestsConfig } from './PendingRequestsConfig';
export { PendingRequestStore } from './PendingRequestStore';
export { TaskFailures } from './TaskFailures';
export { TaskResults } from './TaskResults';
