import { useMemo, useState } from 'react';
import { usePerson } from '../drafts';
import { ToneNotice, PageSkeleton } from '../parts';
import type { KubernetesObject } from '../live';
import { useRemembered } from '../remembered';
import { useWords } from '../words';
import {
  firstNamespace,
  withNamespaceChoice,
  asksNamespace,
} from './namespacePage';
import styles from './NewRequest.module.css';
import { NoRight } from './NoRight';
import { RequestEditor } from './RequestEditor';
import { useNamespaceChoice } from './useNamespaceChoice';
import { usePrefill } from './usePrefill';
import { useRequestKind } from './useRequestKind';

/** Collects what the form needs before it can be filled in. */
export function RequestForm(props: {
  promise: KubernetesObject;
  isGone: boolean;
}) {
  const t = useWords();
  const requestable = useRequestKind(props.promise);
  const { api, kind } = requestable;
  const choice = useNamespaceChoice(kind, api.scope === 'Namespaced');
  const person = usePerson();
  const [remembered, remember, isKnown] = useRemembered(
    'requestNamespace',
    readText,
  );
  const prefill = usePrefill(requestable.pages);
  // New pages would restart the editors while the user types, so the pages are computed again only if the names differ.
  const namesKey = choice.names?.join(' ');
  const pages = useMemo(
    () => withNamespaceChoice(requestable.pages, namesKey?.split(' ')),
    [requestable.pages, namesKey],
  );
  // A form that was shown stays even if the user loses the permission, because it may already be filled in.
  const [opened, setOpened] = useState<'at-once' | 'on-demand'>();
  const isReady = !choice.isLoading && isKnown && prefill !== undefined;
  const { nowhere } = choice;
  const isRefused = nowhere?.mayBeElsewhere === false;
  if (isReady && !isRefused && !opened) {
    setOpened('at-once');
  }
  if (!prefill || (!isReady && !opened)) {
    return <PageSkeleton shape="page" />;
  }
  if (isRefused && !opened) {
    return (
      <NoRight
        requestable={requestable}
        asked={nowhere.asked}
        onContinue={() => setOpened('on-demand')}
      />
    );
  }
  const first = asksNamespace(requestable.pages)
    ? firstNamespace(choice.names, remembered || choice.proposed?.[0])
    : undefined;
  return (
    <>
      {props.isGone && (
        <ToneNotice tone="attention">{t('newRequest.gone')}</ToneNotice>
      )}
      {nowhere && (
        <div
          ref={opened === 'on-demand' ? focusOnMount : undefined}
          tabIndex={-1}
          className={styles.notice}
        >
          <ToneNotice tone={isRefused ? 'attention' : 'neutral'}>
            {isRefused
              ? t('newRequest.noRight.notice', { kind: api.kind })
              : t('newRequest.noRight.elsewhere', { kind: api.kind })}
          </ToneNotice>
        </div>
      )}
      <div role="status" className={styles.status}>
        {prefill.omitted.length > 0 && (
          <ToneNotice tone="attention">
            {t(`newRequest.omitted.${prefill.from ?? 'link'}`, {
              count: prefill.omitted.length,
              fields: prefill.omitted.join(', '),
            })}
          </ToneNotice>
        )}
      </div>
      <RequestEditor
        // The form starts again for another user, who must not see what the previous user typed, and for another link or copy.
        key={`${person} ${prefill.revision}`}
        requestable={requestable}
        pages={pages}
        initialValues={{
          ...(first !== undefined && { objnamespace: first }),
          ...prefill.values,
        }}
        onCreated={ref => ref.namespace && remember(ref.namespace)}
      />
    </>
  );
}

/** The button that had the focus is removed, so the focus moves to the start of the form. */
function focusOnMount(element: HTMLElement | null): void {
  element?.focus();
}

function readText(stored: unknown): string {
  return typeof stored === 'string' ? stored : '';
}
