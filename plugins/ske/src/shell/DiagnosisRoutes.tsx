import { lazy } from 'react';
import { Route, Routes } from 'react-router-dom';
import { NotFound } from './NotFound';
import { PageFrame } from './PageFrame';

const DiagnosisPage = lazy(() =>
  import('../diagnosis/DiagnosisPage').then(m => ({
    default: m.DiagnosisPage,
  })),
);

/** `diagnosis`. */
export function DiagnosisRoutes() {
  return (
    <PageFrame>
      <Routes>
        <Route index element={<DiagnosisPage />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </PageFrame>
  );
}
