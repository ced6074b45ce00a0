import { Link, Text } from '@backstage/ui';
import { RelativeTime } from '../../parts';
import { useLinks } from '../../routes';
import { useWords } from '../../words';
import type { Submission } from '../Submission';
import { SubmissionSteps } from '../SubmissionSteps';

/** What is known of a request whose resource does not exist: what it waits for, or that it was never created, and why. */
export function RecordedRequest({ submission }: { submission: Submission }) {
  const { phase, failure, requestedAt, requestedBy } = submission;
  const t = useWords();
  return (
    <>
      {phase === 'never-created' ? (
        <Text as="p">
          {failure === undefined
            ? t('resource.submission.never-created')
            : t('resource.submission.never-created.failed')}
        </Text>
      ) : (
        <SubmissionSteps submission={submission} />
      )}
      {failure !== undefined && (
        <Text as="p">{t('resource.submission.failure', { failure })}</Text>
      )}
      {requestedBy !== undefined && (
        <Text as="p" color="secondary">
          {t('resource.submission.requestedBy', { user: requestedBy })}{' '}
          {requestedAt !== undefined && <RelativeTime at={requestedAt} />}
        </Text>
      )}
      {phase === 'never-created' && <RequestAgain submission={submission} />}
    </>
  );
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
