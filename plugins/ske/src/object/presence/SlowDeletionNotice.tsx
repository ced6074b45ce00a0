import { secondsSince } from '@kratix-portal/plugin-ske-common';
import { useNow, type KubernetesObject } from '../../live';
import { formatDuration, ToneNotice, useLocale } from '../../parts';
import { useWords } from '../../words';

/** A deletion that lasts longer than this gets a notice, even while Kratix makes progress. */
const SLOW_DELETION_SECONDS = 5 * 60;

/** Says that a deletion takes longer than usual. */
export function SlowDeletionNotice({ object }: { object: KubernetesObject }) {
  const t = useWords();
  const locale = useLocale();
  const now = useNow(5);
  const seconds = secondsSince(
    object.metadata.deletionTimestamp,
    new Date(now),
  );
  return seconds !== undefined && seconds >= SLOW_DELETION_SECONDS ? (
    <ToneNotice tone="attention">
      {t('object.deletionSlow', {
        duration: formatDuration(wholeMinutes(seconds) * 1_000, locale),
      })}
    </ToneNotice>
  ) : null;
}

/** A number of seconds that changes every second would distract the reader. */
function wholeMinutes(seconds: number): number {
  return seconds - (seconds % 60);
}
