import { Radio, RadioGroup, Text } from '@backstage/ui';
import { printFieldPath } from '@kratix-portal/plugin-ske-common';
import { useWords } from '../words';
import styles from './ConflictTable.module.css';
import {
  defaultChoice,
  type MergeChoice,
  type FieldDifference,
} from './mergeValues';

/** Says who changed a field, and lets the user choose which value the merge takes. */
export function Choices(props: {
  difference: FieldDifference;
  choice: MergeChoice | undefined;
  onChoose(choice: MergeChoice): void;
}) {
  const { difference, choice, onChoose } = props;
  const { kind, path } = difference;
  const t = useWords();
  if (kind === 'same') {
    return t('changes.same');
  }
  return (
    <>
      <Text
        as="p"
        variant="body-small"
        color="secondary"
        className={styles.kind}
      >
        {t(`changes.kind.${kind}`)}
      </Text>
      <RadioGroup
        aria-label={t('changes.choose', { field: printFieldPath(path) })}
        value={choice ?? defaultChoice(kind)}
        onChange={value => onChoose(value as MergeChoice)}
      >
        <Radio value="mine">{t('changes.takeYours')}</Radio>
        <Radio value="live">{t('changes.takeNow')}</Radio>
      </RadioGroup>
    </>
  );
}
