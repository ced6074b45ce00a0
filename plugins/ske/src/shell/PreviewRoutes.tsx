import { Route, Routes } from 'react-router-dom';
import { useWords } from '../words';
import { NotFound } from './NotFound';
import { PageFrame } from './PageFrame';
import { PageName } from './PageName';
import { lazyPart } from '../parts';

const PreviewPage = lazyPart(() =>
  import('../preview/PreviewPage').then(m => m.PreviewPage),
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
