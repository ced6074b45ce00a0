import type { SkeApi } from '../../api';

/** The calls with which the store follows collections. They are made without the user's doing, so they must never open a sign-in dialog. */
export type LiveTransport = Pick<
  SkeApi,
  'watchMany' | 'listResources' | 'getResource'
>;
