import { EntityFrame } from '../entity/EntityFrame';
import { ResourceView } from '../resource';
import { useLinks } from '../routes';
import { LegacyFrame } from './LegacyFrame';
import type { EntityIdentifier, KratixResourceResult, Stage } from './types';

/**
 * Properties of `KratixResourceManageContent`.
 *
 * @public
 */
export interface KratixResourceManageContentProps {
  /** The resource, as {@link useKratixResourceFetcher} returns it. */
  entityIdentifier: EntityIdentifier;
  /** Accepted for compatibility. The content follows the object in the cluster itself. */
  entityState?: Stage;
  /** Accepted for compatibility. The content follows the object in the cluster itself. */
  kratixResource?: KratixResourceResult['resource'];
  /** Accepted for compatibility. {@link useKratixResourceFetcher} notices a deletion itself. */
  setCurrentStage?: (stage: Stage) => void;
}

/** The form with which the user changes a resource, without an entity around it. */
export function ManageContent(props: KratixResourceManageContentProps) {
  return (
    <LegacyFrame>
      <EntityFrame>
        <Content {...props} />
      </EntityFrame>
    </LegacyFrame>
  );
}

function Content({ entityIdentifier }: KratixResourceManageContentProps) {
  const { apiVersion, kind, namespace, name } = entityIdentifier;
  const links = useLinks();
  const resourceRef = {
    apiVersion,
    kind,
    ...(namespace && { namespace }),
    name,
  };
  return (
    <ResourceView
      isEmbedded
      resourceRef={resourceRef}
      tab="edit"
      linkTo={tab => links.resource(resourceRef, tab)}
    />
  );
}
