export { StoredSessions } from './selfTest/StoredSessions';
export { kubernetesConfig } from './portal/portalConfig';
export type { Portal as StartedPortal } from './portal/startPortal';
export { startPortalOn } from './portal/startPortalOn';
