import { Route, Routes, useParams, useSearchParams } from 'react-router-dom';
import { promiseTabs, useLinks } from '../routes';
import { useWords } from '../words';
import { NotFound } from './NotFound';
import { PageFrame } from './PageFrame';
import { PageName } from './PageName';
import { readTab } from './readTab';
import { lazyPart } from '../parts';

const ServicesPage = lazyPart(() =>
  import('../services/ServicesPage').then(m => m.ServicesPage),
);
const InstallPage = lazyPart(() =>
  import('../install/InstallPage').then(m => m.InstallPage),
);
const PromisePage = lazyPart(() =>
  import('../promise/PromisePage').then(m => m.PromisePage),
);

const NewRequestPage = lazyPart(() =>
  import('../newRequest').then(m => m.NewRequestPage),
);

/** The routes `services`, `services/<promise>/new` and `services/<promise>/<tab>`, and `services/-/install`: no Promise can have the name `-`.
 */
export function ServicesRoutes() {
  return (
    <PageFrame>
      <Routes>
        <Route index element={<ServicesRoute />} />
        <Route path="-/install" element={<InstallRoute />} />
        <Route path=":name/new" element={<NewRequestRoute />} />
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
  const t = useWords();
  const links = useLinks();
  const tab = readTab(promiseTabs, rest);
  return tab ? (
    <PageName
      title={t('promise.page', { name })}
      entry={{ label: name, href: links.promise(name) }}
      tab={t(`promise.tab.${tab}`)}
    >
      <PromisePage key={name} name={name} tab={tab} />
    </PageName>
  ) : (
    <NotFound />
  );
}

function NewRequestRoute() {
  const t = useWords();
  const { name = '' } = useParams();
  const links = useLinks();
  const title = t('newRequest.title', { title: name });
  return (
    <PageName title={title} entry={{ label: name, href: links.promise(name) }}>
      <PageName
        title={title}
        entry={{ label: t('newRequest.crumb'), href: links.newRequest(name) }}
      >
        <NewRequestPage key={name} name={name} />
      </PageName>
    </PageName>
  );
}

function InstallRoute() {
  const t = useWords();
  const links = useLinks();
  const [params] = useSearchParams();
  const upgrades = params.get('promise') ?? undefined;
  const title = t('install.button');
  return (
    <PageName
      title={title}
      entry={{ label: title, href: links.install(upgrades) }}
    >
      <InstallPage upgrades={upgrades} />
    </PageName>
  );
}
