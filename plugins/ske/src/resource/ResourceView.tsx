import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import { useMemo, type ReactNode } from 'react';
import { NotLiveNotice, useWatchedObject } from '../object/presence';
import type { ResourceTab } from '../routes';
import { ResourceHeader } from './header';
import { AbsentResource } from './presence';
import { ResourceTabs } from './ResourceTabs';
import styles from './ResourceView.module.css';
import type { Submission } from './request/Submission';
import { TabContent } from './TabContent';

/** Properties of {@link ResourceView}. */
export interface ResourceViewProps {
  resourceRef: ResourceRef;
  tab: ResourceTab;
  /** The address of a tab. */
  linkTo(tab: ResourceTab): string;
  /** A change that waits in Git, as the catalog knows it. */
  submission?: Submission;
  /** Shown if the user may not read the cluster: what the catalog recorded of the object. */
  recorded?: ReactNode;
  /** Whether the page around the component already has the header and the tabs. */
  isEmbedded?: boolean;
}

/** One resource request: its header, its tabs, and the content of the open tab. Entity pages use this component too. */
export function ResourceView(props: ResourceViewProps) {
  const { tab, linkTo, submission, isEmbedded } = props;
  const resourceRef = useSameRef(props.resourceRef);
  const { live, presence, isReplaced, acceptReplacement } =
    useWatchedObject(resourceRef);
  if (presence.type !== 'present' && presence.type !== 'deleted') {
    return (
      <AbsentResource
        resourceRef={resourceRef}
        presence={presence}
        submission={submission}
        recorded={props.recorded}
      />
    );
  }
  const object =
    presence.type === 'present' ? presence.object : presence.last.object;
  return (
    <div className={isEmbedded ? styles.view : `${styles.view} ${styles.page}`}>
      <ResourceHeader
        resourceRef={resourceRef}
        object={object}
        live={live}
        linkTo={linkTo}
        submission={submission}
        isEmbedded={isEmbedded}
        onAccept={isReplaced ? acceptReplacement : undefined}
      />
      <NotLiveNotice resourceRef={resourceRef} live={live} />
      {!isEmbedded && <ResourceTabs tab={tab} linkTo={linkTo} />}
      <TabContent
        resourceRef={resourceRef}
        object={object}
        isDeleted={presence.type === 'deleted'}
        isReplaced={isReplaced}
        tab={tab}
        linkTo={linkTo}
      />
    </div>
  );
}

/** Returns the same object while its values are the same, because a caller may create a new object in each rendering. */
function useSameRef(ref: ResourceRef): ResourceRef {
  const { apiVersion, kind, namespace, name } = ref;
  return useMemo(
    () => ({ apiVersion, kind, ...(namespace && { namespace }), name }),
    [apiVersion, kind, namespace, name],
  );
}
