import { Route, Routes, useParams } from 'react-router-dom';
import {
  parseResourcePath,
  resourcePath,
  resourceTabs,
  useLinks,
} from '../routes';
import { useWords } from '../words';
import { NotFound } from './NotFound';
import { PageFrame } from './PageFrame';
import { PageName } from './PageName';
import { readTab } from './readTab';
import { lazyPart } from '../parts';

const MyResourcesPage = lazyPart(() =>
  import('../myResources/MyResourcesPage').then(m => m.MyResourcesPage),
);
const ResourcePage = lazyPart(() =>
  import('../resource/ResourcePage').then(m => m.ResourcePage),
);

/** The routes `resources` and `resources/<group>/<version>/<kind>/<namespace>/<name>/<tab>`. */
export function ResourcesRoutes() {
  return (
    <PageFrame>
      <Routes>
        <Route index element={<MyResourcesRoute />} />
        <Route
          path=":group/:version/:kind/:namespace/:name/*"
          element={<ResourceRoute />}
        />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </PageFrame>
  );
}

function MyResourcesRoute() {
  const t = useWords();
  return (
    <PageName title={t('shell.resources')}>
      <MyResourcesPage />
    </PageName>
  );
}

function ResourceRoute() {
  const {
    group = '',
    version = '',
    kind = '',
    namespace = '',
    name = '',
    '*': rest = '',
  } = useParams();
  const resource = parseResourcePath({ group, version, kind, namespace, name });
  const links = useLinks();
  const t = useWords();
  const tab = readTab(resourceTabs, rest);
  return tab ? (
    <PageName
      title={`${name} · ${kind}`}
      entry={{ label: name, href: links.resource(resource) }}
      tab={t(`resource.tab.${tab}`)}
    >
      <ResourcePage
        key={resourcePath(resource)}
        resource={resource}
        tab={tab}
      />
    </PageName>
  ) : (
    <NotFound />
  );
}
