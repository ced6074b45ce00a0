import { Link, Text } from '@backstage/ui';
import { RelativeTime } from '../../parts';
import { useLinks } from '../../routes';
import { useWords } from '../../words';
import type { Submission } from '../request/Submission';
import { SubmissionSteps } from '../request/SubmissionSteps';

/** What the catalog has recorded of a request whose resource does not exist: what it waits for, or that it was never created, and why. */
export function RecordedRequest({ submission }: { submission: Submission }) {
  const { phase, failure, requestedAt, requestedBy } = submission;
  const t = useWords();
  return (
    <>
      <Progress submission={submission} />
      {failure !== undefined && (
        <Text as="p">{t('resource.submission.failure', { failure })}</Text>
      )}
      {requestedBy !== undefined && (
        <Text as="p" color="secondary">
          {t('resource.submission.requestedBy', { user: requestedBy })}{' '}
          {requestedAt !== undefined && <RelativeTime at={requestedAt} />}
        </Text>
      )}
      {(phase === 'never-created' || isRejected(submission)) && (
        <RequestAgain submission={submission} />
      )}
    </>
  );
}

function Progress({ submission }: { submission: Submission }) {
  const { phase, failure } = submission;
  const t = useWords();
  if (phase === 'never-created') {
    return (
      <Text as="p">
        {failure === undefined
          ? t('resource.submission.never-created')
          : t('resource.submission.never-created.failed')}
      </Text>
    );
  }
  return isRejected(submission) ? (
    <Text as="p">{t('resource.submission.failed')}</Text>
  ) : (
    <SubmissionSteps submission={submission} />
  );
}

/** A request whose create was rejected makes no progress, except in a pull request. */
function isRejected({ phase, failure }: Submission): boolean {
  return phase === 'pushed' && failure !== undefined;
}

function RequestAgain({ submission }: { submission: Submission }) {
  const t = useWords();
  const links = useLinks();
  const { promiseName } = submission;
  return promiseName === undefined ? null : (
    <Link href={links.newRequest(promiseName)}>
      {t('resource.submission.again')}
    </Link>
  );
}
