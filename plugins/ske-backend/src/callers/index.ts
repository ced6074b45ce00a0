export { CachedHttpAuthService } from './CachedHttpAuthService';
export { runWithRequest } from './currentRequest';
export { readBearerToken } from './readBearerToken';
