import { lazy } from 'react';
import { Route, Routes, useSearchParams } from 'react-router-dom';
import { NotFound } from './NotFound';
import { PageFrame } from './PageFrame';

const InstallPage = lazy(() =>
  import('../install/InstallPage').then(m => ({ default: m.InstallPage })),
);

/** `install`, and `install?promise=<name>` for an upgrade. */
export function InstallRoutes() {
  return (
    <PageFrame>
      <Routes>
        <Route index element={<InstallRoute />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </PageFrame>
  );
}

function InstallRoute() {
  const [params] = useSearchParams();
  return <InstallPage upgrades={params.get('promise') ?? undefined} />;
}
