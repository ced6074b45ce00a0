// Room resource replaces this file.
import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import type { ResourceTab } from '../routes';

/** The body of the page. The shell draws the header, the container and the notice of the connection. */
export function ResourcePage(props: {
  resource: ResourceRef;
  tab: ResourceTab;
}) {
  const { kind, namespace, name } = props.resource;
  return (
    <p>
      {kind} {namespace} {name} {props.tab}
    </p>
  );
}
