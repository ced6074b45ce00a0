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
}) {
  const { submission, onLookAgain, onCreate, onOpen } = props;
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
            {found === 'exists' && (
              <ButtonLink
                variant="primary"
                href={links.resource(sent.ref)}
                onPress={onOpen}
              >
                {t('newRequest.unknown.open')}
              </ButtonLink>
            )}
            {found === 'absent' && (
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
          </>
        }
      >
        <p>{errorText(t, error)}</p>
        <p>{t(`newRequest.unknown.${found}`, { kind, name })}</p>
      </EmptyState>
    </div>
  );
}
