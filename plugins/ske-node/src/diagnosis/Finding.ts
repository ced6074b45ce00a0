import type {
  DiagnosisCheckId,
  DiagnosisCode,
} from '@kratix-portal/plugin-ske-common';
import type { DiagnosisFacts } from './DiagnosisFacts';

/** The outcome of a check. */
export type Finding =
  { status: 'passed' | 'unknown' | 'skipped'; seen: string } | Problem;

export interface Problem {
  status: 'warning' | 'failed';
  code: DiagnosisCode;
  seen: string;
  expected: string;
  remedy: string[];
  certainty: 'certain' | 'likely';
}

/** One check. It reads facts and decides; it sends nothing itself. */
export interface Check {
  id: DiagnosisCheckId;
  /** When the API server accepts the token, a failure of this check cannot be what stops the user, and becomes a warning. */
  isJudgedByApiServer?: boolean;
  run(facts: DiagnosisFacts): Promise<Finding>;
}

export function passed(seen: string): Finding {
  return { status: 'passed', seen };
}

export function skipped(seen: string): Finding {
  return { status: 'skipped', seen };
}

export function unknown(seen: string): Finding {
  return { status: 'unknown', seen };
}

export function failed(
  code: DiagnosisCode,
  problem: Omit<Problem, 'status' | 'code' | 'certainty'> &
    Partial<Pick<Problem, 'certainty'>>,
): Problem {
  return { status: 'failed', code, certainty: 'certain', ...problem };
}

export function warning(
  code: DiagnosisCode,
  problem: Omit<Problem, 'status' | 'code' | 'certainty'>,
): Problem {
  return { ...failed(code, problem), status: 'warning' };
}
