import { lazy } from 'react';
import { Route, Routes, useParams, useSearchParams } from 'react-router-dom';
import { promiseTabs } from '../routes';
import { NotFound } from './NotFound';
import { PageFrame } from './PageFrame';
import { readTab } from './readTab';

const ServicesPage = lazy(() =>
  import('../services/ServicesPage').then(m => ({ default: m.ServicesPage })),
);
const InstallPage = lazy(() =>
  import('../install/InstallPage').then(m => ({ default: m.InstallPage })),
);
const PromisePage = lazy(() =>
  import('../promise/PromisePage').then(m => ({ default: m.PromisePage })),
);

/** `services`, `services/<promise>/<tab>`, and `services/-/install`: no Promise can have the name `-`. */
export function ServicesRoutes() {
  return (
    <PageFrame>
      <Routes>
        <Route index element={<ServicesPage />} />
        <Route path="-/install" element={<InstallRoute />} />
        <Route path=":name/*" element={<PromiseRoute />} />
      </Routes>
    </PageFrame>
  );
}

function PromiseRoute() {
  const { name = '', '*': rest = '' } = useParams();
  const tab = readTab(promiseTabs, rest);
  return tab ? <PromisePage key={name} name={name} tab={tab} /> : <NotFound />;
}

function InstallRoute() {
  const [params] = useSearchParams();
  return <InstallPage upgrades={params.get('promise') ?? undefined} />;
}
