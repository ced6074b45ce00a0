import { lazy } from 'react';
import { Route, Routes } from 'react-router-dom';
import { NotFound } from './NotFound';
import { PageFrame } from './PageFrame';

const PreviewPage = lazy(() =>
  import('../preview/PreviewPage').then(m => ({ default: m.PreviewPage })),
);

/** `preview`. */
export function PreviewRoutes() {
  return (
    <PageFrame>
      <Routes>
        <Route index element={<PreviewPage />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </PageFrame>
  );
}
