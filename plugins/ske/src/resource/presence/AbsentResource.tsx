import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import { Link, Text } from '@backstage/ui';
import { PageSkeleton } from '../../parts';
import { Refusal } from '../../refusal';
import { useLinks } from '../../routes';
import { useWords } from '../../words';
import type { Submission } from '../Submission';
import styles from './AbsentResource.module.css';
import type { Presence } from '../../object/presence';
import { useSuggestions } from './useSuggestions';

type Absence = Exclude<Presence, { type: 'present' } | { type: 'deleted' }>;

/** The page of a request that is not there. Why it is not there has a text of its own for each case. */
export function AbsentResource(props: {
  resourceRef: ResourceRef;
  presence: Absence;
  submission?: Submission;
}) {
  const { resourceRef, presence, submission } = props;
  const t = useWords();
  if (presence.type === 'loading') {
    return <PageSkeleton shape="page" />;
  }
  if (presence.type === 'hidden' || presence.type === 'failed') {
    return (
      <Refusal
        size="page"
        error={presence.error}
        tried={{ verb: 'get', ...resourceRef }}
      />
    );
  }
  if (presence.type === 'signed-out') {
    return (
      <Message
        title={t('resource.absent.signedOut.title')}
        text={t('resource.absent.signedOut.text')}
      />
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
    return <Submitted submission={submission} name={name} />;
  }
  return (
    <Message
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
    </Message>
  );
}

/** SKE's entities exist before the request does, when changes go through Git (F10). */
function Submitted(props: { submission: Submission; name: string }) {
  const { submission, name } = props;
  const { phase, pullRequestUrl } = submission;
  const t = useWords();
  return (
    <Message title={name} text={t(`resource.submission.${phase}`)}>
      {pullRequestUrl && /^https?:\/\//.test(pullRequestUrl) && (
        <Link href={pullRequestUrl} target="_blank" rel="noopener">
          {t('resource.submission.pullRequest')}
        </Link>
      )}
    </Message>
  );
}

function Message(props: {
  title: string;
  text: string;
  children?: React.ReactNode;
}) {
  return (
    <div className={styles.message}>
      <Text as="h2" variant="title-small">
        {props.title}
      </Text>
      <Text as="p">{props.text}</Text>
      {props.children}
    </div>
  );
}
