import type { Platform } from '@kratix-portal/test-cluster';
import type { Checklist } from './Checklist';
import type { StoredSessions } from './StoredSessions';

/** The platform and portal that the scenario uses. */
export interface Stage {
  platform: Platform;
  portalUrl: string;
  providerId: string;
  checks: Checklist;
  /** In session mode: the sessions in the portal's database. */
  sessions?: StoredSessions;
}
