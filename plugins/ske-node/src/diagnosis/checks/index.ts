import type { Check } from '../facts/Check';
import { checkClient } from './checkClient';
import { checkCluster } from './checkCluster';
import { checkConfiguration } from './checkConfiguration';
import { checkExchange } from './checkExchange';
import { checkGroups } from './checkGroups';
import { checkIdentity } from './checkIdentity';
import { checkIssuer } from './checkIssuer';
import { checkKeys } from './checkKeys';
import { checkPermissions } from './checkPermissions';
import { checkProxy } from './checkProxy';
import { checkTls } from './checkTls';
import { checkToken } from './checkToken';
import { checkTokenAudience } from './checkTokenAudience';
import { checkTokenIssuer } from './checkTokenIssuer';
import { checkTokenKind } from './checkTokenKind';
import { checkTokenSignature } from './checkTokenSignature';
import { checkTokenTimes } from './checkTokenTimes';
import { checkUsername } from './checkUsername';

/** All checks, from the configuration to the permissions, in the order in which a request passes through these parts. */
export const checks: readonly Check[] = [
  checkConfiguration,
  checkProxy,
  checkCluster,
  checkTls,
  checkIssuer,
  checkKeys,
  checkClient,
  checkToken,
  checkExchange,
  checkTokenKind,
  checkTokenIssuer,
  checkTokenTimes,
  checkTokenSignature,
  checkTokenAudience,
  checkUsername,
  checkIdentity,
  checkGroups,
  checkPermissions,
];
