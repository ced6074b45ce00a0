import { Route, Routes } from 'react-router-dom';
import { useWords } from '../words';
import { NotFound } from './NotFound';
import { PageFrame } from './PageFrame';
import { PageName } from './PageName';
import { lazyPart } from '../parts';

const DiagnosisPage = lazyPart(() =>
  import('../diagnosis/DiagnosisPage').then(m => m.DiagnosisPage),
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
