export { StoredSessions } from './selfTest/StoredSessions';
export type { Portal as StartedPortal } from './portal/startPortal';
export { startPortalOn } from './portal/startPortalOn';
