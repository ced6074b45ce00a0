import { lazy } from 'react';
import { Route, Routes, useParams } from 'react-router-dom';
import { promiseTabs } from '../routes';
import { NotFound } from './NotFound';
import { PageFrame } from './PageFrame';
import { readTab } from './readTab';

const ServicesPage = lazy(() =>
  import('../services/ServicesPage').then(m => ({ default: m.ServicesPage })),
);
const PromisePage = lazy(() =>
  import('../promise/PromisePage').then(m => ({ default: m.PromisePage })),
);

const NewRequestPage = lazy(() =>
  import('../newRequest').then(m => ({ default: m.NewRequestPage })),
);

/** `services`, `services/<promise>/new` and `services/<promise>/<tab>`. */
export function ServicesRoutes() {
  return (
    <PageFrame>
      <Routes>
        <Route index element={<ServicesPage />} />
        <Route path=":name/new" element={<NewRequestRoute />} />
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

function NewRequestRoute() {
  const { name = '' } = useParams();
  return <NewRequestPage key={name} name={name} />;
}
