import { lazy } from 'react';
import { Route, Routes } from 'react-router-dom';
import { useWords } from '../words';
import { NotFound } from './NotFound';
import { PageFrame } from './PageFrame';
import { PageName } from './PageName';

const PreviewPage = lazy(() =>
  import('../preview/PreviewPage').then(m => ({ default: m.PreviewPage })),
);

/** The route `preview`. */
export function PreviewRoutes() {
  return (
    <PageFrame>
      <Routes>
        <Route index element={<PreviewRoute />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </PageFrame>
  );
}

function PreviewRoute() {
  const t = useWords();
  return (
    <PageName title={t('shell.preview')}>
      <PreviewPage />
    </PageName>
  );
}
