import type { Entity } from '@backstage/catalog-model';
import { kratixAnnotations } from '@kratix-portal/plugin-ske-common';
import { kratixTypeOf } from '../entity';
import { RecordedStatus } from '../entity/RecordedStatus';
import { DescriptionList, SectionCard, SkeRoot } from '../parts';
import { useWords } from '../words';
import { LegacyFrame } from './LegacyFrame';
import type { ResourceType } from './types';

/**
 * Properties of `KratixAboutCard`.
 *
 * @public
 */
export interface KratixAboutCardProps {
  /** The entity. It can differ from the entity of the page. */
  entity: Entity;
  /** What the entity stands for, if the entity does not say it itself. */
  entityType?: ResourceType;
}

/** Shows what the catalog knows about the object. */
export function AboutCard(props: KratixAboutCardProps) {
  return (
    <LegacyFrame>
      <SkeRoot>
        <About {...props} />
        <RecordedStatus entity={props.entity} />
      </SkeRoot>
    </LegacyFrame>
  );
}

function About({ entity, entityType }: KratixAboutCardProps) {
  const t = useWords();
  const type = kratixTypeOf(entity) ?? entityType ?? 'resource';
  const value = (name: string) => entity.metadata.annotations?.[name];
  const rows =
    type === 'promise'
      ? [
          [t('legacy.about.apiResource'), value(kratixAnnotations.apiName)],
          [t('legacy.about.apiGroup'), value(kratixAnnotations.apiGroup)],
          [t('legacy.about.name'), value(kratixAnnotations.promiseName)],
          [t('legacy.about.description'), entity.metadata.description],
        ]
      : [
          [t('legacy.about.name'), value(kratixAnnotations.name)],
          [t('legacy.about.namespace'), value(kratixAnnotations.namespace)],
          [t('legacy.about.kind'), value(kratixAnnotations.kind)],
          [t('legacy.about.promiseName'), value(kratixAnnotations.promiseName)],
          [t('legacy.about.description'), entity.metadata.description],
        ];
  return (
    <SectionCard
      title={t(
        type === 'promise' ? 'legacy.about.promise' : 'legacy.about.resource',
      )}
    >
      <DescriptionList
        items={rows.flatMap(([term, details]) =>
          term && details ? [{ term, details }] : [],
        )}
      />
    </SectionCard>
  );
}
