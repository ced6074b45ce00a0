import type {
  DiagnosisCheck,
  DiagnosisReport,
} from '@kratix-portal/plugin-ske-common';
import type { Tone } from '../parts';

export const statusTones: Record<DiagnosisCheck['status'], Tone> = {
  passed: 'positive',
  warning: 'attention',
  failed: 'negative',
  unknown: 'neutral',
  skipped: 'neutral',
};

export const outcomeTones: Record<DiagnosisReport['outcome'], Tone> = {
  passed: 'positive',
  warning: 'attention',
  failed: 'negative',
};
