import type { DiagnosisCheckId } from '@kratix-portal/plugin-ske-common';
import type { DiagnosisFacts } from './DiagnosisFacts';
import type { Finding } from './Finding';

/** One check. A check reads facts and decides, and sends nothing itself. */
export interface Check {
  id: DiagnosisCheckId;
  /** When the API server accepts the token, a failure of this check cannot be what stops the user, and becomes a warning. */
  isJudgedByApiServer?: boolean;
  run(facts: DiagnosisFacts): Promise<Finding>;
}
