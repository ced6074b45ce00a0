import type { GalleryEntry } from '../entry/GalleryEntry';
import {
  failedReport,
  passedReport,
  warningReport,
} from '../../diagnosis/exampleReports';

const PATH = '/kratix/diagnosis';

/** *Diagnosis*. */
export const diagnosisEntries: readonly GalleryEntry[] = [
  {
    id: 'diagnosis/failed',
    title: 'The token has a wrong audience',
    path: PATH,
    prepare: platform => {
      platform.diagnosis = failedReport;
    },
    shows: 'One check failed',
  },
  {
    id: 'diagnosis/warning',
    title: 'TLS is not verified',
    path: PATH,
    prepare: platform => {
      platform.diagnosis = warningReport;
    },
    shows: 'some with a warning',
  },
  {
    id: 'diagnosis/passed',
    title: 'All checks passed',
    path: PATH,
    prepare: platform => {
      platform.diagnosis = passedReport;
    },
    shows: 'All checks passed',
  },
];
