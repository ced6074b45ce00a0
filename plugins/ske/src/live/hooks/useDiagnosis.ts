import type { DiagnosisReport } from '@kratix-portal/plugin-ske-common';
import type { Fetched } from '../objects/types';
import { useLiveApi } from './useLiveApi';
import { useRead } from './useRead';

/** Why the user can or cannot act on the cluster. */
export function useDiagnosis(): Fetched<DiagnosisReport> {
  const { calls } = useLiveApi();
  return useRead({
    key: 'diagnosis',
    read: () => ({ read: signal => calls.getDiagnosis({ signal }) }),
  });
}
