export { StoredSessions } from './selfTest/StoredSessions';
export { startPortalOn, type StartedPortal } from './portal/startPortalOn';
