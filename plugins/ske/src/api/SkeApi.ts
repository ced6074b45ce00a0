import type { SkeClient } from '@kratix-portal/plugin-ske-common';

/** The methods of {@link SkeClient}, so that a test can provide another implementation. */
export type SkeApi = Pick<
  SkeClient,
  // Only the action of templates records requests.
  Exclude<keyof SkeClient, 'recordRequest'>
>;
