import type { Entity } from '@backstage/catalog-model';
import { Text } from '@backstage/ui';
import { kratixAnnotations } from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import { SectionCard } from '../parts';
import { FieldTree, readFields } from '../resource/fields';
import { isObject } from '../values';
import { useWords } from '../words';
import { annotation } from './readTarget';

/**
 * The status that the catalog recorded (F4, F5). The page shows the recorded status only if the user may not read the cluster, because the recorded status can
 * be old.
 */
export function RecordedStatus({ entity }: { entity: Entity }) {
  const t = useWords();
  const text = annotation(entity, kratixAnnotations.status);
  const fields = useMemo(() => readFields(parse(text)), [text]);
  if (text === undefined) {
    return null;
  }
  return (
    <SectionCard title={t('entity.recorded.title')}>
      <Text as="p" color="secondary">
        {fields.length > 0
          ? t('entity.recorded.text')
          : t('entity.recorded.unreadable')}
      </Text>
      {fields.length > 0 && <FieldTree fields={fields} />}
    </SectionCard>
  );
}

/** Programs and users write annotations, so the text can be anything. */
function parse(text: string | undefined) {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
