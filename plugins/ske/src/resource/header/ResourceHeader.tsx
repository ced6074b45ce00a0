import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import { Link, Text } from '@backstage/ui';
import { useEffect, useRef } from 'react';
import type { KubernetesObject } from '../../live';
import { useLinks } from '../../routes';
import { stateWords, useWords } from '../../words';
import { ResourceActions } from '../actions';
import { promiseNameOf } from '../request/usePromiseOf';
import { useRequestState } from '../request/useRequestState';
import type { ResourceHeaderProps } from './HeaderProps';
import { HeaderNotices } from './HeaderNotices';
import { HeaderSentence } from './HeaderSentence';
import styles from './ResourceHeader.module.css';
import { useStateAnnouncement } from '../../object/useStateAnnouncement';

/** Shows the name of the request, and says in one sentence what the request is doing, for how long, and why. */
export function ResourceHeader(props: ResourceHeaderProps) {
  const { resourceRef, object, live } = props;
  const t = useWords();
  const state = useRequestState(resourceRef, object);
  const isDeleted = live.object === undefined && live.deleted !== undefined;
  useStateAnnouncement(
    isDeleted ? t('resource.deleted') : stateWords(t).word(state.state),
  );
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The buttons are removed together with the focus.
    if (isDeleted && document.activeElement === document.body) {
      heading.current?.focus();
    }
  }, [isDeleted]);
  return (
    <header className={styles.header}>
      <Text
        as="h2"
        ref={heading}
        tabIndex={-1}
        variant={props.isEmbedded ? 'title-x-small' : 'title-medium'}
        className={styles.name}
      >
        {resourceRef.name}
      </Text>
      <Identity resourceRef={resourceRef} object={object} />
      {!isDeleted && <HeaderSentence {...props} state={state} />}
      {!isDeleted && (
        <ResourceActions resourceRef={resourceRef} object={object} />
      )}
      <HeaderNotices {...props} state={state} />
    </header>
  );
}

function Identity(props: {
  resourceRef: ResourceRef;
  object: KubernetesObject;
}) {
  const { resourceRef, object } = props;
  const { kind, namespace } = resourceRef;
  const t = useWords();
  const links = useLinks();
  const promise = promiseNameOf(object);
  return (
    <dl className={styles.identity}>
      <div>
        <dt>{t('resource.kind')}</dt>
        <dd>{kind}</dd>
      </div>
      {namespace !== undefined && (
        <div>
          <dt>{t('resource.namespace')}</dt>
          <dd>{namespace}</dd>
        </div>
      )}
      {promise !== undefined && (
        <div>
          <dt>{t('resource.promise')}</dt>
          <dd>
            <Link href={links.promise(promise)}>{promise}</Link>
          </dd>
        </div>
      )}
    </dl>
  );
}
