import type { RequestState } from '@kratix-portal/plugin-ske-common';
import { Button } from '@backstage/ui';
import { useNow, type KubernetesObject } from '../../live';
import {
  formatClock,
  formatDuration,
  ToneNotice,
  useLocale,
} from '../../parts';
import { useWords, type Words } from '../../words';
import { SubmissionSteps } from '../SubmissionSteps';
import { readNotices, type Notice } from './readNotices';
import type { ResourceHeaderProps } from './HeaderProps';

/** What the page has to say beside the state, such as that the request was deleted while it was shown. */
export function HeaderNotices(
  props: ResourceHeaderProps & { state: RequestState },
) {
  const { object, live, state, submission, onAccept } = props;
  const t = useWords();
  const locale = useLocale();
  const now = useNow(5);
  const deletedAt = live.object ? undefined : live.deleted?.deletedAt;
  if (deletedAt !== undefined) {
    return (
      <ToneNotice tone="neutral">
        {deletedText(object, deletedAt, { t, now, locale })}
      </ToneNotice>
    );
  }
  return (
    <>
      {onAccept && (
        <ToneNotice
          tone="attention"
          actions={
            <Button size="small" variant="secondary" onPress={onAccept}>
              {t('resource.replaced.accept')}
            </Button>
          }
        >
          {t('resource.replaced.text', {
            time: formatClock(
              Date.parse(object.metadata.creationTimestamp ?? ''),
              now,
              locale,
            ),
          })}
        </ToneNotice>
      )}
      {submission?.phase.startsWith('pending') && (
        <ToneNotice tone="attention">
          <SubmissionSteps submission={submission} />
        </ToneNotice>
      )}
      {readNotices(object, state, new Date(now)).map(notice => (
        <ToneNotice
          key={notice.type}
          tone={notice.type === 'not-caught-up' ? 'progress' : 'attention'}
        >
          {noticeText(notice, t)}
        </ToneNotice>
      ))}
    </>
  );
}

function deletedText(
  { metadata }: KubernetesObject,
  deletedAt: number,
  { t, now, locale }: { t: Words; now: number; locale: string },
): string {
  const time = formatClock(deletedAt, now, locale);
  const took = deletedAt - Date.parse(metadata.deletionTimestamp ?? '');
  return took >= 0
    ? t('resource.deletedAfter', {
        time,
        duration: formatDuration(took, locale),
      })
    : t('resource.deletedAt', { time });
}

function noticeText(notice: Notice, t: Words): string {
  switch (notice.type) {
    case 'pick-up-late':
      return t('resource.notice.pickUpLate');
    case 'not-caught-up':
      return t('resource.notice.notCaughtUp', {
        generation: String(notice.generation),
        observed: String(notice.observed),
      });
    default:
      return t('resource.notice.deletionSlow', { count: notice.minutes });
  }
}
