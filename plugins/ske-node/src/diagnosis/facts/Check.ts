import type { DiagnosisCheckId } from '@kratix-portal/plugin-ske-common';
import type { DiagnosisFacts } from './DiagnosisFacts';
import type { Finding } from './Finding';

/** One check. A check reads settings and results of probes, and returns a finding. A check does not send requests itself. */
export interface Check {
  id: DiagnosisCheckId;
  /** If the API server accepts the token, a failure of this check does not stop the user, and is reported as a warning. */
  isJudgedByApiServer?: boolean;
  run(facts: DiagnosisFacts): Promise<Finding>;
}
