import type { IsSecret } from '@kratix-portal/plugin-ske-common';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import {
  ConflictTable,
  type MergeChoice,
  type FieldDifference,
} from '../changes';
import type { KubernetesObject } from '../live';
import { SectionCard, ToneNotice } from '../parts';
import { useWords } from '../words';
import styles from './EditObject.module.css';

/** What the cluster has changed since the edit began. The text changes only when the user asks for it. */
export function LiveChanges(props: {
  differences: readonly FieldDifference[];
  object: KubernetesObject;
  isSecret: IsSecret;
  canMerge: boolean;
  onMerge(choices: Readonly<Record<string, MergeChoice>>): void;
}) {
  const { differences, object, isSecret, canMerge, onMerge } = props;
  const t = useWords();
  const [choices, setChoices] = useState<Readonly<Record<string, MergeChoice>>>(
    {},
  );
  const conflicts = differences.filter(({ kind }) => kind === 'conflict');
  return (
    <SectionCard title={t('edit.live.title')}>
      <div className={styles.content}>
        <div role="status">
          <ToneNotice tone="attention">
            {conflicts.length === 0
              ? t('edit.live.others')
              : t('edit.live.conflicts', { count: conflicts.length })}
          </ToneNotice>
        </div>
        <ConflictTable
          differences={differences}
          isSecret={isSecret}
          managedFields={object.metadata.managedFields}
          choices={choices}
          onChoose={(key, choice) => setChoices({ ...choices, [key]: choice })}
        />
        <div className={styles.actions}>
          <Button
            variant="secondary"
            isDisabled={!canMerge}
            onPress={() => onMerge(choices)}
          >
            {t('edit.live.merge')}
          </Button>
        </div>
      </div>
    </SectionCard>
  );
}
