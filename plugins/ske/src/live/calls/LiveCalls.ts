import type { SkeApi } from '../../api';

/** The calls that the hooks make. No click causes them, so they must never open a sign-in dialog. */
export type LiveCalls = Pick<
  SkeApi,
  | 'watchMany'
  | 'listResources'
  | 'getResource'
  | 'getPipelines'
  | 'readLogs'
  | 'getResourceEvents'
  | 'checkAccess'
  | 'whoAmI'
  | 'getDiagnosis'
>;
