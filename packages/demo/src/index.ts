export { startPortalOn, type StartedPortal } from './portal/startPortalOn';
