import { Header, Page, RoutedTabs } from '@backstage/core-components';
import { DiagnosisRoutes } from '../shell/DiagnosisRoutes';
import { PreviewRoutes } from '../shell/PreviewRoutes';
import { ResourcesRoutes } from '../shell/ResourcesRoutes';
import { ServicesRoutes } from '../shell/ServicesRoutes';
import { useWords } from '../words';
import { LegacyFrame } from './LegacyFrame';

/** All pages of the plugin. It draws the header and the tabs, which the new frontend system draws by itself. */
export function PlatformPage() {
  return (
    <LegacyFrame>
      <Pages />
    </LegacyFrame>
  );
}

function Pages() {
  const t = useWords();
  return (
    <Page themeId="tool">
      <Header title={t('shell.platform')} />
      <RoutedTabs
        routes={[
          {
            path: '/services',
            title: t('shell.services'),
            children: <ServicesRoutes />,
          },
          {
            path: '/resources',
            title: t('shell.resources'),
            children: <ResourcesRoutes />,
          },
          {
            path: '/preview',
            title: t('shell.preview'),
            children: <PreviewRoutes />,
          },
          {
            path: '/diagnosis',
            title: t('shell.diagnosis'),
            children: <DiagnosisRoutes />,
          },
        ]}
      />
    </Page>
  );
}
