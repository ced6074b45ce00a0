import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import { Link, Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { PageMessage, PageSkeleton } from '../../parts';
import { Refusal } from '../../refusal';
import { useLinks } from '../../routes';
import { useWords } from '../../words';
import type { Submission } from '../request/Submission';
import type { ObjectPresence } from '../../object/presence';
import { RecordedRequest } from './RecordedRequest';
import { useSuggestions } from './useSuggestions';

type Absence = Exclude<
  ObjectPresence,
  { type: 'present' } | { type: 'deleted' }
>;

/** The page of a request that does not exist, with a text for each reason. */
export function AbsentResource(props: {
  resourceRef: ResourceRef;
  presence: Absence;
  submission?: Submission;
  /** Shown if the user may not read the cluster: what the catalog has recorded of the object. */
  recorded?: ReactNode;
}) {
  const { resourceRef, presence, submission, recorded } = props;
  const t = useWords();
  if (presence.type === 'loading') {
    return <PageSkeleton shape="page" />;
  }
  if (presence.type === 'hidden' || presence.type === 'failed') {
    // A deletion that waits in Git explains more than a refusal of the cluster (F9).
    const isDeletion = submission?.phase === 'pending-deletion';
    return (
      <>
        {isDeletion && (
          <Submitted submission={submission} resourceRef={resourceRef} />
        )}
        <Refusal
          size={isDeletion ? 'section' : 'page'}
          error={presence.error}
          tried={{ verb: 'get', ...resourceRef }}
        />
        {recorded}
      </>
    );
  }
  if (presence.type === 'signed-out') {
    return (
      <>
        <PageMessage
          title={t('resource.absent.signedOut.title')}
          text={t('resource.absent.signedOut.text')}
        />
        {recorded}
      </>
    );
  }
  return (
    <Missing
      resourceRef={resourceRef}
      type={presence.type}
      submission={submission}
    />
  );
}

function Missing(props: {
  resourceRef: ResourceRef;
  type: 'missing' | 'unknown-kind';
  submission?: Submission;
}) {
  const { resourceRef, type, submission } = props;
  const t = useWords();
  const links = useLinks();
  const suggestions = useSuggestions(resourceRef, type);
  const { apiVersion, kind, name, namespace = '' } = resourceRef;
  if (submission) {
    return <Submitted submission={submission} resourceRef={resourceRef} />;
  }
  return (
    <PageMessage
      title={
        type === 'missing'
          ? t('resource.absent.missing.title', { kind, name })
          : t('resource.absent.unknownKind.title', { kind })
      }
      text={
        type === 'missing'
          ? t('resource.absent.missing.text', { kind, name, namespace })
          : t('resource.absent.unknownKind.text', { kind, apiVersion })
      }
    >
      {suggestions.length > 0 && (
        <>
          <Text as="h3" variant="title-x-small">
            {t('resource.absent.near')}
          </Text>
          <ul>
            {suggestions.map(ref => (
              <li key={links.resource(ref)}>
                <Link href={links.resource(ref)}>
                  {t('resource.absent.nearRef', {
                    kind: ref.kind,
                    name: ref.name,
                    namespace: ref.namespace ?? '',
                  })}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <Link href={links.resources()}>{t('resource.absent.all')}</Link>
    </PageMessage>
  );
}

/** An entity can exist before the request does: when changes go through Git (F10), and when the request was recorded (P1). */
function Submitted(props: {
  submission: Submission;
  resourceRef: ResourceRef;
}) {
  const { submission, resourceRef } = props;
  const { kind, name } = resourceRef;
  const t = useWords();
  return (
    <PageMessage
      title={
        submission.phase === 'never-created'
          ? t('resource.submission.never-created.title', { kind, name })
          : name
      }
    >
      <RecordedRequest submission={submission} />
    </PageMessage>
  );
}
