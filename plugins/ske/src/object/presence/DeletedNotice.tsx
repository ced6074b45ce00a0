import { portalClock, useNow, type KubernetesObject } from '../../live';
import {
  formatClock,
  formatDuration,
  ToneNotice,
  useLocale,
} from '../../parts';
import { useWords } from '../../words';

/** Says when an object was deleted while it was shown, and how long the deletion took. */
export function DeletedNotice(props: {
  object: KubernetesObject;
  /** Milliseconds since the epoch by the browser's clock. */
  deletedAt: number;
}) {
  const { object } = props;
  const deletedAt = portalClock.of(props.deletedAt);
  const t = useWords();
  const locale = useLocale();
  const now = useNow(5);
  const time = formatClock(deletedAt, now, locale);
  const took = deletedAt - Date.parse(object.metadata.deletionTimestamp ?? '');
  return (
    <ToneNotice tone="neutral">
      {took >= 0
        ? t('object.deletedAfter', {
            time,
            duration: formatDuration(took, locale),
          })
        : t('object.deletedAt', { time })}
    </ToneNotice>
  );
}
