import { Button, ButtonLink } from '@backstage/ui';
import type { ConfigureResult } from '@kratix-portal/plugin-ske-common';
import { SectionCard, ToneNotice } from '../parts';
import { useWords } from '../words';

/** Says that the cluster has accepted the edit. */
export function Saved(props: {
  result: ConfigureResult | undefined;
  overviewHref: string;
  /** Whether the next edit is about to begin. */
  isReading: boolean;
  onAgain(): void;
}) {
  const { result, overviewHref, isReading, onAgain } = props;
  const t = useWords();
  return (
    <SectionCard title={t('edit.title')}>
      <ToneNotice
        tone="positive"
        actions={
          <>
            <ButtonLink size="small" href={overviewHref}>
              {t('edit.open')}
            </ButtonLink>
            <Button
              size="small"
              variant="secondary"
              isPending={isReading}
              onPress={onAgain}
            >
              {t('edit.again')}
            </Button>
          </>
        }
      >
        {t(result?.operation === 'unchanged' ? 'edit.unchanged' : 'edit.saved')}{' '}
        {result?.notices.join(' ')}
      </ToneNotice>
    </SectionCard>
  );
}
