export { PortalBrowser, type SignInAnswer } from './PortalBrowser';
export {
  FAKE_CLIENT,
  startFakeOidcProvider,
  type FakeOidcProvider,
  type FakeUser,
} from './startFakeOidcProvider';
export { startTestPortal, type TestPortal } from './startTestPortal';
