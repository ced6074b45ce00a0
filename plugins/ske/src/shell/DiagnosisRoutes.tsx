import { lazy } from 'react';
import { Route, Routes } from 'react-router-dom';
import { useWords } from '../words';
import { NotFound } from './NotFound';
import { PageFrame } from './PageFrame';
import { PageName } from './PageName';

const DiagnosisPage = lazy(() =>
  import('../diagnosis/DiagnosisPage').then(m => ({
    default: m.DiagnosisPage,
  })),
);

/** The route `diagnosis`. */
export function DiagnosisRoutes() {
  return (
    <PageFrame>
      <Routes>
        <Route index element={<DiagnosisRoute />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </PageFrame>
  );
}

function DiagnosisRoute() {
  const t = useWords();
  return (
    <PageName title={t('shell.diagnosis')}>
      <DiagnosisPage />
    </PageName>
  );
}
