import { Button } from '@backstage/ui';
import { RelativeTime, ToneNotice } from '../parts';
import { useWords } from '../words';
import type { StoredDraft } from './DraftStore';

/** Offers the draft of an earlier visit. Nothing is replaced without a click. */
export function DraftOffer(props: {
  draft: StoredDraft;
  onTake(): void;
  onDiscard(): void;
}) {
  const { draft, onTake, onDiscard } = props;
  const t = useWords();
  return (
    <div role="status">
      <ToneNotice
        tone="neutral"
        actions={
          <>
            <Button size="small" variant="secondary" onPress={onTake}>
              {t('drafts.take')}
            </Button>
            <Button size="small" variant="tertiary" onPress={onDiscard}>
              {t('drafts.discard')}
            </Button>
          </>
        }
      >
        {t('drafts.found')}{' '}
        <RelativeTime at={new Date(draft.savedAt).toISOString()} />.{' '}
        {t('drafts.noSecrets')}
      </ToneNotice>
    </div>
  );
}
