import type { IsSecret } from '@kratix-portal/plugin-ske-common';
import { Button, Text } from '@backstage/ui';
import {
  YamlEditor,
  type OutsideProblem,
  type ReadOnlyPart,
  type Schema,
} from '../editor';
import { HiddenFields } from '../form';
import { DisabledReason, SectionCard } from '../parts';
import { useWords } from '../words';
import styles from './EditObject.module.css';

/** The object as a text that the user edits. */
export function EditYaml(props: {
  label: string;
  text: string;
  /** The parts that cannot be changed. */
  readOnlyParts: readonly ReadOnlyPart[];
  schema?: Schema;
  /** Whether the user can also use the form. */
  hasForm: boolean;
  /** The paths of the fields that the form cannot show. */
  hidden: readonly string[];
  isSecret: IsSecret;
  problems: readonly OutsideProblem[];
  isReadOnly: boolean;
  isBusy: boolean;
  /** Why the edit cannot be reviewed now. */
  obstacle?: string;
  /** What the next step does. */
  note: string;
  onChange(text: string): void;
  onReview(): void;
}) {
  const { label, text, problems, isReadOnly, isBusy, obstacle } = props;
  const t = useWords();
  return (
    <SectionCard title={t('edit.title')}>
      <div className={styles.content}>
        {!props.hasForm && (
          <Text as="p" variant="body-small" color="secondary">
            {t('edit.noForm')}
          </Text>
        )}
        <HiddenFields fields={props.hidden} />
        <YamlEditor
          label={label}
          value={text}
          onChange={props.onChange}
          schema={props.schema}
          isSecret={props.isSecret}
          problems={problems}
          readOnlyParts={props.readOnlyParts}
          isReadOnly={isReadOnly || isBusy}
        />
        {props.note !== '' && (
          <Text as="p" variant="body-small" color="secondary">
            {props.note}
          </Text>
        )}
        {!isReadOnly && (
          <div className={styles.actions}>
            {obstacle === undefined ? (
              <Button isPending={isBusy} onPress={props.onReview}>
                {t('edit.review')}
              </Button>
            ) : (
              <DisabledReason label={t('edit.review')} reason={obstacle} />
            )}
          </div>
        )}
      </div>
    </SectionCard>
  );
}
