import { Button, ButtonLink } from '@backstage/ui';
import { EmptyState } from '../parts';
import { useLinks } from '../routes';
import { errorText, useWords } from '../words';
import type { RequestStep } from './useSubmission';

/** Shown when no response to a create arrived: what the cluster has, and what the user can do. */
export function UnknownOutcome(props: {
  submission: Extract<RequestStep, { step: 'unknown' }>;
  onLookAgain(): void;
  onCreate(): void;
  onOpen(): void;
  onBack(): void;
}) {
  const { submission, onLookAgain, onCreate, onOpen, onBack } = props;
  const { sent, found, error } = submission;
  const { kind, name } = sent.ref;
  const t = useWords();
  const links = useLinks();
  return (
    <div role="alert">
      <EmptyState
        title={t('newRequest.unknown.title')}
        actions={
          <>
            {(found === 'exists' || found === 'other') && (
              <ButtonLink
                variant={found === 'exists' ? 'primary' : 'secondary'}
                href={links.resource(sent.ref)}
                // The draft is still needed if this is not the user's own request.
                onPress={found === 'exists' ? onOpen : undefined}
              >
                {t('newRequest.unknown.open')}
              </ButtonLink>
            )}
            {/* A create never changes a request that exists, so it is safe even if it is not known whether the request exists. */}
            {(found === 'absent' || found === 'unclear') && (
              <Button variant="primary" onPress={onCreate}>
                {t('newRequest.unknown.create')}
              </Button>
            )}
            <Button
              variant="secondary"
              loading={found === 'looking'}
              onPress={onLookAgain}
            >
              {t('newRequest.unknown.look')}
            </Button>
            <Button
              variant="secondary"
              isDisabled={found === 'looking'}
              onPress={onBack}
            >
              {t('newRequest.review.back')}
            </Button>
          </>
        }
      >
        <p>{errorText(t, error)}</p>
        <p>{t(`newRequest.unknown.${found}`, { kind, name })}</p>
      </EmptyState>
    </div>
  );
}
