import { Button } from '@backstage/ui';
import { ToneNotice } from '../parts';
import { useWords } from '../words';
import styles from './ManifestForm.module.css';
import type { FieldPlace, PlacedCause } from './placeCauses';

/** Every cause of a rejection. A cause links to its field in the form; a cause without a field is shown with its path. */
export function CauseList(props: {
  causes: readonly PlacedCause[];
  onOpen?(place: FieldPlace): void;
}) {
  const { causes, onOpen } = props;
  const t = useWords();
  if (causes.length === 0) {
    return null;
  }
  return (
    <div role="alert">
      <ToneNotice tone="negative">
        <p className={styles.causesTitle}>
          {t('form.causes', { count: causes.length })}
        </p>
        <ul className={styles.causes}>
          {causes.map(({ cause, place }, index) => (
            <li key={index}>
              <span>{cause.message}</span>
              {place && onOpen ? (
                <Button
                  size="small"
                  variant="tertiary"
                  onPress={() => onOpen(place)}
                  aria-label={t('form.causes.openOf', {
                    field: cause.field ?? '',
                  })}
                >
                  {t('form.causes.open')}
                </Button>
              ) : (
                !place &&
                cause.field !== undefined && (
                  <span>
                    {t('form.causes.noField', { field: cause.field })}
                  </span>
                )
              )}
            </li>
          ))}
        </ul>
      </ToneNotice>
    </div>
  );
}
