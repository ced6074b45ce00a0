import type { DiagnosisCode } from '@kratix-portal/plugin-ske-common';

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
