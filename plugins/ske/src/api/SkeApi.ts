import type { SkeClient } from '@kratix-portal/plugin-ske-common';

/** The methods of {@link SkeClient}, so that a test can provide another implementation. */
export type SkeApi = Pick<
  SkeClient,
  // `recordRequest` is left out, because only the scaffolder action calls it.
  Exclude<keyof SkeClient, 'recordRequest'>
>;
