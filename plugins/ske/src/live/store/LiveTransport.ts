import type { SkeApi } from '../../api';

/** The calls with which the store follows collections. No click causes them, so they must never open a sign-in dialog. */
export type LiveTransport = Pick<
  SkeApi,
  'watchMany' | 'listResources' | 'getResource'
>;
