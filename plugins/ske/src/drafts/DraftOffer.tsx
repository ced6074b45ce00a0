import { Button } from '@backstage/ui';
import { useEffect, useRef } from 'react';
import { portalClock } from '../live';
import { announce, focusBefore, RelativeTime, ToneNotice } from '../parts';
import { useWords } from '../words';
import type { StoredDraft } from './DraftStore';

/** Offers the draft of an earlier visit. Nothing is replaced without a click. */
export function DraftOffer(props: {
  draft: StoredDraft;
  /** What else the user should know of the draft. */
  note?: string;
  onTake(): void;
  onDiscard(): void;
}) {
  const { draft, onTake, onDiscard } = props;
  const t = useWords();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The age in the text changes every minute, so the text cannot be a live region.
    announce(t('drafts.found'));
  }, [t]);
  const leave = (answer: () => void) => () => {
    focusBefore(place.current);
    answer();
  };
  return (
    <div ref={place}>
      <ToneNotice
        tone="neutral"
        actions={
          <>
            <Button size="small" variant="secondary" onPress={leave(onTake)}>
              {t('drafts.take')}
            </Button>
            <Button size="small" variant="tertiary" onPress={leave(onDiscard)}>
              {t('drafts.discard')}
            </Button>
          </>
        }
      >
        {t('drafts.found')} {t('drafts.saved')}{' '}
        <RelativeTime at={portalClock.of(draft.savedAt)} />.{' '}
        {t('drafts.noSecrets')} {props.note}
      </ToneNotice>
    </div>
  );
}
