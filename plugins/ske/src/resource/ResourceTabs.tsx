import { TabLinks } from '../object/TabLinks';
import { resourceTabs, type ResourceTab } from '../routes';
import { useWords } from '../words';

/** The tabs of a request's page. */
export function ResourceTabs(props: {
  tab: ResourceTab;
  linkTo(tab: ResourceTab): string;
}) {
  const { tab, linkTo } = props;
  const t = useWords();
  return (
    <TabLinks
      label={t('resource.tabs')}
      tabs={resourceTabs.map(id => ({
        id,
        title: t(`resource.tab.${id}`),
        href: linkTo(id),
      }))}
      current={tab}
    />
  );
}
