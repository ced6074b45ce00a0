import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import { useLinks, type ResourceTab } from '../routes';
import { ResourceView } from './ResourceView';

/** The body of the page of one resource request. The shell draws the frame around it. */
export function ResourcePage(props: {
  resource: ResourceRef;
  tab: ResourceTab;
}) {
  const { resource, tab } = props;
  const links = useLinks();
  return (
    <ResourceView
      resourceRef={resource}
      tab={tab}
      linkTo={other => links.resource(resource, other)}
    />
  );
}
