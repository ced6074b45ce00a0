import { lazy } from 'react';
import { Route, Routes, useParams } from 'react-router-dom';
import { promiseTabs, useLinks } from '../routes';
import { useWords } from '../words';
import { NotFound } from './NotFound';
import { PageFrame } from './PageFrame';
import { PageName } from './PageName';
import { readTab } from './readTab';

const ServicesPage = lazy(() =>
  import('../services/ServicesPage').then(m => ({ default: m.ServicesPage })),
);
const PromisePage = lazy(() =>
  import('../promise/PromisePage').then(m => ({ default: m.PromisePage })),
);

/** `services` and `services/<promise>/<tab>`. */
export function ServicesRoutes() {
  return (
    <PageFrame>
      <Routes>
        <Route index element={<ServicesRoute />} />
        <Route path=":name/*" element={<PromiseRoute />} />
      </Routes>
    </PageFrame>
  );
}

function ServicesRoute() {
  const t = useWords();
  return (
    <PageName title={t('shell.services')}>
      <ServicesPage />
    </PageName>
  );
}

function PromiseRoute() {
  const { name = '', '*': rest = '' } = useParams();
  const links = useLinks();
  const tab = readTab(promiseTabs, rest);
  return tab ? (
    <PageName
      title={`${name} · Promise`}
      entry={{ label: name, href: links.promise(name) }}
    >
      <PromisePage key={name} name={name} tab={tab} />
    </PageName>
  ) : (
    <NotFound />
  );
}
