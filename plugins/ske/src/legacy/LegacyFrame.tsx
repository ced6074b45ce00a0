import { compatWrapper } from '@backstage/core-compat-api';
import { EntityProvider, useEntity } from '@backstage/plugin-catalog-react';
import { kratixAnnotations } from '@kratix-portal/plugin-ske-common';
import { useMemo, type ReactNode } from 'react';
import { kratixTypeOf } from '../entity';
import type { ResourceType } from './types';

/** What the contents of the new frontend system need around them in an app on the old frontend system. */
export function LegacyFrame(props: { children: ReactNode }) {
  return compatWrapper(props.children);
}

/** The frame of a content of an entity page. */
export function LegacyEntityFrame(props: {
  resourceType?: ResourceType;
  children: ReactNode;
}) {
  return (
    <LegacyFrame>
      <EntityProvider entity={useTypedEntity(props.resourceType)}>
        {props.children}
      </EntityProvider>
    </LegacyFrame>
  );
}

/** The entity of the page. If the entity itself has no type, it gets the type of the page. */
export function useTypedEntity(resourceType: ResourceType | undefined) {
  const { entity } = useEntity();
  return useMemo(() => {
    if (resourceType === undefined || kratixTypeOf(entity) !== undefined) {
      return entity;
    }
    const { metadata } = entity;
    const annotations = {
      ...metadata.annotations,
      [kratixAnnotations.type]: resourceType,
    };
    return { ...entity, metadata: { ...metadata, annotations } };
  }, [entity, resourceType]);
}
