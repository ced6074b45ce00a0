export type { DiagnosisCode } from './DiagnosisCode';
export { diagnosisCodes } from './DiagnosisCode';
export type {
  DiagnosisCheck,
  DiagnosisCheckId,
  DiagnosisReport,
  ProviderKind,
} from './DiagnosisReport';
export { diagnosisCheckIds } from './DiagnosisReport';
