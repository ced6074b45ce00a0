export { PortalBrowser, type SignInAnswer } from './PortalBrowser';
export {
  FAKE_CLIENT,
  startFakeIssuer,
  type FakeIssuer,
  type FakeUser,
} from './startFakeIssuer';
export { startTestPortal, type TestPortal } from './startTestPortal';
