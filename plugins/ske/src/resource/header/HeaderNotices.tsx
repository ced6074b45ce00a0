import type { RequestState } from '@kratix-portal/plugin-ske-common';
import { useNow } from '../../live';
import {
  DeletedNotice,
  ReplacedNotice,
  SlowDeletionNotice,
} from '../../object/presence';
import { ToneNotice } from '../../parts';
import { useWords, type Words } from '../../words';
import { SubmissionSteps } from '../request/SubmissionSteps';
import { readNotices, type Notice } from './readNotices';
import type { ResourceHeaderProps } from './HeaderProps';

/** The notices in addition to the state, such as that the request was deleted while it was shown. */
export function HeaderNotices(
  props: ResourceHeaderProps & { state: RequestState },
) {
  const { object, live, state, submission, onAccept } = props;
  const t = useWords();
  const now = useNow(5);
  const deletedAt = live.object ? undefined : live.deleted?.deletedAt;
  if (deletedAt !== undefined) {
    return <DeletedNotice object={object} deletedAt={deletedAt} />;
  }
  return (
    <>
      {onAccept && <ReplacedNotice object={object} onAccept={onAccept} />}
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
      <SlowDeletionNotice object={object} />
    </>
  );
}

function noticeText(notice: Notice, t: Words): string {
  switch (notice.type) {
    case 'pick-up-late':
      return t('resource.notice.pickUpLate');
    default:
      return t('resource.notice.notCaughtUp', {
        generation: String(notice.generation),
        observed: String(notice.observed),
      });
  }
}
