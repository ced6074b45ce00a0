export { CachedHttpAuthService } from './CachedHttpAuthService';
export { runWithRequest } from './currentRequest';
