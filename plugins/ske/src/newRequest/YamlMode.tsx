import type { IsSecret } from '@kratix-portal/plugin-ske-common';
import { Button, Text } from '@backstage/ui';
import { useMemo } from 'react';
import { toObjectSchema, YamlEditor, type OutsideProblem } from '../editor';
import { HiddenFields, type PlacedCause } from '../form';
import { DisabledReason, SectionCard, ToneNotice } from '../parts';
import { useWords } from '../words';
import styles from './NewRequest.module.css';
import type { RequestableKind } from './useRequestKind';

/** The request as a text that the user edits. Each cause of a rejection is at its line. */
export function YamlMode(props: {
  api: RequestableKind['api'];
  text: string;
  problem: string | undefined;
  causes: readonly PlacedCause[];
  /** The paths of the fields that the form cannot show. */
  hidden: readonly string[];
  isSecret: IsSecret;
  isBusy: boolean;
  /** A line above the button, which screen readers announce. */
  note: string;
  onChange(text: string): void;
  onDone(): void;
}) {
  const { api, text, problem, causes, isBusy, onChange, onDone } = props;
  const t = useWords();
  const schema = useMemo(() => toObjectSchema(api.schema), [api.schema]);
  const problems = useMemo(() => toProblems(causes), [causes]);
  return (
    <SectionCard title={t('newRequest.form')}>
      <div className={styles.review}>
        <div role="alert" className={styles.status}>
          {causes.length > 0 && (
            <ToneNotice tone="negative">
              {t('form.causes', { count: causes.length })}
            </ToneNotice>
          )}
        </div>
        <HiddenFields fields={props.hidden} />
        <YamlEditor
          label={t('newRequest.yaml.title')}
          value={text}
          onChange={onChange}
          isReadOnly={isBusy}
          schema={schema}
          isSecret={props.isSecret}
          problems={problems}
        />
        <Text
          as="p"
          role="status"
          variant="body-small"
          color="secondary"
          className={styles.status}
        >
          {props.note}
        </Text>
        <div className={styles.buttons}>
          {problem === undefined && (
            <Button variant="primary" loading={isBusy} onPress={onDone}>
              {t('newRequest.review')}
            </Button>
          )}
          <div role="status">
            {problem !== undefined && (
              <DisabledReason label={t('newRequest.review')} reason={problem} />
            )}
          </div>
        </div>
      </div>
    </SectionCard>
  );
}

function toProblems(causes: readonly PlacedCause[]): OutsideProblem[] {
  return causes.map(({ cause: { field, message } }) => ({
    ...(field !== undefined && { field }),
    message,
    severity: 'error',
  }));
}
