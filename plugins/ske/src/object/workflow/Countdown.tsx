import { useNow } from '../../live';
import { formatDuration, useLocale } from '../../parts';
import { useWords } from '../../words';

/** How long it is until Kratix runs a pipeline again. */
export function Countdown(props: {
  /** RFC 3339. */
  at: string;
}) {
  const t = useWords();
  const locale = useLocale();
  const now = useNow(1);
  const rest = Date.parse(props.at) - now;
  if (Number.isNaN(rest)) {
    return null;
  }
  return (
    <time dateTime={props.at}>
      {rest > 0
        ? t('object.retryIn', { duration: formatDuration(rest, locale) })
        : t('object.retryNow')}
    </time>
  );
}
