import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import { ToneNotice } from '../parts';
import { Refusal } from '../refusal';
import { useWords } from '../words';
import type { EditOutcome } from './submitEdit';

/** Says why an edit was not written, or that it is not known whether the edit was written. */
export function Failed(props: {
  resourceRef: ResourceRef;
  outcome: Exclude<EditOutcome, { type: 'done' }>;
  /** Whether the page has received a change of the object since the edit began. */
  isStale: boolean;
}) {
  const { resourceRef, outcome, isStale } = props;
  const t = useWords();
  switch (outcome.type) {
    case 'not-done':
    case 'unclear':
      return (
        <ToneNotice tone="attention">
          {t(`edit.lost.${outcome.type}`)}
        </ToneNotice>
      );
    case 'conflict':
      return (
        <ToneNotice tone="attention">
          {isStale ? t('edit.conflict') : outcome.error.message}
        </ToneNotice>
      );
    default:
      // The editor marks each cause at its line, and lists it.
      if (outcome.error.causes?.length) {
        return (
          <ToneNotice tone="negative">
            {t('form.causes', { count: outcome.error.causes.length })}
          </ToneNotice>
        );
      }
      return (
        <Refusal
          size="section"
          error={outcome.error}
          tried={{ verb: 'patch', ...resourceRef }}
        />
      );
  }
}
